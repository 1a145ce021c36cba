/** Rows that lack a number, or have one in its place that no one measured. */
import { often } from '../../../lib/counted.ts';
import { listed, MalformedFile, numberExpected, placeOf } from '../result.ts';
import { formOf, isMissing } from './cells.ts';
import type { Sample, Scan } from './scan.ts';

/** Columns that are used, by their place. */
export interface Used {
  readonly names: readonly string[];
  readonly features: readonly number[];
  readonly target: number;
}

export interface Gaps {
  /** [rows], 1 where the row lacks something. */
  readonly rows: Uint8Array;
  readonly count: number;
  /** How many in which columns; null: none. */
  readonly said: string | null;
}

/** Rows of which a cell of the columns used cannot be; columns of words have no such rows, they cannot be used at all. */
export function gapsOf(scan: Scan, { names, features, target }: Used): Gaps {
  const rows = new Uint8Array(scan.rows.length);
  const counts: string[] = [];
  for (const column of features.filter((k) => scan.unreadable(k) > 0 && !isOfWords(scan, k))) {
    scan.rows.forEach((row, i) => {
      if (Number.isNaN(row[column])) rows[i] = 1;
    });
    counts.push(`${names[column]} (${scan.unreadable(column)})`);
  }
  const lacks = lacksGoal(scan, target);
  const goals = scan.goals.reduce((count, goal, i) => {
    if (!lacks(goal)) return count;
    rows[i] = 1;
    return count + 1;
  }, 0);
  if (goals > 0) counts.push(`${names[target]} (${goals})`);
  return saidOf(rows, counts, 'lack', 'a value');
}

/** Of a target whose classes are + and -, the latter is no missing value. */
function lacksGoal(scan: Scan, target: number): (goal: string) => boolean {
  const signs = scan.sample(target, 'missing') !== null && scan.goals.includes('+');
  return (goal) => (isMissing(goal) && !(signs && goal === '-')) || formOf(goal) === 'infinite';
}

function saidOf(rows: Uint8Array, counts: readonly string[], verb: string, what: string): Gaps {
  const count = rows.reduce((sum, lacking) => sum + lacking, 0);
  const said = `${count} of ${rows.length} rows ${count === 1 ? `${verb}s` : verb} ${what}: ${listed(counts)}`;
  return { rows, count, said: count === 0 ? null : said };
}

/** Throws MalformedFile with the first place where a feature or the target lacks what it needs. */
export function refuseGaps(scan: Scan, used: Used, gaps: Gaps): never {
  const row = gaps.rows.indexOf(1);
  const faults = used.features.map((column) => ({ column, sample: scan.firstUnreadable(column) }));
  const first = faults.find(({ sample }) => sample?.row === row);
  const line = scan.lines[row]!;
  const place = (column: number) => placeOf(line, column, used.names[column]!);
  const goal = scan.goals[row]!;
  const error = first?.sample
    ? numberExpected(place(first.column), first.sample.cell)
    : new MalformedFile(
        `${place(used.target)}: a value was expected; ${goal === '' ? 'the cell is empty' : `there is ${JSON.stringify(goal)}`}.`,
      );
  const advice = gaps.count === 1 ? 'Leave this row out, or the column.' : 'Leave these rows out, or these columns.';
  throw new MalformedFile(`${error.message} ${gaps.said}. ${advice}`);
}

/** The first cell of a column of words that was to be a feature; null: none was. */
export function wordsAmong(scan: Scan, features: readonly number[]): { column: number; sample: Sample } | null {
  const found = features
    .filter((column) => isOfWords(scan, column))
    .map((column) => ({ column, sample: scan.firstUnreadable(column)! }))
    .sort((a, b) => a.sample.row - b.sample.row);
  return found[0] ?? null;
}

/** More words than numbers. */
export const isOfWords = (scan: Scan, column: number): boolean => scan.counts(column).word > scan.numbers(column);

/** What programs write where there is no value: −999 and its like, and the fill values of netCDF and of GIS. */
const SENTINELS = [
  ...[99, 999, 9999, 99999, 999999, 9999999].flatMap((nines) => [nines, -nines]),
  ...[-999.25, -9999.9, -99.9, -999.9, -32768, 32767, 65535, -2147483648, 2147483647, 1e20, 1e30, 1e36, -1e30],
].map(Math.fround);

/** Rows with a number that stands far from all others of its column and is known to stand for a missing one. */
export function sentinelsOf(scan: Scan, { names, features, target }: Used): Gaps {
  const rows = new Uint8Array(scan.rows.length);
  const counts: string[] = [];
  for (const column of [...features, target]) {
    for (const written of new Set([scan.moments.lowest(column), scan.moments.highest(column)])) {
      const value = Math.fround(written);
      if (!SENTINELS.includes(value) || !standsApart(scan, column, value)) continue;
      const places = scan.rows.flatMap((row, i) => (row[column] === value ? [i] : []));
      for (const i of places) rows[i] = 1;
      counts.push(`${names[column]} (${written}, ${often(places.length)})`);
    }
  }
  return saidOf(rows, counts, 'have', 'a number that may stand for a missing one');
}

/** Farther from the others than they are from each other. */
function standsApart(scan: Scan, column: number, value: number): boolean {
  let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const row of scan.rows) {
    const other = row[column]!;
    if (other === value || Number.isNaN(other) || SENTINELS.includes(other)) continue;
    lowest = Math.min(lowest, other);
    highest = Math.max(highest, other);
  }
  if (lowest > highest) return false;
  return Math.max(lowest - value, value - highest) > 2 * (highest - lowest);
}
