/** Where names stand in the smaller charts: beside the plot or in it. */
import { numberGap, type Plot, type Point } from './chart.ts';
import { textWidth } from './format.ts';
import { conflictsOf, placeLabel, type Rect, rectsOverlap } from './labels.ts';
import { NAME_SHARE } from './nameColumn.ts';
import type { Tick } from './ticks.ts';

/** Text of this size, in pixels, is for the last row: names are not set smaller to fit beside the plot. */
const FOR_THE_ROOM = 18;

/**
 * A chart for a room that is lower than so many text sizes has the name of its x axis above, beside that of the other, and
 * no line for it alone.
 */
const LOW = 11;

export const isLow = (height: number, textSize: number): boolean => textSize >= FOR_THE_ROOM && height < LOW * textSize;

/** Margins above and below a plot for the names and numbers of its axes, in CSS pixels. */
export const axisRoom = (height: number, textSize: number): { readonly top: number; readonly bottom: number } =>
  isLow(height, textSize)
    ? { top: textSize * 1.8, bottom: textSize * 1.75 }
    : { top: textSize * 2.1, bottom: textSize * 2.9 };

/** Room at the left, mostly the same, so that charts below each other begin alike; more where a number is longer. */
export function numberRoom(ticks: readonly Tick[], textSize: number): number {
  const widest = Math.max(0, ...ticks.map(({ label }) => textWidth(label ?? '', textSize)));
  return Math.max(textSize * 3.2, widest + numberGap(textSize));
}

/** Room for half a number under the axis's end, in text sizes. */
const HALF_NUMBER = 1.4;

/** The margin at the right where names stand in the plot; null where they stand beside it (nameColumn.ts). */
export function marginWithNamesInside(
  names: readonly string[],
  { width, height, textSize }: { readonly width: number; readonly height: number; readonly textSize: number },
): number | null {
  const widest = Math.max(0, ...names.map((name) => textWidth(name, textSize, true)));
  const tooWide = textSize >= FOR_THE_ROOM && widest + 2 * textSize > NAME_SHARE * width;
  return tooWide || isLow(height, textSize) ? textSize * HALF_NUMBER : null;
}

/** Distances in text sizes at which a place near a point may be. */
const ASIDE = [0, 1, 2, 4, 7];
const AWAY = [0, 0.5, 1, 1.5, 2, 2.5, 3, 4, 5];

/** A name above or below seems to belong to another curve sooner than one aside. */
const UPWARDS = 10;

/** Places for a label of this size near a point, the nearest first: right or left of it, above or below, or at the plot's right border. */
export function placesNear([x, y]: Point, size: Pick<Rect, 'width' | 'height'>, plot: Plot, textSize: number): Rect[] {
  const lefts = [
    plot.right - size.width,
    ...ASIDE.flatMap((aside) => {
      const reach = textSize * (0.6 + aside);
      return [x + reach, x - reach - size.width];
    }),
  ];
  const tops = AWAY.flatMap((away) => [-1, 1].map((side) => y - size.height / 2 + side * away * textSize));
  const distance = (rect: Rect) =>
    Math.max(rect.x - x, x - rect.x - rect.width, 0) + UPWARDS * Math.max(rect.y - y, y - rect.y - rect.height, 0);
  const places = tops.flatMap((top) => lefts.map((left): Rect => ({ x: left, y: top, ...size })));
  return places.sort((a, b) => distance(a) - distance(b));
}

/** The same places' first that is free, inside the bounds; null where the label would cover another one. */
export function placeOrNone(
  candidates: readonly Rect[],
  bounds: Rect,
  taken: readonly Rect[],
  lines: readonly (readonly Point[])[],
): Rect | null {
  const rect = placeLabel(candidates, bounds, taken, lines);
  return rect && conflictsOf(rect, bounds, taken, [], 1) === 0 ? rect : null;
}

/** The best of the places (labels.ts), but null where it would stand over other words; marks and lines may be below it if need be. */
export function placeOffWords(
  candidates: readonly Rect[],
  bounds: Rect,
  words: readonly Rect[],
  marks: readonly Rect[],
  lines: readonly (readonly Point[])[],
): Rect | null {
  const rect = placeLabel(candidates, bounds, [...words, ...marks], lines);
  return rect && words.some((other) => rectsOverlap(rect, other)) ? null : rect;
}

/**
 * Names of items: of those `beside` in the margin, of the others each at its own place; one that finds none is added to those
 * in the margin, which are then placed anew.
 */
export function namedInPlace<Item, Label>(
  items: readonly Item[],
  beside: readonly Item[],
  inMargin: (beside: readonly Item[]) => Label[],
  inPlace: (item: Item, labels: readonly Label[]) => Label | null,
): Label[] {
  const labels = inMargin(beside);
  for (const item of items) {
    if (beside.includes(item)) continue;
    const label = inPlace(item, labels);
    if (!label) return namedInPlace(items, [...beside, item], inMargin, inPlace);
    labels.push(label);
  }
  return labels;
}
