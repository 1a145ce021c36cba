import { logAddExp, logSum } from '../lib/logarithms.ts';
import { logKernels, weightedShare } from './flow.ts';
import { logGradients } from './gradients.ts';
import { slopeCorrelations } from './hermiteModes.ts';
import { isPlain, type Layer } from './layer.ts';
import { nonZero } from './layerStep.ts';
import { kernelShape } from './tabulatedMoments.ts';

/** The errors z_L - y whose squares' gradients are asked for; the targets y know nothing of the network. */
export interface SquaredError {
  readonly width: number;
  readonly outputDimension: number;
  /** |y|² of every example. */
  readonly targetSquares: Float64Array;
}

/** For so many sizes of inputs the correction is computed; it is interpolated for those between. */
const SIZES = 12;

/**
 * log10 of the batch mean of E‖∂L/∂z_l‖² over that of the last layer, [L], for L = |z_L - y|² at initialisation. What comes
 * of y follows χ⊥; what comes of z_L is correlated with the signal and grows, at finite width, by more (`logExcess`).
 * Null where a layer skips, normalises or is orthogonal: by how much it grows there is not known.
 */
export function errorGradientLog10(
  layers: readonly Layer[],
  k1PerExample: Float64Array,
  error: SquaredError,
): Float64Array | null {
  if (!layers.every(isPlain)) return null;
  const { outputDimension, targetSquares } = error;
  const examples = new Map<number, { count: number; squares: number }>();
  k1PerExample.forEach((k1, example) => {
    const { count, squares } = examples.get(k1) ?? { count: 0, squares: 0 };
    examples.set(k1, { count: count + 1, squares: squares + targetSquares[example]! });
  });
  const sizes = [...examples].sort(([a], [b]) => a - b);
  const excessAt = byRank(sizes.length, (rank) => logExcess(layers, sizes[rank]![0], error));
  const sums = sizes.map(([k1, { count, squares }], rank) => {
    const logOutput = logKernels(layers, Math.log(k1)).at(-1)! + Math.log(outputDimension * count);
    const logTargets = Math.log(squares);
    const excess = excessAt(rank);
    return logGradients(layers, Math.log(k1), 0).map(
      (product, l) => product + logAddExp(logTargets, logOutput + excess(l)),
    );
  });
  const totals = Float64Array.from(layers, (_, l) => logSum(sums.map((sum) => sum[l]!)));
  const top = totals.at(-1)!;
  return totals.map((total) => (total - top) / Math.LN10);
}

/** A function of the rank among `count`, computed at SIZES of them and linear between. */
function byRank(count: number, compute: (rank: number) => Float64Array): (rank: number) => (l: number) => number {
  const step = Math.max(1, (count - 1) / (SIZES - 1));
  const known = Array.from({ length: Math.min(count, SIZES) }, (_, i) => compute(Math.round(i * step)));
  return (rank) => {
    const place = Math.min(known.length - 1, rank / step);
    const [below, above] = [known[Math.floor(place)]!, known[Math.ceil(place)]!];
    const part = place - Math.floor(place);
    return (l) => below[l]! + part * (above[l]! - below[l]!);
  };
}

/**
 * log E‖g_l‖²/Π χ⊥, [L], of gradients g_l that start as g_L = z_L. The part of W along the signal σ(z_l) is known from
 * z_{l+1}, the rest is not. With A_{l+1} = C_W g(K_l), ρ = E(g·(z - b))²/(A E‖g‖²) and κ = E[σ²σ'²]/(g E[σ'²]) therefore
 *     E‖g_l‖² = χ⊥ E‖g_{l+1}‖² (1 + (κ ρ_{l+1} - 1)/n),
 * of which κ (ρ - 1)/n is due to that part, and (κ - 1)/n to ‖g_{l+1}‖² being proportional to A_{l+1}, which varies with
 * Σ σ'². ρ begins with n_out + 2 for a Gaussian z_L. Since g_l·z_l is K g'/g times g_{l+1}·(z_{l+1} - b) and a part that
 * has forgotten it, ρ follows from layer to layer; the variance of A over its mean, by which E[1/A] E[A] exceeds 1, adds
 * to it. Exact at any width for ReLU and linear networks without biases (`errorGradients.test.ts`).
 */
function logExcess(layers: readonly Layer[], k1: number, { width, outputDimension }: SquaredError): Float64Array {
  const logK = logKernels(layers, Math.log(k1));
  const last = layers.length - 1;
  // C_W g/K, the part of a kernel that does not come from its biases.
  const share = logK.map((log, l) => weightedShare(layers[l]!, log));
  const excess = new Float64Array(layers.length);
  let correlation = share[last]! * (outputDimension + 2) + (1 - share[last]!);
  for (let l = last - 1; l >= 0; l--) {
    const at = nonZero(logK[l]!);
    const { exponent, slopeRatio, kurtosis } = kernelShape(layers[l + 1]!.activation, at);
    const { signal, size } = slopeCorrelations(layers[l + 1]!.activation, at);
    const growth = 1 + (signal * correlation - 1) / width;
    excess[l] = excess[l + 1]! + Math.log(growth);
    const kept = slopeRatio === 0 ? 0 : exponent ** 2 / slopeRatio;
    const noise = (share[l + 1]! ** 2 * Math.max(0, kurtosis - 1)) / width;
    correlation = (share[l]! * (kept * (correlation * (1 + noise) - 1) + size)) / growth + (1 - share[l]!);
  }
  return excess;
}
