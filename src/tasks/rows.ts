/** From rows of a dataset to the examples of a task. */
import type { Dataset } from './datasets.ts';
import { MOST_OBSERVED, type TaskData } from './task.ts';

/** The examples at these places, scaled, [rows × features]. */
function inputsOf({ features, inputs, shift, factor }: Dataset, rows: ArrayLike<number>): Float32Array {
  const out = new Float32Array(rows.length * features);
  const [shared, s, f] = [shift.length === 1, shift[0]!, factor[0]!];
  for (let row = 0; row < rows.length; row++) {
    const from = rows[row]! * features;
    for (let k = 0; k < features; k++) {
      out[row * features + k] = (inputs[from + k]! - (shared ? s : shift[k]!)) * (shared ? f : factor[k]!);
    }
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
  return {
    size: train.length,
    inputDimension: dataset.features,
    outputDimension: dataset.target.kind === 'classes' ? dataset.target.classes.length : 1,
    inputs: inputsOf(dataset, train),
    targets: targetsOf(dataset, train),
    loss: dataset.target.kind === 'classes' ? 'cross-entropy' : 'squared-error',
    equation: null,
    observed: Math.min(train.length, MOST_OBSERVED),
    evaluation: {
      size: held.length,
      inputs: inputsOf(dataset, held),
      held: held.length,
      targets: targetsOf(dataset, held),
      grid: null,
    },
  };
}

export const placesFrom = (first: number, count: number): Int32Array =>
  Int32Array.from({ length: count }, (_, i) => first + i);
