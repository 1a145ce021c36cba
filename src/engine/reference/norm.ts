/** The normalisation of one example's preactivations over its neurons, and the way back through it, in float64. */
import type { NormName } from '../../theory/layer.ts';
import type { Streams, Vector } from './network.ts';

/** ẑ, and by how much it was divided: 1 without a norm. */
export interface Normalised {
  readonly streams: Streams;
  readonly divisor: number;
}

/**
 * ẑ = z / √(mean z²) (`rms`) or (z - mean z) / √(mean (z - mean z)²) (`layer`); 0 where the divisor is 0. An equation's
 * derivatives are not carried through it. Throws RangeError if they are asked for.
 */
export function normalised(norm: NormName, z: Streams): Normalised {
  if (norm === 'none') return { streams: z, divisor: 1 };
  if (z.length > 1) throw new RangeError('Derivatives are not carried through a normalisation.');
  const value = z[0] as Vector;
  const centre = norm === 'layer' ? mean(value) : 0;
  const centred = value.map((x) => x - centre);
  // The largest is taken out first, so that no square leaves float64.
  const largest = centred.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  if (largest === 0) return { streams: [centred], divisor: 0 };
  const divisor = largest * Math.sqrt(mean(centred.map((x) => (x / largest) ** 2)));
  return { streams: [centred.map((x) => x / divisor)], divisor };
}

/** From ∂loss/∂ẑ to ∂loss/∂z, with e the former: (e - mean e - ẑ mean(e ẑ)) / divisor, mean e with `layer` only. */
export function normalisationBackward(norm: NormName, { streams, divisor }: Normalised, above: Streams): Streams {
  if (norm === 'none') return above;
  const [hat, e] = [streams[0] as Vector, above[0] as Vector];
  if (divisor === 0) return [e.map(() => 0)];
  const centre = norm === 'layer' ? mean(e) : 0;
  const along = mean(e.map((x, i) => x * hat[i]!));
  return [e.map((x, i) => (x - centre - hat[i]! * along) / divisor)];
}

const mean = (values: Vector): number => values.reduce((sum, x) => sum + x, 0) / values.length;
