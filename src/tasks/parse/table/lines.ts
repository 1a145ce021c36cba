/** The lines of a text that hold a table, and those around it that do not: comments, rules, what Excel is told. */
import { SHEET_ERROR_START } from './cells.ts';

export interface Lines {
  /** As many lines as the file has, ended by \n; those that hold no cells are blank. */
  readonly text: string;
  /** What Excel's first line `sep=;` names; null: there is none. */
  readonly separator: string | null;
  /** How many comments there were. */
  readonly comments: number;
  /** The last comment above the first row, without its mark: NumPy writes the names of columns there. */
  readonly above: Comment | null;
}

export interface Comment {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/** What begins by # and goes on as a row, or is an error of Excel's, is none. */
const COMMENT = new RegExp(`^[^\\S\\n]*(?:#(?![,;|\\t]|(?:${SHEET_ERROR_START})(?![a-z]))|%|//)(.*)$`, 'gim');

/** Rules below the names of columns or around a table: |---|:--:|, +====+. */
const RULE = /^[^\S\n]*[|+:=-][|+:=\- \t]*(?:--|==)[|+:=\- \t]*$/gm;

/** Programs such as Polars and DuckDB print frames with characters of their own. */
const FRAMES = ['│', '┃', '║', '┆'];
const FRAME_RULE = /^[^\S\n]*[─-╿][─-╿ \t]*$/gm;

const SEPARATOR = /^"?sep=(.)"?[^\S\n]*(?=\n|$)/i;

/** Comments beyond these are counted alone. */
const COMMENTS_KEPT = 100;

export function linesOf(source: string): Lines {
  // Of mixed line ends only one kind would be seen.
  const ended = source.includes('\r') ? source.replace(/\r\n?/g, '\n') : source;
  const separator = SEPARATOR.exec(ended)?.[1] ?? null;
  const begun = separator === null ? ended : ended.replace(SEPARATOR, '');
  const framed = FRAMES.some((frame) => begun.includes(frame))
    ? FRAMES.reduce((text, frame) => text.replaceAll(frame, '|'), begun).replace(FRAME_RULE, '')
    : begun;
  // Of 76 MB each pass costs half a second.
  const ruled = ['--', '=='].some((mark) => framed.includes(mark)) ? framed.replace(RULE, '') : framed;
  if (!['#', '%', '//'].some((mark) => ruled.includes(mark)))
    return { text: ruled, separator, comments: 0, above: null };
  let comments = 0;
  const kept: { at: number; text: string }[] = [];
  const text = ruled.replace(COMMENT, (_, words: string, at: number) => {
    if (comments++ < COMMENTS_KEPT) kept.push({ at, text: words.trim() });
    return '';
  });
  const firstRow = lineAt(text, text.search(/\S/));
  const above = kept.map(({ at, text }) => ({ line: lineAt(ruled, at), text })).findLast(({ line }) => line < firstRow);
  return { text, separator, comments, above: above ?? null };
}

const lineAt = (text: string, at: number): number => text.slice(0, Math.max(0, at)).split('\n').length;
