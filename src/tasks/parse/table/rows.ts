/** Rows of comma-separated values (RFC 4180, and what people make of it), some at a time. */
import Papa from 'papaparse';
import { MalformedFile } from '../result.ts';
import { type Delimiter, parted, shown, signOf } from './delimiter.ts';

/** A row with the line of the file on which it begins, from 1. */
export interface Row {
  readonly line: number;
  /** As they are written, with blanks around them. */
  readonly cells: readonly string[];
}

/** Characters read in one go: a few milliseconds. A row may be twice as long. */
export const PIECE = 2 ** 18;

/**
 * Hands over every row that is not blank. Others have their turn between pieces, so that a run in the same thread goes
 * on. Rejects with MalformedFile, and with what `take` throws.
 */
export function eachRow(text: string, delimiter: Delimiter, take: (row: Row) => void): Promise<void> {
  let line = 1;
  let idle = 0;
  const quoted = text.includes('"');
  const parts = parted(text, delimiter);
  const piece = ({ data, errors }: Papa.ParseResult<string[]>) => {
    const [fault] = errors;
    data.forEach((cells, i) => {
      if (i === fault?.row) throw malformed(line, fault.message, delimiter);
      if (cells.some(isFilled)) take({ line, cells });
      line += quoted ? 1 + cells.reduce((sum, cell) => sum + lineEnds(cell), 0) : 1;
    });
    if (fault) throw malformed(line, fault.message, delimiter);
    idle = data.length === 0 ? idle + 1 : 0;
    // Each further piece would read the row once more from its beginning.
    if (idle === 2) {
      throw new MalformedFile(
        `Line ${line}: a row of at most ${2 * PIECE} characters was expected; it does not end. Is a quote not closed?`,
      );
    }
  };
  return new Promise((resolve, reject) => {
    Papa.parse<string[]>(parts, {
      newline: '\n',
      delimiter: signOf(delimiter),
      chunkSize: PIECE,
      chunk(results: Papa.ParseResult<string[]>, parser: Papa.Parser) {
        try {
          piece(results);
        } catch (error) {
          reject(error);
          parser.abort();
          return;
        }
        if (parts.length <= PIECE) return;
        parser.pause();
        setTimeout(() => parser.resume());
      },
      complete: () => resolve(),
      error: reject,
    });
  });
}

/** The first rows of a text, for a look at how it is written; of a faulty one what can be had. */
export function firstRows(text: string, delimiter: Delimiter, most: number): Row[] {
  const { data } = Papa.parse<string[]>(parted(text, delimiter), {
    newline: '\n',
    delimiter: signOf(delimiter),
    preview: most,
  });
  let line = 1;
  const rows = data.map((cells) => {
    const row = { line, cells };
    line += 1 + cells.reduce((sum, cell) => sum + lineEnds(cell), 0);
    return row;
  });
  return rows.filter(({ cells }) => cells.some(isFilled));
}

const isFilled = (cell: string): boolean => cell !== '' && cell.trim() !== '';

const malformed = (line: number, message: string, delimiter: Delimiter): MalformedFile =>
  new MalformedFile(
    `Line ${line}: ${message.charAt(0).toLowerCase()}${message.slice(1)} (cells are separated by ${shown(delimiter)}).`,
  );

/** A quoted cell may run over several lines. */
function lineEnds(cell: string): number {
  let count = 0;
  for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) count++;
  return count;
}
