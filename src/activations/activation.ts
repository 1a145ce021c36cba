import type { Expression } from '../formula/graph.ts';
import type { Growth } from '../formula/growth.ts';

export type RealFunction = (z: number) => number;

/** Gaussian averages over z ~ N(0, K); see theory/moments.ts. */
export interface Moments {
  /** g(K) = E[σ(z)²] */
  readonly g: number;
  /** g'(K) = E[σ σ' z] / K */
  readonly gPrime: number;
  /** E[σ'(z)²] */
  readonly meanSquareDerivative: number;
  /** E[σ(z)⁴] */
  readonly meanFourth: number;
}

/** Gaussian averages in closed form; where the literature has none for E[σ⁴], it is null and quadrature is used for it alone. */
export type ClosedMoments = Omit<Moments, 'meanFourth'> & { readonly meanFourth: number | null };

/** One activation function with everything that the rest of the lab knows of it. */
export interface Activation {
  /** Permalink form, e.g. `repu.2`. */
  readonly id: string;
  /** Family name, e.g. `repu`. */
  readonly family: string;
  readonly parameter: number | null;
  /** What people read, e.g. `RePU(2)`. */
  readonly label: string;
  /** σ(z), its parameters filled in: all that follows does so from it. */
  readonly formula: Expression;
  /** σ, σ′, σ″, σ‴ in float64, finite for every finite z unless the true value overflows. At a kink: the value from the right, except that ReLU-like steps follow the engines' convention σ′(kink) = 0 from the left. */
  readonly derivatives: readonly [RealFunction, RealFunction, RealFunction, RealFunction];
  /** Writes σ, σ′ and σ″ at z, which share work: for averages. */
  readonly together: (z: number, out: Float64Array) => void;
  /** Points where σ or one of its derivatives, of any order, jumps, ascending: quadrature is split there. */
  readonly kinks: readonly number[];
  /** σ ∈ C^k, Infinity if smooth. */
  readonly smoothness: number;
  /** Closed-form Gaussian averages where the literature has them (K > 0, float64 range); otherwise quadrature is used. */
  readonly closedMoments?: ((K: number) => ClosedMoments) | undefined;
  /** σ for z → ±∞: lets the kernel flow go on in log space beyond the range of float64. */
  readonly growth: Growth;
}

/** A named family with at most one parameter: what the catalogue lists and a control offers. */
export interface ActivationFamily {
  readonly name: string;
  readonly label: string;
  /** Name of the family whose colour it has: its own, or that of one it is like; shades tell them apart. */
  readonly hue: string;
  readonly parameter: null | {
    readonly label: string;
    readonly min: number;
    readonly max: number;
    readonly default: number;
    readonly integer: boolean;
  };
  /** Throws RangeError if the parameter is outside its range. */
  create(parameter: number | null): Activation;
}
