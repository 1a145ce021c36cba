/** Rows of comma-separated values (RFC 4180, and what people make of it), some at a time. */
import Papa from 'papaparse';
import { MalformedFile } from './result.ts';

/** A row with the line of the file on which it begins, from 1. */
export interface Row {
  readonly line: number;
  /** Without blanks around them. */
  readonly cells: readonly string[];
}

/** Characters read in one go: a few milliseconds. A row may be twice as long. */
export const PIECE = 2 ** 18;

/**
 * Hands over every row that is not blank. Others have their turn between pieces, so that a run in the same thread goes
 * on. Rejects with MalformedFile, and with what `take` throws.
 */
export function eachRow(text: string, take: (row: Row) => void): Promise<void> {
  let line = 1;
  let idle = 0;
  const piece = ({ data, errors, meta }: Papa.ParseResult<string[]>) => {
    // That no delimiter was found is said of every table of one column.
    const fault = errors.find(({ code }) => code !== 'UndetectableDelimiter');
    data.forEach((cells, i) => {
      if (i === fault?.row) throw malformed(line, fault.message, meta.delimiter);
      if (cells.some((cell) => cell.trim() !== '')) take({ line, cells: cells.map((cell) => cell.trim()) });
      line += 1 + cells.reduce((sum, cell) => sum + lineEnds(cell), 0);
    });
    if (fault) throw malformed(line, fault.message, meta.delimiter);
    idle = data.length === 0 ? idle + 1 : 0;
    // Each further piece would read the row once more from its beginning.
    if (idle === 2) {
      throw new MalformedFile(
        `Line ${line}: a row of at most ${2 * PIECE} characters was expected; it does not end. Is a quote not closed?`,
      );
    }
  };
  // Of mixed line ends only one kind would be seen.
  const lines = text.replace(/\r\n?/g, '\n');
  return new Promise((resolve, reject) => {
    Papa.parse<string[]>(lines, {
      newline: '\n',
      delimiter: delimiterOf(lines),
      delimitersToGuess: [...DELIMITERS],
      chunkSize: PIECE,
      chunk(results: Papa.ParseResult<string[]>, parser: Papa.Parser) {
        try {
          piece(results);
        } catch (error) {
          reject(error);
          parser.abort();
          return;
        }
        parser.pause();
        setTimeout(() => parser.resume());
      },
      complete: () => resolve(),
      error: reject,
    });
  });
}

/** The comma comes last: where another one divides the rows evenly, it stands within numbers. */
const DELIMITERS = [';', '\t', '|', ','];

/** What divides the first rows into equally many cells; empty where nothing does, and the commonest has to be guessed. */
function delimiterOf(text: string): string {
  const even = (delimiter: string): boolean => {
    const { data } = Papa.parse<string[]>(text.slice(0, PIECE), {
      delimiter,
      newline: '\n',
      preview: 10,
      skipEmptyLines: true,
    });
    // The piece may end within the last row.
    const widths = data.slice(0, Math.max(1, data.length - 1)).map((cells) => cells.length);
    return widths.every((width) => width > 1 && width === widths[0]);
  };
  return DELIMITERS.find(even) ?? '';
}

const malformed = (line: number, message: string, delimiter: string): MalformedFile =>
  new MalformedFile(
    `Line ${line}: ${message.charAt(0).toLowerCase()}${message.slice(1)} (cells are separated by ${show(delimiter)}).`,
  );

const show = (delimiter: string): string => (delimiter === '\t' ? 'tabs' : `“${delimiter}”`);

/** A quoted cell may run over several lines. */
function lineEnds(cell: string): number {
  let count = 0;
  for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) count++;
  return count;
}
