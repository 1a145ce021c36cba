import type { Dataset, DatasetTarget } from '../../../../tasks/datasets.ts';
import type { TableSource } from '../../../../tasks/source.ts';
import { wrapped } from '../../words.ts';
import { LINE, pythonNumber, pythonString } from '../python.ts';
import { joined } from '../scaled.ts';
import { READ_BYTES, WHERE } from './bytes.ts';
import type { Reader } from './own.ts';

/** A table as text: the rows by the lines on which they begin, the columns by their places. */
export function tableReader(source: TableSource, { target, featureNames }: Dataset): Reader {
  const { file, text, features } = source;
  const answer = answerOf(target);
  return {
    constants: joined([
      file === null ? `# The table that was pasted in the lab.\nTABLE = ${pythonText(text ?? '')}` : WHERE,
      file !== null && `TABLE = ${pythonString(file)}`,
      `LINES = {${rangesOf(source.lines).join(', ')}}  # on which the rows begin, from 1`,
      ...namesComment(featureNames ?? [], target),
      `FEATURES = ${places(features)}  # columns, from 0`,
      `TARGET = ${source.target}`,
      ...answer.constants,
    ]),
    source: `\
${file === null ? '' : `${READ_BYTES}\n\n\n`}${rowsSource(source)}


${numberSource(source)}


${answer.source}def read():
    """What the features are in every row, and what is asked there."""
    table = list(rows())
    answers = [${answer.term('cells[TARGET]')} for cells in table]
    return [[number(cells[k]) for k in FEATURES] for cells in table], answers`,
    inputs: 'torch.tensor(inputs)',
    answers: answer.tensor,
  };
}

/** Python's names for encodings that TextDecoder calls otherwise. */
const ENCODINGS: Readonly<Record<string, string>> = {
  'iso-8859-8-i': 'iso-8859-8',
  'windows-874': 'cp874',
  'x-mac-cyrillic': 'mac_cyrillic',
  shift_jis: 'cp932',
  'euc-kr': 'cp949',
  gbk: 'gb18030',
};

function rowsSource({ file, encoding, delimiter, framed, halved }: TableSource): string {
  const decode = `read_bytes(TABLE).decode(${pythonString(ENCODINGS[encoding] ?? encoding)}${encoding === 'utf-8' ? '' : ', "replace"'})`;
  const text = file === null ? 'TABLE' : `${decode}.lstrip("\\ufeff")`;
  const blanks = delimiter === 'blanks' || delimiter === 'wide blanks';
  const cells = halved
    ? '[",".join(cells[k : k + 2]) for k in range(0, len(cells), 2)]'
    : framed
      ? 'cells[1:-1]'
      : 'cells';
  const between = delimiter === 'blanks' ? '[ \\t]+' : ' {2,}| *\\t *';
  const lines = blanks ? '[tabbed(line) for line in lines]' : 'lines';
  return `\
${
  blanks
    ? `\
def tabbed(line):
    """The line with a tab where blanks part its cells."""
    return re.sub(r'("(?:[^"]|"")*")|${between}', lambda found: found[1] or "\\t", line.strip(" \\t"))


`
    : ''
}def rows():
    """The cells of every row that the lab uses."""
    text = ${text}
    lines = list(io.StringIO(text, newline=None))
    start = min(LINES)
    reader = csv.reader(${lines}[start - 1 :], delimiter=${pythonString(blanks ? '\t' : delimiter)})
    line = start
    for cells in reader:
        if line in LINES:
            yield ${cells}
        line = start + reader.line_num`;
}

/** Blanks of every width, apostrophes and the mark that is not the decimals' group thousands. */
const numberSource = ({ decimal }: TableSource): string => `\
def number(text):
    """A number, whatever minus sign and marks between thousands it is written with."""
    digits = re.sub(${decimal === '.' ? `r"[\\s'’,]"` : `r"[\\s'’.]"`}, "", re.sub("^[−–‐‑﹣－]", "-", text.strip()))
    return float(digits${decimal === ',' ? '.replace(",", ".")' : ''})`;

interface Answer {
  readonly constants: readonly (string | false)[];
  /** Definitions with two lines below them, or nothing. */
  readonly source: string;
  readonly term: (cell: string) => string;
  readonly tensor: string;
}

function answerOf(target: DatasetTarget): Answer {
  if (target.kind === 'number') {
    const { mean, deviation } = target;
    const centred = (cell: string) => (mean === 0 ? `number(${cell})` : `number(${cell}) - MEAN`);
    const scaled = (cell: string) => (mean === 0 ? centred(cell) : `(${centred(cell)})`);
    return {
      constants: [
        mean !== 0 && `MEAN = ${pythonNumber(mean)}`,
        deviation !== 1 && `DEVIATION = ${pythonNumber(deviation)}`,
      ],
      source: '',
      term: (cell) => (deviation === 1 ? centred(cell) : `${scaled(cell)} / DEVIATION`),
      tensor: 'torch.tensor(answers)[:, None]',
    };
  }
  const numeric = target.classes.map((name) => name.trim() !== '' && Number.isFinite(Number(name)));
  const classes = target.classes.map((name, i) => (numeric[i] ? name : pythonString(name)));
  const all = numeric.every(Boolean);
  const some = numeric.some(Boolean);
  const term = all ? 'number' : some ? 'value' : null;
  return {
    constants: [`CLASSES = [${classes.join(', ')}]`],
    source: some && !all ? VALUE : '',
    term: (cell) => `CLASSES.index(${term === null ? `${cell}.strip()` : `${term}(${cell})`})`,
    tensor: 'torch.tensor(answers)',
  };
}

const VALUE = `\
def value(text):
    """A number where it is one, else the word."""
    try:
        return number(text)
    except ValueError:
        return text.strip()


`;

/** Names are for people: some of many. */
const NAMES_LISTED = 12;

function namesComment(names: readonly string[], target: DatasetTarget): string[] {
  const listed = names.slice(0, NAMES_LISTED).map((name) => name.replace(/\s+/g, ' '));
  const more = names.length > NAMES_LISTED ? ` and ${names.length - NAMES_LISTED} more` : '';
  const goal = target.kind === 'number' ? `; ${target.name.replace(/\s+/g, ' ')} is predicted` : '';
  return wrapped(`Features: ${listed.join(', ')}${more}${goal}.`, LINE - 2).map((line) => `# ${line}`);
}

/** `range(1, 785)` of consecutive places, else a list. */
function places(columns: readonly number[]): string {
  const [first = 0] = columns;
  const consecutive = columns.length > 2 && columns.every((column, i) => column === first + i);
  if (consecutive) return first === 0 ? `range(${columns.length})` : `range(${first}, ${first + columns.length})`;
  return `[${columns.join(', ')}]`;
}

const rangesOf = (lines: TableSource['lines']): string[] =>
  lines.map(([first, last]) => (last > first ? `*range(${first}, ${last + 1})` : String(first)));

/** As it was pasted, between three quotes. */
const pythonText = (text: string): string =>
  `"""\\\n${text.replace(/\\/g, '\\\\').replace(/"""/g, '""\\"').replace(/\r/g, '\\r').replace(/"$/, '\\"')}"""`;
