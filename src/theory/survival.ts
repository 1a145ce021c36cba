/** Whether networks of finite width survive their initialisation, as far as leading order in 1/width can tell. */
import { type Fate, VANISHED_FRACTION } from './fate.ts';
import { logKernels } from './flow.ts';
import { fluctuatingFlow, relativeU } from './fluctuation.ts';
import type { Layer } from './layer.ts';
import { OVERFLOW_LOG10 } from './predict.ts';

export interface StartAtWidth {
  readonly layers: readonly Layer[];
  /** K_1 of the largest input. */
  readonly largestK1: number;
  /** Hidden neurons n. */
  readonly width: number;
  readonly inputDimension: number;
}

/** Relative band √(2/n + V/(n K²)) above which leading order is not trusted. */
export const TRUSTED_BAND = 0.5;
/** So many bands above and below theory's K, in log K, a network may lie at any layer and must still end the same way. */
export const MARGIN = 6;

/**
 * The fate of at least 99 % of the networks, or null where leading order does not hold and they have to be counted.
 * It holds where, at every layer that the largest input reaches, the relative band is at most TRUSTED_BAND and the exact
 * flow of the remaining layers ends the same way from MARGIN bands above and from MARGIN bands below. The margin is wide
 * because chances add up over layers and the tails are heavier than a normal law's: of 401 random starts of 15 activations
 * that meet it, none had a single one of 400 networks end otherwise (engine/survival/count.test.ts repeats a part of it).
 */
export function foreseenFate(start: StartAtWidth): Fate | null {
  const { layers, largestK1, width } = start;
  const { logK, relativeV } = fluctuatingFlow(layers, Math.log(largestK1), start);
  const bottom = logK[0]! + Math.log(VANISHED_FRACTION);
  const end = endOf(logK, bottom);
  const endsAlike = (layer: number, log: number) =>
    endOf(logKernels(layers.slice(layer - 1), log), bottom).fate === end.fate;
  // Of the output nothing is handed on, and it is far from 1e38 wherever the layer before it is safe.
  for (let layer = 1; layer < end.layer; layer++) {
    const band = Math.sqrt(relativeU(relativeV[layer - 1]!) / width);
    const [above, below] = [logK[layer - 1]! + MARGIN * band, logK[layer - 1]! - MARGIN * band];
    if (!(band <= TRUSTED_BAND && endsAlike(layer, above) && endsAlike(layer, below))) return null;
  }
  return end.fate;
}

/**
 * How a flow log K_l ends, and at which of its layers: the first that overflows or vanishes, else the last. The output does
 * not vanish: its bias learns the mean, and after layers that skip it is that much smaller.
 */
function endOf(logK: Float64Array, bottom: number): { readonly fate: Fate; readonly layer: number } {
  const last = logK.length - 1;
  const lost = logK.findIndex((log, l) => log > OVERFLOW_LOG10 * Math.LN10 || (l < last && log < bottom));
  if (lost < 0) return { fate: 'finite', layer: logK.length };
  return { fate: logK[lost]! < bottom ? 'vanished' : 'overflowed', layer: lost + 1 };
}
