/** What each column of a table is good for. */
import type { TableColumn } from '../result.ts';
import type { Heading } from './heading.ts';
import { isOfWords } from './missing.ts';
import type { Scan } from './scan.ts';

/** Names that occur again get a number. */
export function distinctNames({ names, width }: Heading): string[] {
  const seen = new Set<string>();
  return Array.from({ length: width }, (_, i) => {
    let name = names?.[i] || `column ${i + 1}`;
    while (seen.has(name)) name = `${name} (${i + 1})`;
    seen.add(name);
    return name;
  });
}

/** What R, pandas and people call a column that only names or counts the rows. */
const INDEX = /^(|unnamed: 0|index|id|idx|rows?|row ?names?|row ?num(ber)?|rn|nr\.?|no\.?|obs\.?|#|\.\.\.1)$/i;

function remarkOn(scan: Scan, heading: Heading, column: number): TableColumn['remark'] {
  const unnamed = heading.names !== null && INDEX.test(heading.names[column] ?? '');
  if (scan.counts(column).missing === scan.rows.length) return 'empty';
  if (column === 0 && (heading.named || (unnamed && isOfWords(scan, 0)))) return 'names of rows';
  if (isOfWords(scan, column)) return 'words';
  if (scan.unreadable(column) === 0 && scan.moments.deviation(column) === 0) return 'always the same';
  return column === 0 && scan.isRunning(0) && scan.moments.lowest(0) <= 1 ? 'counts the rows' : null;
}

/** Columns with what was found, and whether they are used: those that are of no use are not, unless the visitor says so. */
export function judged(scan: Scan, heading: Heading, target: number, asked: readonly string[] | null): TableColumn[] {
  return distinctNames(heading).map((name, column) => {
    const remark = remarkOn(scan, heading, column);
    if (column === target) return { name, remark, leftOut: false };
    const index = INDEX.test(heading.names?.[column] ?? '-');
    const others = heading.width > 2;
    const useless =
      remark === 'always the same' || remark === 'names of rows' || (remark === 'counts the rows' && index && others);
    return { name, remark, leftOut: remark === 'empty' || (asked ? asked.includes(name) : useless) };
  });
}
