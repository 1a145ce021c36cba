/** From rows of a dataset to the examples of a task. */
import type { Dataset } from './datasets.ts';
import { gridPoints } from './grid.ts';
import { type Evaluation, type Grid, MOST_OBSERVED, type TaskData } from './task.ts';

/** The examples at these places, scaled, [rows × features]. */
function inputsOf({ features, inputs, shift, factor }: Dataset, rows: ArrayLike<number>): Float32Array {
  const shared = shift.length === 1;
  const scaled = (value: number, k: number): number => (value - shift[shared ? 0 : k]!) * factor[shared ? 0 : k]!;
  const out = new Float32Array(rows.length * features);
  // Pixels take one of 256 values: looking them up halves what 8,500 images cost between choosing a task and seeing it.
  const pixels =
    shared && inputs instanceof Uint8Array ? Float32Array.from({ length: 256 }, (_, value) => scaled(value, 0)) : null;
  for (let row = 0; row < rows.length; row++) {
    const from = rows[row]! * features;
    const to = row * features;
    if (pixels) for (let k = 0; k < features; k++) out[to + k] = pixels[inputs[from + k]!]!;
    else for (let k = 0; k < features; k++) out[to + k] = scaled(inputs[from + k]!, k);
  }
  return out;
}

/** [rows × outputs]: one-hot classes, or the standardised number. */
function targetsOf({ target }: Dataset, rows: ArrayLike<number>): Float32Array {
  if (target.kind === 'number') return Float32Array.from(rows, (row) => target.values[row]!);
  const out = new Float32Array(rows.length * target.classes.length);
  for (let row = 0; row < rows.length; row++) out[row * target.classes.length + target.labels[rows[row]!]!] = 1;
  return out;
}

/** A task's data from the rows to train on and the rows held out. */
export function rowsData(dataset: Dataset, train: ArrayLike<number>, held: ArrayLike<number>): TaskData {
  const observed = Math.min(train.length, MOST_OBSERVED);
  const first = inputsOf(
    dataset,
    Array.from({ length: observed }, (_, i) => train[i]!),
  );
  let all: Float32Array | null = observed === train.length ? first : null;
  return {
    size: train.length,
    inputDimension: dataset.features,
    outputDimension: dataset.target.kind === 'classes' ? dataset.target.classes.length : 1,
    // Thousands of images are scaled when training begins; a task is pictured before.
    get inputs() {
      all ??= inputsOf(dataset, train);
      return all;
    },
    observedInputs: first,
    targets: targetsOf(dataset, train),
    loss: dataset.target.kind === 'classes' ? 'cross-entropy' : 'squared-error',
    equation: null,
    observed,
    evaluation: evaluationOf(dataset, first, held),
  };
}

/** The held-out rows, and where the answer is a curve or a surface the points that it is drawn through. */
function evaluationOf(dataset: Dataset, observed: Float32Array, held: ArrayLike<number>): Evaluation {
  const rows = inputsOf(dataset, held);
  const evaluation = { held: held.length, targets: targetsOf(dataset, held) };
  const { features, target } = dataset;
  const grid = features > 2 || target.kind === 'classes' ? null : gridOver([...observed, ...rows], features as 1 | 2);
  const inputs = grid ? Float32Array.from([...rows, ...gridPoints(grid, features as 1 | 2)]) : rows;
  return { ...evaluation, size: inputs.length / features, inputs, grid };
}

/** Points of a curve over a table's one feature, and of a surface over two along each. */
const POINTS = { 1: 201, 2: 41 } as const;

/**
 * From the smallest to the largest of each feature; null where one of two does not vary: there is no surface.
 * @param values [rows × features]
 */
function gridOver(values: readonly number[], features: 1 | 2): Grid | null {
  const range = (feature: number) =>
    values.reduce<Grid['x']>(
      ([a, b], value, i) => (i % features === feature ? [Math.min(a, value), Math.max(b, value)] : [a, b]),
      [Infinity, -Infinity],
    );
  const [columns, x] = [POINTS[features], range(0)];
  if (features === 1) return { columns, rows: 1, x, y: [0, 0] };
  const y = range(1);
  return x[0] < x[1] && y[0] < y[1] ? { columns, rows: columns, x, y } : null;
}

export const placesFrom = (first: number, count: number): Int32Array =>
  Int32Array.from({ length: count }, (_, i) => first + i);
