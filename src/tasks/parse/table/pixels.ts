/** Tables whose columns are the pixels of images. */
import type { Scan } from './scan.ts';

/** Of digits at UCI; smaller ones cannot be told from other tables. */
const SMALLEST_SIDE = 8;

/** Square images in grey or in three colours have so many pixels; null: none have. */
export function imageOf(columns: number): { readonly side: number; readonly colours: 1 | 3 } | null {
  for (const colours of [1, 3] as const) {
    const side = Math.sqrt(columns / colours);
    if (Number.isInteger(side) && side >= SMALLEST_SIDE) return { side, colours };
  }
  return null;
}

/** As bytes are, or fractions of the brightest. */
export function areBytes(scan: Scan, columns: readonly number[]): boolean {
  return columns.every((k) => scan.isWhole(k) && scan.moments.lowest(k) >= 0 && scan.moments.highest(k) <= 255);
}

/** Numbered, as pixel0, 1x1 or x_3_4. */
const NUMBERED = /^[a-z_ .-]*\d+([x×_,.: -]\d+)*$/i;

/** They are as many as images have pixels, and hold what pixels hold. */
export function arePixels(scan: Scan, columns: readonly number[], names: readonly string[] | null): boolean {
  if (imageOf(columns.length) === null) return false;
  if (names !== null && columns.filter((k) => NUMBERED.test(names[k]!)).length < columns.length / 2) return false;
  if (areBytes(scan, columns)) return true;
  return columns.every((k) => scan.unreadable(k) === 0 && scan.moments.lowest(k) >= 0 && scan.moments.highest(k) <= 1);
}

const LABEL = /^(label|labels|class|target|digit|y|klasse)$/i;

/** Where the label of an image stands among the columns: some write it last, most first. */
export function labelAmong(
  names: readonly string[] | null,
  width: number,
  rows: readonly (readonly string[])[],
): number {
  const last = width - 1;
  const numbered = names?.filter((name) => NUMBERED.test(name)).length ?? 0;
  if (imageOf(last) === null && imageOf(numbered) === null) return last;
  const named = names?.findIndex((name) => LABEL.test(name)) ?? -1;
  if (named >= 0) return named;
  const different = (column: number) => new Set(rows.map((row) => row[column])).size;
  const [atFirst, atLast] = [different(0), different(last)];
  return atFirst > 1 && (atLast < 2 || atFirst < atLast) ? 0 : last;
}
