/** What the picture of a regression draws, as a table. */
import { WITH_DERIVATIVES } from '../../tasks/task.ts';
import type { Shown } from '../store/shown.ts';
import { theoryOf } from '../theory.ts';
import { csv, type Row } from './csv.ts';

/** By the order of the derivative that is drawn. */
export const PICTURED = ['fit', 'slope', 'curvature'] as const;

/**
 * One row for every point of the picture's grid: its inputs as the task has them, the target and every network's output
 * there, or of both the derivative of that order by the first input. Null where there is no such picture, or not yet.
 */
export function pictureCsv({ experiment, evaluated, derivatives }: Shown, order: number): string | null {
  const { data, arms } = theoryOf(experiment).setup;
  const { grid, size, inputs, held, targets, derivatives: own } = data.evaluation;
  const answers = order === 0 ? evaluated : derivatives;
  if ((data.loss !== 'squared-error' && data.loss !== 'sobolev') || grid === null || !answers) return null;
  const [stride, column] = order === 0 ? [1, 0] : [WITH_DERIVATIVES - 1, order - 1];
  const known = order === 0 ? targets : own;
  const valueAt = (values: ArrayLike<number> | null | undefined, point: number) =>
    values?.[point * stride + column] ?? null;
  const { inputDimension } = data;
  const rows = Array.from({ length: grid.columns * grid.rows }, (_, i): Row => {
    const point = size - grid.columns * grid.rows + i;
    return {
      ...Object.fromEntries(
        Array.from({ length: inputDimension }, (_, k) => [`x${k + 1}`, inputs[point * inputDimension + k] ?? null]),
      ),
      ...(held === size && known && { target: valueAt(known, point) }),
      ...Object.fromEntries(arms.map(({ label }, arm) => [label, valueAt(answers[arm], point)])),
    };
  });
  return csv(rows);
}
