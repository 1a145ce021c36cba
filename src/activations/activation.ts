import type * as TfCore from '@tensorflow/tfjs-core';

/** The TensorFlow.js operations, passed in so that no activation file loads the library itself. */
export type Tf = typeof TfCore;
export type Tensor = TfCore.Tensor;
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
  /** KaTeX source of σ(z). */
  readonly tex: string;
  /** σ, σ′, σ″, σ‴ in float64, finite for every finite z unless the true value overflows. At a kink: the value from the right, except that ReLU-like steps follow the engines' convention σ′(kink) = 0 from the left. */
  readonly derivatives: readonly [RealFunction, RealFunction, RealFunction, RealFunction];
  /** Points where σ or one of its derivatives, of any order, jumps, ascending: quadrature is split there. */
  readonly kinks: readonly number[];
  /** σ ∈ C^k, Infinity if smooth. */
  readonly smoothness: number;
  /**
   * WGSL expressions of the variable `z` (f32) for σ, σ′, σ″ and σ‴; free of `pow`, NaN and Inf for |z| ≤ 1e38 as far as
   * the value itself is finite. The second and third derivative serve equations (tasks/task.ts, `Equation`).
   */
  readonly wgsl: {
    readonly value: string;
    readonly derivative: string;
    readonly second: string;
    readonly third: string;
  };
  /** The same as TensorFlow.js operations, any shape. Manual derivatives: the engine back-propagates by hand. */
  readonly tfjs: {
    value(tf: Tf, z: Tensor): Tensor;
    derivative(tf: Tf, z: Tensor): Tensor;
    second(tf: Tf, z: Tensor): Tensor;
    third(tf: Tf, z: Tensor): Tensor;
  };
  /** Closed-form Gaussian averages where the literature has them (K > 0, float64 range); otherwise quadrature is used. */
  readonly closedMoments?: (K: number) => ClosedMoments;
  /**
   * σ(z) → coefficient · |z|^degree as z → ±∞ (`right`, `left`), degree an integer ≥ 0; `exact` if it holds for all z
   * (σ positively homogeneous). A σ that oscillates for ever is described by its root mean square.
   * Lets the kernel flow go on in log space beyond the range of float64.
   */
  readonly growth: {
    readonly degree: number;
    readonly right: number;
    readonly left: number;
    readonly exact: boolean;
  };
}

/** A named family with at most one parameter: what the catalogue lists and a control offers. */
export interface ActivationFamily {
  readonly name: string;
  readonly label: string;
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
