/** What a layer is made of: everything that theory, weights and engines need to know of it. */
import type { Activation } from '../activations/activation.ts';

/** What is done to the preactivations of one example, over its neurons, before σ. */
export const NORMS = ['none', 'rms', 'layer'] as const;
export type NormName = (typeof NORMS)[number];

/** The law of W: independent Gaussian entries, or a multiple of a Haar-distributed orthogonal matrix. */
export const WEIGHT_LAWS = ['gaussian', 'orthogonal'] as const;
export type WeightLaw = (typeof WEIGHT_LAWS)[number];

/**
 * One weight layer: z' = γ z + b + W σ(ẑ), with ẑ = z, z / √(mean z²) (`rms`) or (z - mean z) / std z (`layer`) over the
 * neurons of one example. The first layer takes the input instead of σ(ẑ); into the first and into the last layer nothing
 * skips (γ = 0), since the widths on both sides differ.
 */
export interface Layer {
  readonly activation: Activation;
  /** C_W: E[W_ij²] = C_W / fan-in, for every law. */
  readonly cw: number;
  /** C_b = Var b. */
  readonly cb: number;
  /** γ, from 0 (none) on. */
  readonly skip: number;
  readonly norm: NormName;
  readonly weights: WeightLaw;
}

/** What distinguishes kinds of layers beside σ, C_W and C_b. */
export type LayerKind = Pick<Layer, 'skip' | 'norm' | 'weights'>;
/** As far as infinite width can tell: the law of W does not enter there. */
export type KernelKind = Pick<Layer, 'skip' | 'norm'>;
export type KernelLayer = Omit<Layer, 'weights'>;

export const PLAIN: LayerKind = { skip: 0, norm: 'none', weights: 'gaussian' };

/** z' = b + W σ(z). */
export const hasPlainKernel = ({ skip, norm }: KernelKind): boolean => skip === PLAIN.skip && norm === PLAIN.norm;

/** The same with a Gaussian W. */
export const isPlain = (kind: LayerKind): boolean => hasPlainKernel(kind) && kind.weights === PLAIN.weights;

/** The L layers of a network whose hidden ones are alike: nothing skips into the first and the last, and the first has no norm. */
export function stacked(hidden: Layer, depth: number): readonly Layer[] {
  const last: Layer = { ...hidden, skip: 0 };
  const first: Layer = { ...last, norm: 'none' };
  return Array.from({ length: depth }, (_, l) => (l === 0 ? first : l === depth - 1 ? last : hidden));
}
