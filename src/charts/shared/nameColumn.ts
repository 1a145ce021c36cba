/** The names of curves in one column at the right of a chart: at most a quarter of it, and none over another. */
import { blockHeight, blockSize, type Rect, spreadLabels } from './labels.ts';

/** The margin of the column takes no more of the chart's width. */
export const NAME_SHARE = 0.25;
/** Names are set smaller before they reach into the plot, down to this share of the chart's text. */
const SMALLEST = 0.78;
/** Distance of the column from the plot, and of its longest name from the chart's edge, in text sizes. */
const GAP = 0.5;
const EDGE = 0.3;

export interface ColumnEntry {
  readonly name: string;
  readonly notes: readonly string[];
  /** Height at which the name would like to stand, in pixels. */
  readonly wanted: number;
}

export interface ColumnLabel {
  readonly notes: readonly string[];
  readonly rect: Rect;
}

export interface Column {
  /** Of all names, in pixels. */
  readonly textSize: number;
  readonly labels: readonly ColumnLabel[];
}

const entryWidth = ({ name, notes }: Pick<ColumnEntry, 'name' | 'notes'>, textSize: number): number =>
  blockSize(name, notes, textSize).width;

/**
 * Width of the margin at the right in pixels: what these need, as far as a quarter of the chart goes.
 * @param lead room for a mark before each name.
 */
export function columnMargin(
  entries: readonly Pick<ColumnEntry, 'name' | 'notes'>[],
  width: number,
  textSize: number,
  lead = 0,
): number {
  const widest = Math.max(0, ...entries.map((entry) => entryWidth(entry, textSize)));
  return Math.min(widest + lead + (GAP + EDGE) * textSize, NAME_SHARE * width);
}

/**
 * Where the names stand, in the order given. What does not fit is set smaller; where one is too long even so, all
 * begin in the plot. Names come before their notes where there is no height for both.
 * @param left right border of the plot.
 * @param right border of the chart.
 */
export function nameColumn(
  entries: readonly ColumnEntry[],
  { left, right, top, bottom }: { left: number; right: number; top: number; bottom: number },
  textSize: number,
  lead = 0,
): Column {
  const height = (entry: ColumnEntry, size: number) => blockHeight(entry.notes.length, size);
  const total = (some: readonly ColumnEntry[]) => some.reduce((sum, entry) => sum + height(entry, textSize), 0);
  const room = bottom - top;
  const shown = total(entries) > room ? entries.map((entry) => ({ ...entry, notes: [] })) : entries;
  const start = left + GAP * textSize + lead;
  const widest = Math.max(1e-9, ...shown.map((entry) => entryWidth(entry, textSize)));
  const byWidth = Math.max(SMALLEST, Math.min(1, (right - start) / widest));
  const size = textSize * Math.max(0, Math.min(byWidth, room / Math.max(1e-9, total(shown))));
  const centres = spreadLabels(
    shown.map((entry) => ({ wanted: entry.wanted, height: height(entry, size) })),
    top,
    bottom,
  );
  const x = Math.max(lead, Math.min(start, right - widest * (size / textSize)));
  return {
    textSize: size,
    labels: shown.map((entry, index) => {
      const [width, tall] = [entryWidth(entry, size), height(entry, size)];
      return { notes: entry.notes, rect: { x, y: (centres[index] ?? top) - tall / 2, width, height: tall } };
    }),
  };
}
