/** The grid in words. */
import type { GridCell, Point, PointResult } from './grid.ts';
import { shareError } from './summary.ts';

const digits = (value: number): string => (Number.isFinite(value) ? value.toPrecision(3) : 'failed');

function line(
  place: string,
  { point, rate, networks, learnt, failedAtStart, failedInTraining, loss }: PointResult,
): string {
  const error = (100 * shareError(learnt, networks)).toFixed(0);
  return [
    place.padEnd(6),
    `cw ${point.cw} cb ${point.cb} k1 ${point.k1}`.padEnd(34),
    `lr ${rate}`.padEnd(10),
    `learn ${learnt}/${networks} ±${error}%`.padEnd(20),
    `failed ${failedAtStart} at start, ${failedInTraining} in training`.padEnd(34),
    `median loss ${digits(loss)}`,
  ].join(' ');
}

/** A cell's grid in plain text: the first points, those on fresh seeds, and the extra points wherever they stand. */
export function gridText(
  { activation, depth }: GridCell,
  sorted: readonly PointResult[],
  confirmed: readonly PointResult[],
  extra: readonly Point[],
): string {
  const isExtra = ({ point }: PointResult) =>
    extra.some(({ cw, cb, k1 }) => cw === point.cw && cb === point.cb && k1 === point.k1);
  return [
    `${activation}, depth ${depth}: ${sorted.length} points`,
    ...sorted.flatMap((result, i) => {
      const named = isExtra(result);
      return i < 15 || named ? [line(`${i + 1}${named ? '*' : ''}`, result)] : [];
    }),
    '  on seeds 11 to 30:',
    ...confirmed.map((result) => line(isExtra(result) ? '  *' : '  ', result)),
    '',
  ].join('\n');
}
