/** How many neurons of a layer σ has switched off or saturated. */
import type { Activation } from '../../activations/activation.ts';

/** A slope below this share of the largest counts as flat. */
export const FLAT = 0.01;

/** Shares of 1. */
export interface Slopes {
  /** Of the numbers z, those at which |σ′| is below FLAT of its largest. */
  readonly saturated: number;
  /** Of the neurons, those with σ′ = 0 at every input. */
  readonly dead: number;
}

/** sup |σ′|, seen on a fine grid; null where σ′ grows without bound. */
export function largestSlope({ derivatives: [, slope], growth }: Activation): number | null {
  if (growth.rate > 0 || growth.degree > 1 || (growth.oscillation ?? 0) > 0) return null;
  let largest = 0;
  for (let i = -GRID; i <= GRID; i++) largest = Math.max(largest, Math.abs(slope((i * SEEN) / GRID)));
  return largest;
}

const [SEEN, GRID] = [32, 2048];

/**
 * Of slopes that have no bound, the largest of the layer's own counts.
 * @param networks |σ′| of each, [examples × neurons].
 */
export function slopesOf(networks: readonly Float32Array[], neurons: number, bound: number | null): Slopes {
  const largest = bound ?? networks.reduce((most, slopes) => slopes.reduce((m, s) => Math.max(m, s), most), 0);
  let [flat, dead, count] = [0, 0, 0];
  for (const slopes of networks) {
    count += slopes.length;
    const alive = new Uint8Array(neurons);
    for (let i = 0; i < slopes.length; i++) {
      if (!(slopes[i]! >= FLAT * largest) || slopes[i] === 0) flat++;
      if (slopes[i] !== 0) alive[i % neurons] = 1;
    }
    dead += alive.reduce((sum, is) => sum + (is === 0 ? 1 : 0), 0);
  }
  return { saturated: flat / count, dead: dead / (networks.length * neurons) };
}
