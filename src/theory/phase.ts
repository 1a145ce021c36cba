import type { Activation } from '../activations/activation.ts';
import { VANISHED_FRACTION } from './fate.ts';
import { type LayerVariances, logNextKernel } from './fixedPoints.ts';
import { standsStill } from './flow.ts';
import { OVERFLOW_LOG10 } from './predict.ts';

/** One initialisation and its inputs, as a point of the phase map. */
export interface PhaseInput extends LayerVariances {
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
 */
export function phaseOutcome(activation: Activation, { cw, cb, k1, depth, spread }: PhaseInput): number {
  const largest = cb + Math.max(0, k1 - cb) * spread;
  const top = OVERFLOW_LOG10 * Math.LN10;
  let logK = Math.log(largest);
  const bottom = logK + Math.log(VANISHED_FRACTION);
  if (logK > top) return 1;
  for (let layer = 2; layer <= depth; layer++) {
    const next = logNextKernel(activation, { cw, cb }, logK);
    if (layer === 2 && standsStill(logK, next)) return 0;
    logK = next;
    if (logK > top) return layer;
    if (logK < bottom) return -layer;
  }
  return 0;
}
