/** The density of a layer's preactivations at infinite width over all inputs: each input's is N(0, K_l), and they are mixed. */
import type { RealFunction } from '../activations/activation.ts';
import { normalCumulative } from '../lib/gaussian.ts';

/** So many Gaussians draw the density of any batch within a line's breadth. */
const MOST = 12;

/** One Gaussian of the mixture. */
export interface Component {
  readonly share: number;
  /** log of its variance; -Infinity: all are 0. */
  readonly logK: number;
}

/** Inputs of similar size, in equal numbers, share one Gaussian of their mean K. @param logs log K of each input; not empty. */
export function mixtureOf(logs: readonly number[], most = MOST): readonly Component[] {
  const sorted = [...logs].sort((a, b) => a - b);
  const groups = Math.min(most, sorted.length);
  return Array.from({ length: groups }, (_, g) => {
    const own = sorted.slice(Math.floor((g * sorted.length) / groups), Math.floor(((g + 1) * sorted.length) / groups));
    const largest = own.at(-1) as number;
    const sum = own.reduce((total, log) => total + (log === largest ? 1 : Math.exp(log - largest)), 0);
    return { share: own.length / sorted.length, logK: largest + Math.log(sum / own.length) };
  });
}

/**
 * The share of the mixture that lies between each two neighbours of `borders`, [borders - 1].
 * @param borders ascending, in units of e^logUnit.
 */
export function binShares(mixture: readonly Component[], borders: readonly number[], logUnit: number): number[] {
  const shares = new Array<number>(borders.length - 1).fill(0);
  for (const { share, logK } of mixture) {
    const deviation = Math.exp(logK / 2 - logUnit);
    let below = normalCumulative((borders[0] as number) / deviation);
    for (let bin = 0; bin < shares.length; bin++) {
      const next = normalCumulative((borders[bin + 1] as number) / deviation);
      shares[bin]! += share * (next - below);
      below = next;
    }
  }
  return shares;
}

/** Pieces into which a Gaussian is cut, out to so many deviations. */
const [PIECES, REACH] = [400, 6];

/** The same of σ(z): each small piece of the Gaussian lies evenly between the values of σ at its ends. */
export function binSharesThrough(
  sigma: RealFunction,
  mixture: readonly Component[],
  borders: readonly number[],
  logUnit: number,
): number[] {
  const shares = new Array<number>(borders.length - 1).fill(0);
  const unit = Math.exp(logUnit);
  for (const { share, logK } of mixture) {
    const deviation = Math.exp(logK / 2);
    let [below, value] = [0, sigma(-REACH * deviation) / unit];
    for (let piece = 1; piece <= PIECES; piece++) {
      const x = REACH * ((2 * piece) / PIECES - 1);
      const [cumulative, next] = [normalCumulative(x), sigma(x * deviation) / unit];
      spread(shares, borders, share * (cumulative - below), Math.min(value, next), Math.max(value, next));
      [below, value] = [cumulative, next];
    }
  }
  return shares;
}

/** Adds a share that lies evenly between two values; what lies beyond the borders, or is no number, is in no bin. */
function spread(shares: number[], borders: readonly number[], share: number, low: number, high: number): void {
  const [first, width] = [borders[0] as number, ((borders.at(-1) as number) - (borders[0] as number)) / shares.length];
  const at = (value: number) => (value - first) / width;
  if (!(at(high) >= 0 && at(low) < shares.length)) return;
  if (at(high) - at(low) < 1e-9) {
    shares[Math.floor(at(low))]! += share;
    return;
  }
  const [from, to] = [Math.max(0, Math.floor(at(low))), Math.min(shares.length - 1, Math.floor(at(high)))];
  for (let bin = from; bin <= to; bin++) {
    const overlap = Math.min(at(high), bin + 1) - Math.max(at(low), bin);
    shares[bin]! += (share * overlap) / (at(high) - at(low));
  }
}
