import { logAddExp, logSum } from '../lib/logarithms.ts';
import { errorSteps, logExcess } from './errorExcess.ts';
import { logKernels } from './flow.ts';
import { logGradients } from './gradients.ts';
import type { Layer } from './layer.ts';

/** The errors z_L - y whose squares' gradients are asked for; the targets y know nothing of the network. */
export interface SquaredError {
  readonly width: number;
  readonly outputDimension: number;
  /** |y|² of every example. */
  readonly targetSquares: Float64Array;
}

/** For so many sizes of inputs the correction is computed; it is interpolated for those between. */
const SIZES = 12;

/** Logarithms of what finite width makes of the gradient, [L] each: of what comes of z_L, and of what comes of y. */
interface Excess {
  readonly ofOutput: Float64Array;
  readonly ofTarget: Float64Array;
}

/**
 * log10 of the batch mean of E‖∂L/∂z_l‖² over that of the last layer, [L], for L = |z_L - y|² at initialisation: χ⊥'s product
 * and the first order in 1/width (errorExcess.ts). What comes of z_L is correlated with the signal and grows by more than what
 * comes of y. NaN where first order is not enough; null where weights are orthogonal: by how much it grows there is not known.
 */
export function errorGradientLog10(
  layers: readonly Layer[],
  k1PerExample: Float64Array,
  { width, outputDimension, targetSquares }: SquaredError,
): Float64Array | null {
  if (layers.some(({ weights }) => weights === 'orthogonal')) return null;
  const examples = new Map<number, { count: number; squares: number }>();
  k1PerExample.forEach((k1, example) => {
    const { count, squares } = examples.get(k1) ?? { count: 0, squares: 0 };
    examples.set(k1, { count: count + 1, squares: squares + targetSquares[example]! });
  });
  const sizes = [...examples].sort(([a], [b]) => a - b);
  const excessAt = byRank(sizes.length, (rank): Excess => {
    const steps = errorSteps(layers, Math.log(sizes[rank]![0]));
    return {
      ofOutput: logExcess(steps, width, outputDimension),
      ofTarget: logExcess(steps, width, null),
    };
  });
  const sums = sizes.map(([k1, { count, squares }], rank) => {
    const logOutput = logKernels(layers, Math.log(k1)).at(-1)! + Math.log(outputDimension * count);
    const logTargets = Math.log(squares);
    const excess = excessAt(rank);
    return logGradients(layers, Math.log(k1), 0).map(
      (product, l) => product + logAddExp(logTargets + excess('ofTarget', l), logOutput + excess('ofOutput', l)),
    );
  });
  const totals = Float64Array.from(layers, (_, l) => logSum(sums.map((sum) => sum[l]!)));
  const top = totals.at(-1)!;
  return totals.map((total) => (total - top) / Math.LN10);
}

/** A function of the rank among `count`, computed at SIZES of them and linear between. */
function byRank(
  count: number,
  compute: (rank: number) => Excess,
): (rank: number) => (part: keyof Excess, l: number) => number {
  const step = Math.max(1, (count - 1) / (SIZES - 1));
  const known = Array.from({ length: Math.min(count, SIZES) }, (_, i) => compute(Math.round(i * step)));
  return (rank) => {
    const place = Math.min(known.length - 1, rank / step);
    const [below, above] = [known[Math.floor(place)]!, known[Math.ceil(place)]!];
    const share = place - Math.floor(place);
    return (part, l) => below[part][l]! + share * (above[part][l]! - below[part][l]!);
  };
}
