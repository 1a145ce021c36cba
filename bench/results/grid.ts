/** A coarse grid of initialisations, by what share of networks learns from each: what `init=best` is held against. */
import { read, resolved } from './arms.ts';
import { type Learning, learns } from './summary.ts';
import type { Trains } from './trains.ts';

/** C_W, C_b and the batch mean of K_1. */
export interface Point {
  readonly cw: number;
  readonly cb: number;
  readonly k1: number;
}

export interface GridCell {
  readonly activation: string;
  readonly depth: number;
}

/** What became of the networks of one point: the better of the two rates. */
export interface PointResult extends Learning {
  readonly point: Point;
  readonly rate: number;
}

interface Axes {
  readonly cw: readonly number[];
  readonly cb: readonly number[];
  readonly k1: readonly number[];
}

/** Round the critical point, and round where C_W C_b = 1/6 touches the diagonal for RePU(2). */
const AXES: Readonly<Record<string, Axes>> = {
  'repu.2': { cw: [0.25, 0.5, 1], cb: [0, 0.02, 0.05, 0.1, 0.2, 0.4], k1: [0.03, 0.1, 0.2, 0.4, 1, 2] },
  'mrepu.2': { cw: [0.7, 0.85, 1, 1.15], cb: [0, 1e-4, 1e-3, 1e-2], k1: [3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 0.1] },
  tanh: { cw: [1, 1.2, 1.5, 2, 3], cb: [0, 0.01, 0.05, 0.2], k1: [0.1, 0.3, 1, 3] },
  gelu: { cw: [1.5, 1.8, 1.983, 2.2, 3], cb: [0, 0.05, 0.173, 0.5], k1: [0.3, 1, 3.56, 10] },
};
export const GRID_ACTIVATIONS = Object.keys(AXES);
export const GRID_DEPTHS = [10, 40];

/** Two rates for every point. Forty layers take smaller steps: at 3e-4 nearly every start of MRePU(2) ends in its first ones. */
export const gridRates = (depth: number): readonly number[] => (depth <= 10 ? [1e-3, 3e-4] : [3e-4, 3e-5]);
export const GRID_STEPS = 300;
export const GRID_SEEDS = Array.from({ length: 10 }, (_, i) => i + 1);
/** A point from which not one of these learns at either rate is left at that. */
export const FIRST_SEEDS = 2;
/** For the best points once more: the highest of ninety shares is high by luck too. */
export const FRESH_SEEDS = Array.from({ length: 20 }, (_, i) => i + 11);
/** Points that are measured once more. */
export const CONFIRMED = 5;

/** Every point of the grid whose inputs have a size (K_1 > C_b). */
export function gridPoints(activation: string): readonly Point[] {
  const axes = AXES[activation];
  if (!axes) throw new RangeError(`There is no grid for ${activation}, only for ${GRID_ACTIVATIONS.join(', ')}.`);
  return axes.cw.flatMap((cw) => axes.cb.flatMap((cb) => axes.k1.flatMap((k1) => (k1 > cb ? [{ cw, cb, k1 }] : []))));
}

/** The start that `init=best` means here. */
export function bestPoint({ activation, depth }: GridCell): Point {
  const [arm] = read(resolved(`arm=${activation}_init.best&depth=${depth}`)).arms;
  return { cw: arm?.cw ?? Number.NaN, cb: arm?.cb ?? Number.NaN, k1: arm?.k1 ?? Number.NaN };
}

/** Round a point: C_W, C_b, or by how much K_1 exceeds C_b, a quarter larger or by a fifth smaller. */
export function neighbours({ cw, cb, k1 }: Point): readonly Point[] {
  const inputs = k1 - cb;
  return [0.8, 1.25].flatMap((factor) => [
    { cw: rounded(cw * factor), cb, k1 },
    ...(cb > 0 ? [{ cw, cb: rounded(cb * factor), k1: rounded(cb * factor + inputs) }] : []),
    { cw, cb, k1: rounded(cb + inputs * factor) },
  ]);
}

/** What `best` is compared with: points round it, and the grid. */
export const otherPoints = (activation: string, best: Point): readonly Point[] => [
  ...neighbours(best),
  ...gridPoints(activation),
];

const rounded = (value: number): number => Number(value.toPrecision(4));

const number = (value: number): string => String(value).replace('+', '');

/** One network of a point, as a permalink. */
export function fragmentOf({ activation, depth }: GridCell, { cw, cb, k1 }: Point, rate: number, seed: number): string {
  const arm = `${activation}_init.custom_cw.${number(cw)}_cb.${number(cb)}_k1.${number(k1)}`;
  return `arm=${arm}&depth=${depth}&width=64&batch=32&opt=adam&lr=${rate}&steps=${GRID_STEPS}&seed=${seed}`;
}

async function at(
  trains: Trains,
  cell: GridCell,
  point: Point,
  rate: number,
  seeds: readonly number[],
): Promise<Learning> {
  const endings = await Promise.all(
    seeds.map((seed) =>
      trains.train({ fragment: fragmentOf(cell, point, rate, seed), metric: null, rounding: 'fused' }),
    ),
  );
  return learns(endings);
}

/** The point at the better of the two rates. */
async function best(trains: Trains, cell: GridCell, point: Point, seeds: readonly number[]): Promise<PointResult> {
  const results = await Promise.all(
    gridRates(cell.depth).map(async (rate) => ({ point, rate, ...(await at(trains, cell, point, rate, seeds)) })),
  );
  return results.toSorted(better)[0] as PointResult;
}

/** The higher share first, then the lower loss. */
export function better(a: PointResult, b: PointResult): number {
  const difference = b.learnt / b.networks - a.learnt / a.networks;
  return difference === 0 ? Math.sign(a.loss - b.loss) || 0 : difference;
}

/** One point: all ten seeds, or two where none of those learns. */
export async function measurePoint(trains: Trains, cell: GridCell, point: Point): Promise<PointResult> {
  const first = await best(trains, cell, point, GRID_SEEDS.slice(0, FIRST_SEEDS));
  return first.learnt === 0 ? first : best(trains, cell, point, GRID_SEEDS);
}

/** The points' results, best first. */
export async function measureGrid(
  trains: Trains,
  cell: GridCell,
  points: readonly Point[],
): Promise<readonly PointResult[]> {
  return (await Promise.all(points.map((point) => measurePoint(trains, cell, point)))).toSorted(better);
}

/** The first points, and `best` wherever it stands, on twenty other seeds at the rate that was better for each. */
export function confirm(
  trains: Trains,
  cell: GridCell,
  sorted: readonly PointResult[],
  best: Point,
): Promise<readonly PointResult[]> {
  const chosen = sorted.filter(({ point }, i) => i < CONFIRMED || point === best);
  return Promise.all(
    chosen.map(async ({ point, rate }) => ({
      point,
      rate,
      ...(await at(trains, cell, point, rate, FRESH_SEEDS)),
    })),
  );
}
