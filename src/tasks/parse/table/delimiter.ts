/** What stands between the cells of a table. */
import Papa from 'papaparse';
import { formOf, tidied } from './cells.ts';

/** `blanks`: runs of blanks and tabs; `wide blanks`: two blanks or more, or a tab, so that names may have single ones. */
export type Delimiter = ';' | '\t' | '|' | ',' | 'wide blanks' | 'blanks' | (string & {});

/** Of those that explain a table equally well, the first counts: a comma may stand within numbers. */
const DELIMITERS: readonly Delimiter[] = [';', '\t', '|', ',', 'wide blanks', 'blanks'];

/** Papa's own sign for a delimiter: cells that are parted by blanks have been parted by tabs before. */
export const signOf = (delimiter: Delimiter): string => (isBlanks(delimiter) ? '\t' : delimiter);

const isBlanks = (delimiter: Delimiter): boolean => delimiter === 'blanks' || delimiter === 'wide blanks';

/** The text as `signOf` parts it. */
export function parted(text: string, delimiter: Delimiter): string {
  if (!isBlanks(delimiter)) return text;
  const between = delimiter === 'blanks' ? /("(?:[^"\n]|"")*")|[ \t]+/g : /("(?:[^"\n]|"")*")| {2,}| *\t */g;
  return text.replace(/^[ \t]+|[ \t]+$/gm, '').replace(between, (_, quoted?: string) => quoted ?? '\t');
}

export function shown(delimiter: Delimiter): string {
  if (isBlanks(delimiter)) return 'blanks';
  return delimiter === '\t' ? 'tabs' : `“${delimiter}”`;
}

const ROWS = 50;
const CELLS = 2000;

/** What divides the first rows of a text into equally many cells that are numbers, as far as that can be had. */
export function delimiterOf(sample: string): Delimiter {
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of DELIMITERS) {
    const score = scoreOf(sample, delimiter);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

function scoreOf(sample: string, delimiter: Delimiter): number {
  const { data: rows } = Papa.parse<string[]>(parted(sample, delimiter), {
    delimiter: signOf(delimiter),
    newline: '\n',
    preview: ROWS,
    skipEmptyLines: 'greedy',
  });
  const width = usualWidth(rows);
  if (width < 2) return 0;
  const alike = rows.filter(({ length }) => length === width).length / rows.length;
  // The first names the columns, perhaps.
  const cells = (rows.length > 1 ? rows.slice(1) : rows).flat().slice(0, CELLS);
  const words = cells.filter((cell) => formOf(tidied(cell)) === 'word').length;
  return alike * (1.1 - words / cells.length);
}

/** The most frequent number of cells, the first of several. */
export function usualWidth(rows: readonly (readonly unknown[])[]): number {
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best), [0, 0])[0];
}
