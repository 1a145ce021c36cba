/** From outputs at the points of an evaluation to what is drawn over its grid. */
import type { Evaluation, Grid, Residual, TaskData } from '../../../tasks/task.ts';

/** The grid of a picture over one. Throws RangeError if the task names none. */
export function gridOf({ grid }: Evaluation): Grid {
  if (grid === null) throw new RangeError('This picture needs a grid.');
  return grid;
}

/** First of the points that belong to the grid, which are the last ones. */
const firstOfGrid = (evaluation: Evaluation): number => {
  const { columns, rows } = gridOf(evaluation);
  return evaluation.size - columns * rows;
};

/** The numbers at the grid's points alone, [points × stride]. */
export const gridOutputs = (evaluation: Evaluation, outputs: Float32Array, stride: number): Float32Array =>
  outputs.subarray(firstOfGrid(evaluation) * stride);

/** The numbers at the held-out points alone, which are the first ones, [held × outputs]. */
export const heldOutputs = ({ evaluation, outputDimension }: TaskData, outputs: Float32Array): Float32Array =>
  outputs.subarray(0, evaluation.held * outputDimension);

/** The inputs at the grid's points alone, [points × inputDimension]. */
export const gridInputs = ({ evaluation, inputDimension }: TaskData): Float32Array =>
  evaluation.inputs.subarray(firstOfGrid(evaluation) * inputDimension);

/** Known values at the grid's points where these are the held-out ones, as in all regression and all equations. */
export function gridTargets({ evaluation, outputDimension }: TaskData): Float32Array {
  const first = firstOfGrid(evaluation);
  if (evaluation.held !== evaluation.size) throw new RangeError('The points of the grid have no known values.');
  return evaluation.targets.subarray(first * outputDimension);
}

/** One of the numbers per point, [points]: output 0, or the solution u. */
export const streamOf = (outputs: Float32Array, stride: number, stream = 0): Float32Array =>
  Float32Array.from({ length: outputs.length / stride }, (_, point) => outputs[point * stride + stream]!);

export const difference = (a: ArrayLike<number>, b: ArrayLike<number>): Float64Array =>
  Float64Array.from({ length: a.length }, (_, i) => a[i]! - b[i]!);

/**
 * How far the equation is from being met at every point of the grid.
 * @param outputs u, u_x, u_xx and with four streams u_t, [points × stride]
 */
export function residualField(data: TaskData, outputs: Float32Array, stride: number, residual: Residual): Float64Array {
  const inputs = gridInputs(data);
  const { inputDimension } = data;
  return Float64Array.from({ length: outputs.length / stride }, (_, point) => {
    const at = point * stride;
    const [x, t] = [inputs[point * inputDimension]!, inputDimension > 1 ? inputs[point * inputDimension + 1]! : 0];
    return residual(outputs[at]!, outputs[at + 1]!, outputs[at + 2]!, stride > 3 ? outputs[at + 3]! : 0, x, t);
  });
}

/** Root mean square of the finite values; 0 without one. */
export function rootMeanSquare(values: ArrayLike<number>): number {
  let [sum, count] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) continue;
    sum += values[i]! ** 2;
    count++;
  }
  return count > 0 ? Math.sqrt(sum / count) : 0;
}
