import { VANISHED_FRACTION } from './fate.ts';
import { standsStill } from './flow.ts';
import type { KernelLayer } from './layer.ts';
import { logNextKernel, logsOf } from './layerStep.ts';
import { OVERFLOW_LOG10 } from './predict.ts';

/** The inputs of a network of so many layers, as a point of the phase map. */
export interface PhaseInput {
  readonly depth: number;
  /** Batch mean of K_1; at most C_b means inputs of size 0. */
  readonly k1: number;
  /** |x|² of the largest input over the batch mean of |x|². */
  readonly spread: number;
}

/**
 * What becomes at infinite width of the largest input of a batch up to layer L: 0 it survives, l > 0 its |z| ~ √K passes 1e38 at layer l, -l
 * its kernel falls below a millionth of its K_1 at layer l. Where even the largest input vanishes, all of them do, so that
 * it decides both for any g that grows with K.
 * @param hidden every hidden layer; nothing skips into the last.
 */
export function phaseOutcome(hidden: KernelLayer, { k1, depth, spread }: PhaseInput): number {
  const { cb } = hidden;
  const largest = cb + Math.max(0, k1 - cb) * spread;
  const top = OVERFLOW_LOG10 * Math.LN10;
  let logK = Math.log(largest);
  const bottom = logK + Math.log(VANISHED_FRACTION);
  if (logK > top) return 1;
  const logs = logsOf(hidden);
  let next = logNextKernel(hidden, logK, logs);
  const still = standsStill(logK, next);
  if (still && hidden.skip === 0) return 0;
  for (let layer = 2; layer <= depth; layer++) {
    if (layer === depth && hidden.skip !== 0) next = logNextKernel({ ...hidden, skip: 0 }, logK);
    else if (still) next = logK;
    else if (layer > 2) next = logNextKernel(hidden, logK, logs);
    logK = next;
    if (logK > top) return layer;
    if (logK < bottom) return -layer;
  }
  return 0;
}
