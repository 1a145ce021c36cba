/**
 * The variance over initialisations of one input's layer variance, leading order in 1/n, for every kind of layer.
 *
 * To that order the empirical means X_k of He_k(z/√K)/√k! over the neurons are all that fluctuates. A skip carries the
 * modes k ≠ 2 along, X_k' = ρ^k X_k + noise with ρ = γ √(K/K'), so that they stay correlated with the layer variance;
 * ω_k is that covariance, and s_k the modes of σ² at κ:
 *     V'   = χ∥² V + c_w² (E[σ⁴] - g² - dropped) + 4 γ² c_w K² g' (no norm) + 2 χ∥ c_w Σ ω_k s_k - 2 c_w² g² (orthogonal)
 *     ω_k' = (χ∥ ω_k + c_w s_k) ρ^k,   ω = 0 at layer 1
 * over the modes that are not dropped: a norm drops k = 2, s_2² = 2 κ² g'², and `layer` k = 1 too. Everything is carried
 * over K: V/K², ω_k/K.
 */
import type { Activation } from '../activations/activation.ts';
import { type FlowStep, type KernelFlow, kernelFlow, type Shares, weightedShare } from './flow.ts';
import { COMPONENTS, hermiteModes, MODES, PLACES } from './hermiteModes.ts';
import type { Layer, LayerKind } from './layer.ts';

/** The modes of σ² that are followed, the last two standing for all odd and all even ones beyond (hermiteModes.ts). */
export const FOLLOWED = MODES - 1;

/** Of a layer variance that fluctuates with V: n Var/K² is 2 + V/K², never below 0. */
export const relativeU = (relativeV: number): number => Math.max(0, 2 + relativeV);

/** Widths on both sides of the first layer. */
export interface FirstFans {
  readonly inputDimension: number;
  readonly width: number;
}

/**
 * V_1/K_1². Orthogonal columns keep the size of the input: only its biases fluctuate then. Rows orthogonal to each other,
 * of an input wider than the layer, keep as much of it as is in the space that they span.
 * @param share (K_1 - C_b)/K_1
 */
export function firstV({ weights }: LayerKind, share: number, fans: FirstFans | null): number {
  if (weights === 'gaussian') return 0;
  const { inputDimension: n0, width: n } = fans ?? { inputDimension: 1, width: 1 };
  return -2 * share ** 2 * (n0 > n ? (n + 2) / (n0 + 2) : 1);
}

/** Is mode k of σ² no fluctuation of what the weights make, since the norm takes it out? Mode 2 is in χ∥ without one. */
export const dropped = ({ norm }: LayerKind, k: number): boolean => k === 2 || (k === 1 && norm === 'layer');

/** One input's fluctuation, carried from layer to layer. */
export class Fluctuation {
  /** V/K² */
  relativeV: number;
  /** ω_k/K, from k = 1 on; none where nothing has been carried along yet. */
  private memory: Float64Array | null = null;

  constructor(relativeV: number) {
    this.relativeV = relativeV;
  }

  /** Through a layer. */
  advance({ layer, shape, logKappa, made, carried }: FlowStep): void {
    const { norm, skip, weights } = layer;
    const { exponent, kurtosis } = shape;
    const parallel = norm === 'none' ? carried + (exponent === 0 ? 0 : made * exponent) : carried;
    let noise = Math.max(0, kurtosis - 1);
    let modes: Float64Array | null = null;
    if (norm !== 'none') {
      noise -= 2 * exponent ** 2;
      if (norm === 'layer') {
        modes = squareModes(layer.activation, logKappa);
        noise -= modes[1]! ** 2;
      }
      noise = Math.max(0, noise);
    }
    // Rotated, a vector keeps its size.
    if (weights === 'orthogonal') noise -= 2;
    let v = parallel ** 2 * this.relativeV + made ** 2 * noise;
    if (norm === 'none') v += 4 * carried * (exponent === 0 ? 0 : made * exponent);
    if (skip !== 0 || this.memory !== null) {
      modes ??= squareModes(layer.activation, logKappa);
      v += 2 * parallel * made * this.recalled(layer, modes, parallel, made, carried);
    }
    this.relativeV = v;
  }

  /** Σ ω_k s_k / (K g), and the memory after this layer. */
  private recalled(layer: Layer, modes: Float64Array, parallel: number, made: number, carried: number): number {
    const before = this.memory;
    const after = new Float64Array(FOLLOWED + 1);
    const rho = Math.sign(layer.skip) * Math.sqrt(carried);
    let sum = 0;
    let power = 1;
    for (let k = 1; k <= FOLLOWED; k++) {
      power *= rho;
      if (dropped(layer, k)) continue;
      const own = before === null ? 0 : before[k]!;
      sum += own * modes[k]!;
      after[k] = (parallel * own + made * modes[k]!) * power;
    }
    this.memory = layer.skip === 0 ? null : after;
    return sum;
  }
}

/** What a layer makes of two inputs α and β, as far as their fluctuations ask. */
export interface PairParts {
  /** The parts of both inputs' next kernels. */
  readonly parts: readonly [Shares, Shares];
  /** Modes of σ²/g of both, from 0 on. */
  readonly modes: readonly [Float64Array, Float64Array];
  /** Their correlation, and √(made made) E[σ_α σ_β]/√(g_α g_β). */
  readonly c: number;
  readonly together: number;
  /** Σ s_kα s_kβ c^k over the modes k ≥ 1 that are not dropped. */
  readonly squares: number;
  /** ω_kαβ/K_α and ω_kβα/K_β, [PAIR_MEMORY], which are carried on; null before something has been skipped. */
  readonly memory: Float64Array | null;
}

export const PAIR_MEMORY = 2 * (FOLLOWED + 1);

/** V_αβ/(K_α K_β) after a layer, of that in front of it; see batchFluctuation.ts. */
export function nextPairV(layer: LayerKind, before: number, pair: PairParts): number {
  const { parts, modes, squares, together, memory } = pair;
  const [a, b] = parts;
  const rotated = layer.weights === 'orthogonal' ? 2 * together ** 2 : 0;
  if (memory === null && layer.norm === 'none') {
    const power = (modes[0][2]! * modes[1][2]!) / 2; // (K g'/g)² of the two
    return a.made * b.made * (power * before + squares) - rotated;
  }
  const plain = layer.norm === 'none';
  // C_W K g'/K' of each.
  const [slopeA, slopeB] = plain
    ? [(a.made * modes[0][2]!) / Math.SQRT2, (b.made * modes[1][2]!) / Math.SQRT2]
    : [0, 0];
  const [chiA, chiB] = [a.carried + slopeA, b.carried + slopeB];
  let v = chiA * chiB * before + a.made * b.made * squares;
  if (memory !== null) {
    v += 2 * pair.c ** 2 * (b.carried * slopeA + a.carried * slopeB);
    v += remembered(layer, pair, memory, [chiA, chiB]);
  }
  return v - rotated;
}

/** What the memory adds to V; it is carried on. */
function remembered(
  layer: LayerKind,
  { parts: [a, b], modes, c }: PairParts,
  memory: Float64Array,
  [chiA, chiB]: readonly [number, number],
): number {
  const [rhoA, rhoB] = [a, b].map(({ carried }) => Math.sign(layer.skip) * Math.sqrt(carried)) as [number, number];
  let [powerC, powerA, powerB, v] = [1, 1, 1, 0];
  for (let k = 1; k <= FOLLOWED; k++) {
    powerC *= c;
    powerA *= rhoA;
    powerB *= rhoB;
    if (dropped(layer, k)) continue;
    const mirrored = FOLLOWED + 1 + k;
    const [sA, sB] = [a.made * modes[0][k]!, b.made * modes[1][k]!];
    v += chiA * memory[k]! * sB + chiB * memory[mirrored]! * sA;
    memory[k] = (chiA * memory[k]! + sA * powerC) * powerB;
    memory[mirrored] = (chiB * memory[mirrored]! + sB * powerC) * powerA;
  }
  return v;
}

const averages = new Float64Array(COMPONENTS);

/** s_k/g, k from 0 on; overwritten by the next call. */
function squareModes(activation: Activation, logKappa: number): Float64Array {
  hermiteModes(activation, logKappa, averages);
  return averages.subarray(PLACES.square, PLACES.square + FOLLOWED + 1);
}

/** A flow with the fluctuation at finite width. */
export interface FluctuatingFlow extends KernelFlow {
  /** V_l / K_l², [L], where V_l / n is the variance of the layer variance beyond the 2 K²/n_l of n_l neurons (leading order). */
  readonly relativeV: Float64Array;
}

/** @param fans where the first layer is orthogonal and its input wider than the layer. */
export function fluctuatingFlow(
  layers: readonly Layer[],
  logK1: number,
  fans: FirstFans | null = null,
): FluctuatingFlow {
  const first = layers[0]!;
  const fluctuation = new Fluctuation(firstV(first, weightedShare(first, logK1), fans));
  const relativeV = new Float64Array(layers.length);
  relativeV[0] = fluctuation.relativeV;
  const flow = kernelFlow(layers, logK1, (step, l) => {
    if (step) fluctuation.advance(step);
    relativeV[l + 1] = step ? fluctuation.relativeV : Number.POSITIVE_INFINITY;
  });
  return { ...flow, relativeV };
}
