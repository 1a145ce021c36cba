import type { Point } from './chart.ts';
import { textWidth } from './format.ts';

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A label is a name and smaller notes below it; sizes and line heights relative to the chart's text size. */
export const NOTE_SIZE = 0.86;
export const NAME_LINE = 1.25;
export const NOTE_LINE = 1.0;

/** Height in CSS pixels of a name with so many notes. */
export const blockHeight = (notes: number, textSize: number): number => textSize * (NAME_LINE + notes * NOTE_LINE);

/** Size in CSS pixels of a name and its notes. */
export const blockSize = (
  name: string,
  notes: readonly string[],
  textSize: number,
): Pick<Rect, 'width' | 'height'> => ({
  width: Math.max(textWidth(name, textSize, true), ...notes.map((note) => textWidth(note, textSize * NOTE_SIZE))),
  height: blockHeight(notes.length, textSize),
});

/** What a mark takes. */
export const square = ([x, y]: Point, radius: number): Rect => ({
  x: x - radius,
  y: y - radius,
  width: 2 * radius,
  height: 2 * radius,
});

/** A label wants its centre at `wanted` and takes `height`. */
export interface WantedLabel {
  readonly wanted: number;
  readonly height: number;
}

interface Cluster {
  readonly members: number[];
  readonly height: number;
  /** Centre that its members would like on average. */
  readonly wanted: number;
}

/**
 * Centres of labels stacked along one direction, in the order given, none overlapping, each as near to its place as
 * the others allow (pool adjacent violators). They stay within [low, high]; if they cannot all fit, they share it evenly.
 */
export function spreadLabels(labels: readonly WantedLabel[], low: number, high: number): number[] {
  const total = labels.reduce((sum, label) => sum + label.height, 0);
  const squeeze = Math.min(1, (high - low) / Math.max(total, 1e-9));
  const height = (index: number) => (labels[index]?.height ?? 0) * squeeze;
  const order = labels.map((_, index) => index).sort((a, b) => (labels[a]?.wanted ?? 0) - (labels[b]?.wanted ?? 0));

  let clusters: Cluster[] = [];
  for (const index of order) {
    let cluster: Cluster = { members: [index], height: height(index), wanted: finite(labels[index]?.wanted, low) };
    for (let before = clusters.at(-1); before && overlaps(before, cluster, low, high); before = clusters.at(-1)) {
      clusters = clusters.slice(0, -1);
      cluster = merged(before, cluster);
    }
    clusters.push(cluster);
  }

  const centres = new Array<number>(labels.length).fill(low);
  for (const cluster of clusters) {
    let edge = start(cluster, low, high);
    for (const index of cluster.members) {
      centres[index] = edge + height(index) / 2;
      edge += height(index);
    }
  }
  return centres;
}

const finite = (value: number | undefined, otherwise: number): number =>
  value !== undefined && Number.isFinite(value) ? value : otherwise;

const start = (cluster: Cluster, low: number, high: number): number =>
  Math.max(low, Math.min(high - cluster.height, cluster.wanted - cluster.height / 2));

const overlaps = (a: Cluster, b: Cluster, low: number, high: number): boolean =>
  start(a, low, high) + a.height > start(b, low, high);

/** Each member counts by its height: the average of where the stack would have to stand for it to be in its place. */
function merged(a: Cluster, b: Cluster): Cluster {
  const height = a.height + b.height;
  const wanted = (a.height * (a.wanted + b.height / 2) + b.height * (b.wanted - a.height / 2)) / height;
  return { members: [...a.members, ...b.members], height, wanted };
}

/** The first candidate inside `bounds` that touches no other rectangle and no line; else the one that touches the fewest. */
export function placeLabel(
  candidates: readonly Rect[],
  bounds: Rect,
  taken: readonly Rect[],
  lines: readonly (readonly Point[])[],
): Rect | null {
  let best: Rect | null = null;
  let fewest = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const conflicts = conflictsOf(candidate, bounds, taken, lines, fewest);
    if (conflicts >= fewest) continue;
    best = candidate;
    fewest = conflicts;
    if (fewest === 0) break;
  }
  return best;
}

/** 0 where a label stands free; counted no further than to `enough`. */
export function conflictsOf(
  label: Rect,
  bounds: Rect,
  taken: readonly Rect[],
  lines: readonly (readonly Point[])[],
  enough: number,
): number {
  let conflicts = (contains(bounds, label) ? 0 : 100) + 10 * taken.filter((other) => rectsOverlap(label, other)).length;
  // Lines have hundreds of segments: only as many are looked at as decide.
  for (const line of lines) {
    if (conflicts >= enough) break;
    if (lineCrosses(line, label)) conflicts++;
  }
  return conflicts;
}

const contains = (outer: Rect, inner: Rect): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

export const rectsOverlap = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

export function lineCrosses(line: readonly Point[], rect: Rect): boolean {
  for (let i = 0; i < line.length; i++) {
    const start = line[Math.max(0, i - 1)]!;
    const end = line[i]!;
    if (!liesBeside(start, end, rect) && segmentCrosses(start, end, rect)) return true;
  }
  return false;
}

/** Both ends on the same outer side: most segments, and told without a division. */
const liesBeside = ([x0, y0]: Point, [x1, y1]: Point, { x, y, width, height }: Rect): boolean =>
  (x0 < x && x1 < x) ||
  (x0 > x + width && x1 > x + width) ||
  (y0 < y && y1 < y) ||
  (y0 > y + height && y1 > y + height);

/** Liang–Barsky: does any part of the segment lie in the rectangle? */
function segmentCrosses([x0, y0]: Point, [x1, y1]: Point, rect: Rect): boolean {
  let from = 0;
  let to = 1;
  const edges: [number, number][] = [
    [x0 - x1, x0 - rect.x],
    [x1 - x0, rect.x + rect.width - x0],
    [y0 - y1, y0 - rect.y],
    [y1 - y0, rect.y + rect.height - y0],
  ];
  for (const [direction, distance] of edges) {
    if (direction === 0 && distance < 0) return false;
    if (direction < 0) from = Math.max(from, distance / direction);
    if (direction > 0) to = Math.min(to, distance / direction);
  }
  return from <= to;
}
