import type { Plot } from '../shared/chart.ts';
import type { Rect } from '../shared/labels.ts';
import type { PhaseGrid } from './types.ts';

/** Places tried along each direction. */
const LATTICE = 9;

/**
 * Rectangles of that size that lie in one region altogether, the nearest to its centre first; `kind` is the sign of the
 * region's outcome: 1 overflows, 0 survives, -1 vanishes. A rectangle is tested at a lattice of its own points.
 */
export function regionPlaces(
  { columns, rows, outcome }: Pick<PhaseGrid, 'columns' | 'rows' | 'outcome'>,
  kind: -1 | 0 | 1,
  plot: Plot,
  { width, height }: { readonly width: number; readonly height: number },
): Rect[] {
  let [count, across, down] = [0, 0, 0];
  outcome.forEach((value, cell) => {
    if (Math.sign(value) !== kind) return;
    count++;
    across += ((cell % columns) + 0.5) / columns;
    down += 1 - (Math.floor(cell / columns) + 0.5) / rows;
  });
  if (count === 0) return [];
  const [wide, high] = [plot.right - plot.left, plot.bottom - plot.top];
  const centre = [plot.left + (across / count) * wide, plot.top + (down / count) * high] as const;
  const kindAt = (x: number, y: number) => {
    const column = Math.floor(((x - plot.left) / wide) * columns);
    const row = Math.floor(((plot.bottom - y) / high) * rows);
    if (column < 0 || column >= columns || row < 0 || row >= rows) return null;
    return Math.sign(outcome[row * columns + column] ?? 0);
  };
  const lies = ({ x, y }: Rect) =>
    [0, 0.25, 0.5, 0.75, 1].every((s) => [0, 0.5, 1].every((t) => kindAt(x + s * width, y + t * height) === kind));

  const middles = Array.from({ length: LATTICE * LATTICE }, (_, index): readonly [number, number] => [
    plot.left + (((index % LATTICE) + 0.5) / LATTICE) * wide,
    plot.top + ((Math.floor(index / LATTICE) + 0.5) / LATTICE) * high,
  ]);
  const distance = ([x, y]: readonly [number, number]) => Math.hypot(x - centre[0], y - centre[1]);
  return [centre, ...middles.sort((a, b) => distance(a) - distance(b))]
    .map(([x, y]): Rect => ({ x: x - width / 2, y: y - height / 2, width, height }))
    .filter(lies);
}
