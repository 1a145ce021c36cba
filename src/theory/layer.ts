/** What a layer is made of: everything that theory, weights and engines need to know of it. */
import type { Activation } from '../activations/activation.ts';

/** What is done to the preactivations of one example, over its neurons, before σ. */
export type NormName = 'none' | 'rms' | 'layer';

/** The law of W: independent Gaussian entries, or a multiple of a Haar-distributed orthogonal matrix. */
export type WeightLaw = 'gaussian' | 'orthogonal';

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

/** A number, with what it may be and its word beside a curve. */
export interface NumberField {
  readonly plain: number;
  readonly min: number;
  readonly max: number;
  word(value: number): string;
}
/** One of several names, each with its word. */
export interface ChoiceField<Name extends string> {
  readonly plain: Name;
  readonly words: Readonly<Record<Name, string>>;
}

/**
 * Every field of a kind of layer: permalink, messages, captions, tables and their tests follow from here, and the control from
 * app/controls/layerFields.ts.
 */
export const LAYER_FIELDS = {
  skip: { plain: 0, min: 0, max: 2, word: (skip) => (skip === 1 ? 'skip' : `skip ${Number(skip.toPrecision(3))}`) },
  norm: { plain: 'none', words: { none: '', rms: 'RMS', layer: 'LN' } },
  weights: { plain: 'gaussian', words: { gaussian: '', orthogonal: 'orthogonal' } },
} as const satisfies {
  readonly [Key in keyof LayerKind]: [LayerKind[Key]] extends [string] ? ChoiceField<LayerKind[Key]> : NumberField;
};
export const LAYER_KEYS = Object.keys(LAYER_FIELDS) as readonly (keyof LayerKind)[];

/** As far as infinite width can tell: the law of W does not enter there. */
export type KernelKind = Pick<Layer, 'skip' | 'norm'>;
export type KernelLayer = Omit<Layer, 'weights'>;

export const PLAIN = Object.fromEntries(
  LAYER_KEYS.map((key) => [key, LAYER_FIELDS[key].plain]),
) as unknown as LayerKind;

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
