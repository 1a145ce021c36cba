/**
 * The excess kurtosis of all preactivations of a layer together, over neurons, inputs and networks, as it is measured:
 * m₄/m₂² - 3, where m₂ and m₄ are the means of z² and z⁴ over all of them. Leading order in 1/n; derived in docs/theory.md.
 */
import { mean } from '../lib/statistics.ts';
import { batchFluctuation } from './batchFluctuation.ts';
import { logKernels } from './flow.ts';
import type { InputPairs } from './inputPairs.ts';
import type { PredictionInput } from './predict.ts';

/** Of the sampled m₂'s own variance over its square: of more, its quotient with m₄ is not followed. */
const SCATTER_LIMIT = 0.25;

/** What is measured together. */
export interface Sample {
  /** Sizes and angles of the inputs, whose K_1 the prediction is made of. */
  readonly inputs: InputPairs;
  /** Networks of which each layer is measured, R, [L]. */
  readonly networks: readonly number[];
}

/**
 * With averages over the inputs α, β and K̄ = mean K_α, of what S_α (an input's layer variance) scatters by:
 *     3 (mean K²/K̄² - 1)                                                  a mixture of Gaussians, at infinite width
 *     + 3 mean V_αα/(n K̄²) + 6 (mean K² s - mean K² mean K s/K̄)/(n K̄²)     finite width: 3V/(nK²) of one input
 *     + (9 mean K² mean C_αβ/K̄⁴ - 12 mean K_α C_αβ/K̄³)/R                   m₂ of R networks is no constant,
 * C_αβ = Cov(S_α, S_β) of one network. [L]; null from where leading order fails, and where the sample is too small.
 */
export function predictedKurtosis(input: PredictionInput, { inputs, networks }: Sample): readonly (number | null)[] {
  const { layers, k1PerExample, width } = input;
  const kernels = Array.from(k1PerExample, (k1) => logKernels(layers, Math.log(k1)));
  const { relative, fourth } = batchFluctuation(layers, mean(k1PerExample), inputs, input);
  return layers.map((_, l) => {
    const square = meanSquareRatio(kernels.map((logK) => logK[l]!));
    const scatter = relative[l]! ** 2 / networks[l]!;
    if (!(scatter <= SCATTER_LIMIT) || square === null) return null;
    const [own, tilted] = [fourth.own[l]!, fourth.tilted[l]!];
    const shifted = fourth.squareShift[l]! - square * fourth.shift[l]!;
    return 3 * (square - 1) + (3 * own + 6 * shifted) / width + 9 * square * scatter - (12 * tilted) / networks[l]!;
  });
}

/** mean K²/(mean K)² of kernels given by their logarithms; null where all are 0. */
function meanSquareRatio(logs: readonly number[]): number | null {
  const largest = Math.max(...logs);
  if (!Number.isFinite(largest)) return null;
  const sizes = logs.map((log) => Math.exp(log - largest));
  return mean(sizes.map((size) => size ** 2)) / mean(sizes) ** 2;
}
