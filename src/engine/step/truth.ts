/** What a loss needs to know of each example, as numbers side by side: letters of the rules in `losses.ts`. */
import { type LossName, type StreamCount, streamsOf, type TaskData } from '../../tasks/task.ts';

/** In the order of `packedTruth`; `y` of each output. */
export function truthLetters(loss: LossName, streams: StreamCount): readonly string[] {
  if (loss === 'residual') return ['y', 'weight', 'advection', ...Array.from({ length: streams }, (_, k) => `c${k}`)];
  return loss === 'sobolev' ? ['y', 'y1', 'weight'] : ['y'];
}

/** How many numbers these are. */
export const truthLength = (loss: LossName, outputs: number, streams: StreamCount): number =>
  outputs * truthLetters(loss, streams).length;

export const truthLengthOf = (data: TaskData): number => truthLength(data.loss, data.outputDimension, streamsOf(data));

/** What is known of every example, [size × truthLength]. */
export function packedTruth({ size, targets, equation, sobolev }: TaskData): Float32Array {
  const rows = (columns: number, row: (example: number) => ArrayLike<number>): Float32Array => {
    const packed = new Float32Array(size * columns);
    for (let e = 0; e < size; e++) packed.set(row(e), e * columns);
    return packed;
  };
  if (sobolev) return rows(3, (e) => [targets[e]!, sobolev.slopes[e]!, sobolev.weight]);
  if (equation === null) return targets;
  const { streams, coefficients, advection, weights } = equation;
  const own = (e: number) => [targets[e]!, weights[e]!, advection[e]!];
  return rows(3 + streams, (e) => [...own(e), ...coefficients.subarray(e * streams, (e + 1) * streams)]);
}
