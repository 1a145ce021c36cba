import type { Activation } from '../activations/activation.ts';
import { type Initialisation, logKernels, nonZero } from './flow.ts';
import { COMPONENTS, hermiteModes, MODES } from './hermiteModes.ts';
import type { InputPairs } from './inputPairs.ts';
import { type KernelCumulants, NO_FLUCTUATION, nextCumulants } from './nextOrder.ts';

/** Leading order is trusted while the next one would change the variance by less than this. */
export const NEXT_ORDER_LIMIT = 0.2;

export interface BatchFluctuation {
  /** Standard deviation over initialisations of the layer variance averaged over the batch, over its mean, [L]. */
  readonly relative: Float64Array;
  /** What the next order in 1/width would add to its square, relative to it, [L]. */
  readonly nextOrder: Float64Array;
}

/**
 * The fluctuation of what is plotted, mean over the batch and the neurons of z², at leading order in 1/width. For inputs
 * α and β with kernels K_α, K_β and K_αβ (PDLT §4.3, with two inputs instead of one)
 *     V_αβ' = χ∥(K_α) χ∥(K_β) V_αβ + C_W² (E[σ_α²σ_β²] - g_α g_β),   V_αβ = 0 at layer 1,
 *     Cov(S_α, S_β) = 2 K_αβ²/n_l + V_αβ/n,
 * and at an output of n_out neurons 2/n_out Var(G_αβ) more, of which V_αα = V_ββ = V gives (1 + c²) V/n_out: exact for
 * α = β and for linear networks, c the correlation.
 * From the first layer on at which the next order passes `NEXT_ORDER_LIMIT` nothing is computed: both lists are NaN there.
 */
export function batchFluctuation(
  activation: Activation,
  initialisation: Initialisation,
  meanK1: number,
  inputs: InputPairs,
  width: number,
  outputDimension: number,
): BatchFluctuation {
  const { cw, cb } = initialisation;
  const depth = cw.length;
  const { shares, sizes, pairs } = inputs;
  const relative = new Float64Array(depth).fill(Number.NaN);
  const nextOrder = new Float64Array(depth).fill(Number.NaN);

  const kernels = Array.from(sizes, (size) =>
    logKernels(activation, initialisation, Math.log(cb + (meanK1 - cb) * size)),
  );
  const cumulants = kernels.map((): KernelCumulants => NO_FLUCTUATION);
  const modes = new Float64Array(kernels.length * COMPONENTS);
  /** Part of each group's next kernel that does not come from its biases. */
  const weighted = new Float64Array(kernels.length);
  const correlation = Float64Array.from(pairs, ({ first, second, cosine }) => {
    const [a, b] = [kernels[first]![0]!, kernels[second]![0]!];
    const product = (meanK1 - cb) * Math.sqrt(sizes[first]! * sizes[second]!) * cosine;
    return Number.isFinite(a + b) ? Math.max(-1, Math.min(1, (cb + product) / Math.exp((a + b) / 2))) : 0;
  });
  /** V_αβ / (K_α K_β) */
  const fluctuation = new Float64Array(pairs.length);

  for (let l = 0; l < depth; l++) {
    const order = recorded(l);
    if (!(Math.abs(order) <= NEXT_ORDER_LIMIT)) break;
    if (l + 1 < depth) advance(l);
  }
  return { relative, nextOrder };

  /** Sums over all pairs at layer l; gives the relative size of the next order. */
  function recorded(l: number): number {
    const largest = kernels.reduce((max, logK) => Math.max(max, logK[l]!), Number.NEGATIVE_INFINITY);
    if (largest === Number.NEGATIVE_INFINITY) {
      [relative[l], nextOrder[l]] = [0, 0];
      return 0;
    }
    const size = kernels.map((logK) => Math.exp(logK[l]! - largest));
    const mean = size.reduce((sum, K, g) => sum + shares[g]! * K, 0);
    const last = l === depth - 1;
    const neurons = last ? outputDimension : width;
    let [leading, next] = [0, 0];
    pairs.forEach(({ first, second, weight }, p) => {
      const [a, b] = [cumulants[first]!, cumulants[second]!];
      const product = weight * size[first]! * size[second]!;
      const c2 = correlation[p]! ** 2;
      const crossed = ((1 + c2) / neurons) * Math.sqrt(a.variance * b.variance);
      leading += product * ((2 * c2) / neurons + (fluctuation[p]! + (last ? crossed : 0)) / width);
      const own = a.variance * b.variance === 0 ? 0 : fluctuation[p]! / Math.sqrt(a.variance * b.variance);
      const correction = (own * (a.correction + b.correction)) / 2 / width ** 2;
      next += product * (correction + (last ? 0 : crossed / width) + (2 * c2 * (a.shift + b.shift)) / neurons / width);
    });
    const order = leading === 0 ? 0 : next / leading;
    if (Math.abs(order) <= NEXT_ORDER_LIMIT) [relative[l], nextOrder[l]] = [Math.sqrt(leading) / mean, order];
    return order;
  }

  /** Correlations and fluctuations from layer l to the next. */
  function advance(l: number): void {
    kernels.forEach((logK, g) => {
      hermiteModes(activation, nonZero(logK[l]!), modes, g * COMPONENTS);
      weighted[g] = cb === 0 ? 1 : -Math.expm1(Math.log(cb) - logK[l + 1]!);
    });
    for (let p = 0; p < pairs.length; p++) {
      const { first, second } = pairs[p]!;
      const [a, b] = [first * COMPONENTS, second * COMPONENTS];
      const c = correlation[p]!;
      let [product, squares] = [0, 0];
      for (let k = MODES - 1; k >= 1; k--) {
        product = (product + modes[a + k]! * modes[b + k]!) * c;
        squares = (squares + modes[a + MODES + k]! * modes[b + MODES + k]!) * c;
      }
      product += modes[a]! * modes[b]!;
      const [shareA, shareB] = [weighted[first]!, weighted[second]!];
      const power = (modes[a + MODES + 2]! * modes[b + MODES + 2]!) / 2; // (K g'/g)² of the two
      fluctuation[p] = shareA * shareB * (power * fluctuation[p]! + squares);
      correlation[p] = Math.sqrt((1 - shareA) * (1 - shareB)) + Math.sqrt(shareA * shareB) * product;
    }
    kernels.forEach((_, g) => {
      cumulants[g] = nextCumulants(cumulants[g]!, modes, g * COMPONENTS, weighted[g]!);
    });
  }
}
