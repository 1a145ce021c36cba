import type { Shares } from './flow.ts';
import { logKernels, weightedShare } from './flow.ts';
import { dropped, nextPairV, PAIR_MEMORY } from './fluctuation.ts';
import { COMPONENTS, hermiteModes, MODES, PLACES } from './hermiteModes.ts';
import type { InputPairs } from './inputPairs.ts';
import type { Layer } from './layer.ts';
import { logNormed, nonZero } from './layerStep.ts';
import { type KernelCumulants, NO_FLUCTUATION, nextCumulants } from './nextOrder.ts';

/** Leading order is trusted while the next one would change the variance by less than this. */
export const NEXT_ORDER_LIMIT = 0.2;

/**
 * And of orthogonal weights, whose next order is known to a factor of two only: MRePU(2)'s spread at width 64 is 1.1 to 1.2
 * times what is drawn where half of the limit is reached.
 */
const ORTHOGONAL_LIMIT = NEXT_ORDER_LIMIT / 2;

/** Of K²/n, a variance that nobody sees beside the 2 K²/n of Gaussian weights. */
const NEGLIGIBLE = 0.02;

export interface BatchFluctuation {
  /** Standard deviation over initialisations of the layer variance averaged over the batch, over its mean, [L]. */
  readonly relative: Float64Array;
  /** What the next order in 1/width would add to its square, relative to it, [L]. */
  readonly nextOrder: Float64Array;
  /** What the kurtosis of all preactivations together asks for beside (kurtosis.ts). */
  readonly fourth: FourthOrder;
}

/** Averages over the batch, K over its mean, [L] each. */
export interface FourthOrder {
  /** V_αα */
  readonly own: Float64Array;
  /** K_α Cov(S_α, S_β) over all pairs. */
  readonly tilted: Float64Array;
  /** K s and K² s, s the shift of the mean of a kernel at width n: n (E[G] - K)/K. */
  readonly shift: Float64Array;
  readonly squareShift: Float64Array;
}

/** n0, n and n_out. */
export interface Widths {
  readonly inputDimension: number;
  readonly width: number;
  readonly outputDimension: number;
}

/**
 * The fluctuation of what is plotted, mean over the batch and the neurons of z², at leading order in 1/width. For inputs
 * α and β with kernels K_α, K_β and K_αβ = c √(K_α K_β) (PDLT §4.3, with two inputs instead of one, and fluctuation.ts)
 *     V_αβ' = χ∥_α χ∥_β V_αβ + C_W² Σ s_kα s_kβ c^k + 2 γ² C_W K_αβ² (g'_α + g'_β) - 2 C_W² E[σ_α σ_β]² (orthogonal)
 *             + C_W Σ (χ∥_α ω_kαβ s_kβ + χ∥_β ω_kβα s_kα),
 *     ω_kαβ' = (χ∥_α ω_kαβ + C_W s_kα c^k) ρ_β^k,
 *     Cov(S_α, S_β) = 2 K_αβ²/n_l + V_αβ/n,
 * over the modes k ≥ 1 of σ² that no norm drops; the terms with γ' of g are without a norm. V_αβ = 0 at layer 1. At an output
 * of n_out neurons 2/n_out Var(G_αβ) more, of which V_αα = V_ββ = V gives (1 + c²) V/n_out: exact for α = β and for linear
 * networks.
 * From the first layer on at which the next order passes `NEXT_ORDER_LIMIT` nothing is computed: both lists are NaN there.
 */
export function batchFluctuation(
  layers: readonly Layer[],
  meanK1: number,
  inputs: InputPairs,
  widths: Widths,
): BatchFluctuation {
  const { width, outputDimension } = widths;
  const depth = layers.length;
  const { cb } = layers[0]!;
  const { shares, sizes, pairs } = inputs;
  const relative = new Float64Array(depth).fill(Number.NaN);
  const nextOrder = new Float64Array(depth).fill(Number.NaN);
  const [own, tilted, shift, squareShift] = [0, 0, 0, 0].map(() => new Float64Array(depth).fill(Number.NaN)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const orthogonal = layers[0]!.weights === 'orthogonal';
  const limit = orthogonal ? ORTHOGONAL_LIMIT : NEXT_ORDER_LIMIT;

  const kernels = Array.from(sizes, (size) => logKernels(layers, Math.log(cb + (meanK1 - cb) * size)));
  const cumulants = kernels.map((): KernelCumulants => NO_FLUCTUATION);
  const modes = new Float64Array(kernels.length * COMPONENTS);
  /** The parts of each group's next kernel. */
  const parts = kernels.map((): Shares => ({ made: 0, carried: 0 }));
  const correlation = Float64Array.from(pairs, ({ first, second, cosine }) => {
    const [a, b] = [kernels[first]![0]!, kernels[second]![0]!];
    const product = (meanK1 - cb) * Math.sqrt(sizes[first]! * sizes[second]!) * cosine;
    return Number.isFinite(a + b) ? Math.max(-1, Math.min(1, (cb + product) / Math.exp((a + b) / 2))) : 0;
  });
  /** V_αβ / (K_α K_β) */
  const fluctuation = new Float64Array(pairs.length);
  /** √(made made) E[σ_α σ_β]/√(g_α g_β): the weights' part of the correlation, of the step before. */
  const madeTogether = new Float64Array(pairs.length);
  /** ω_kαβ/K_α and ω_kβα/K_β of each pair, [pairs × 2 × modes]; none before something skips. */
  let memory: Float64Array | null = null;
  if (orthogonal) startOrthogonal();

  for (let l = 0; l < depth; l++) {
    const order = recorded(l);
    if (!(Math.abs(order) <= limit)) break;
    if (l + 1 < depth) advance(l);
  }
  return { relative, nextOrder, fourth: { own, tilted, shift, squareShift } };

  /** Layer 1: a vector that is rotated keeps its size, or what is left of it in fewer dimensions. */
  function startOrthogonal(): void {
    const { inputDimension: n0 } = widths;
    const own = kernels.map((logK) => weightedShare(layers[0]!, nonZero(logK[0]!)));
    const squashed = n0 > width ? (2 * (n0 - width) * n0) / ((n0 - 1) * (n0 + 2)) : 0;
    pairs.forEach(({ first, second }, p) => {
      const biases = Math.sqrt(Math.max(0, 1 - own[first]!) * Math.max(0, 1 - own[second]!));
      const made = correlation[p]! - biases;
      fluctuation[p] = -2 * made ** 2 + squashed * (made ** 2 - (own[first]! * own[second]!) / n0);
    });
    kernels.forEach((_, g) => {
      cumulants[g] = { ...NO_FLUCTUATION, variance: 2 * (1 - own[g]!) * (1 + own[g]!) };
    });
  }

  /** Covariance over K_α K_β of a pair's layer variances at layer l, and what the next order would add to it. */
  function covariance(l: number, p: number): { leading: number; next: number } {
    const { first, second } = pairs[p]!;
    const [a, b] = [cumulants[first]!, cumulants[second]!];
    const last = l === depth - 1;
    const neurons = last ? outputDimension : width;
    const c2 = correlation[p]! ** 2;
    const both = Math.sqrt(a.variance * b.variance);
    const correction = (a.correction + b.correction) / 2 / width ** 2;
    if (orthogonal) {
      // Of two inputs it may be negative.
      const u = fluctuation[p]! + 2 * c2;
      const next = both === 0 ? 0 : (u / both) * correction;
      if (!last || l === 0) return { leading: u / width, next };
      const m2 = madeTogether[p]! ** 2;
      const [shareA, shareB] = [parts[first]!.made, parts[second]!.made];
      const biases = Math.sqrt(Math.max(0, 1 - shareA) * Math.max(0, 1 - shareB));
      const lost = (Math.max(0, width - outputDimension) * width) / ((width - 1) * (width + 2));
      const crossed = ((1 + c2) / outputDimension) * lost * Math.sqrt(handedOn(a, shareA) * handedOn(b, shareB));
      const scatter = 2 * biases ** 2 + 4 * biases * madeTogether[p]! + 2 * lost * (m2 - (shareA * shareB) / width);
      return { leading: (fluctuation[p]! + 2 * m2 + crossed) / width + scatter / outputDimension, next };
    }
    const crossed = ((1 + c2) / neurons) * both;
    const own = both === 0 ? 0 : fluctuation[p]! / both;
    return {
      leading: (2 * c2) / neurons + (fluctuation[p]! + (last ? crossed : 0)) / width,
      next: own * correction + (last ? 0 : crossed / width) + (2 * c2 * (a.shift + b.shift)) / neurons / width,
    };
  }

  /** Sums over all pairs at layer l; gives the relative size of the next order. */
  function recorded(l: number): number {
    const largest = kernels.reduce((max, logK) => Math.max(max, logK[l]!), Number.NEGATIVE_INFINITY);
    if (largest === Number.NEGATIVE_INFINITY) {
      [relative[l], nextOrder[l]] = [0, 0];
      for (const sums of [own, tilted, shift, squareShift]) sums[l] = 0;
      return 0;
    }
    const size = kernels.map((logK) => Math.exp(logK[l]! - largest));
    const mean = size.reduce((sum, K, g) => sum + shares[g]! * K, 0);
    let [leading, next, leaning] = [0, 0, 0];
    pairs.forEach(({ first, second, weight }, p) => {
      const product = weight * size[first]! * size[second]!;
      const both = covariance(l, p);
      leading += product * both.leading;
      next += product * both.next;
      leaning += product * both.leading * ((size[first]! + size[second]!) / 2);
    });
    // Rotated, inputs ±x may keep their mean exactly; what rounding leaves of it is nothing to divide by.
    const least = orthogonal ? (NEGLIGIBLE * mean ** 2) / width : 0;
    const order = leading === 0 ? 0 : next / Math.max(leading, least);
    if (Math.abs(order) <= limit) {
      [relative[l], nextOrder[l]] = [Math.sqrt(Math.max(0, leading)) / mean, order];
      tilted[l] = leaning / mean ** 3;
      const average = (of: (group: number) => number) => shares.reduce((sum, share, g) => sum + share * of(g), 0);
      own[l] = average((g) => (size[g]! / mean) ** 2 * fluctuation[selfPair(g)]!);
      shift[l] = average((g) => (size[g]! / mean) * cumulants[g]!.shift);
      squareShift[l] = average((g) => (size[g]! / mean) ** 2 * cumulants[g]!.shift);
    }
    return order;
  }

  /** Correlations and fluctuations from layer l to the next. */
  function advance(l: number): void {
    const layer = layers[l + 1]!;
    const { skip, norm } = layer;
    kernels.forEach((logK, g) => {
      hermiteModes(layer.activation, nonZero(logNormed(layer, logK[l]!)), modes, g * COMPONENTS);
      const carried = skip === 0 ? 0 : skip ** 2 * Math.exp(nonZero(logK[l]!) - nonZero(logK[l + 1]!));
      parts[g] = { made: weightedShare(layer, logK[l + 1]!) - carried, carried };
    });
    if (skip !== 0 && memory === null) memory = new Float64Array(pairs.length * PAIR_MEMORY);
    for (let p = 0; p < pairs.length; p++) {
      const { first, second } = pairs[p]!;
      const [a, b] = [first * COMPONENTS, second * COMPONENTS];
      const [squareA, squareB] = [a + PLACES.square, b + PLACES.square];
      const c = correlation[p]!;
      let [product, squares] = [0, 0];
      for (let k = MODES - 1; k >= 1; k--) {
        product = (product + modes[a + k]! * modes[b + k]!) * c;
        squares =
          (squares + (norm !== 'none' && dropped(layer, k) ? 0 : modes[squareA + k]! * modes[squareB + k]!)) * c;
      }
      product += modes[a]! * modes[b]!;
      const [partsA, partsB] = [parts[first]!, parts[second]!];
      const [madeA, madeB] = [partsA.made, partsB.made];
      const biases = Math.sqrt(Math.max(0, 1 - madeA - partsA.carried) * Math.max(0, 1 - madeB - partsB.carried));
      const together = Math.sqrt(madeA * madeB) * product;
      const remembered = memory?.subarray(p * PAIR_MEMORY, (p + 1) * PAIR_MEMORY) ?? null;
      fluctuation[p] = nextPairV(layer, fluctuation[p]!, {
        parts: [partsA, partsB],
        modes: [modes.subarray(squareA), modes.subarray(squareB)],
        c,
        squares,
        together,
        memory: remembered,
      });
      correlation[p] = biases + together + (skip === 0 ? 0 : Math.sqrt(partsA.carried * partsB.carried) * c);
      madeTogether[p] = together;
    }
    kernels.forEach((_, g) => {
      const own = memory === null ? null : varianceOf(g);
      cumulants[g] = nextCumulants(cumulants[g]!, modes, g * COMPONENTS, parts[g]!, layer, own);
    });
  }

  /** The variance of one group's own chain, as `KernelCumulants` has it. */
  function varianceOf(group: number): number {
    return Math.max(0, fluctuation[selfPair(group)]! + (orthogonal ? 2 : 0));
  }

  /** Where a group's inputs are paired with themselves. */
  function selfPair(group: number): number {
    return pairs.findIndex(({ first, second, cosine }) => first === group && second === group && cosine === 1);
  }
}

/** V_A of an orthogonal output: the fluctuation of what it is made of, of its own layer variance's U. */
const handedOn = ({ variance }: KernelCumulants, made: number): number =>
  Math.max(0, variance - 2 * (1 - made) * (1 + made));
