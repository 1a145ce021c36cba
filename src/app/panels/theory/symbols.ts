/** The symbols of the formulas, each with what it means. */
export interface MathSymbol {
  /** With an index after `_`. */
  readonly text: string;
  readonly help: string;
}

export const SYMBOLS = {
  sigma: { text: 'σ', help: 'The activation, applied to every hidden preactivation.' },
  z: { text: 'z', help: 'A preactivation: what a neuron has summed up before its activation.' },
  Phi: { text: 'Φ', help: 'The cumulative distribution function of the standard normal distribution.' },
  erf: { text: 'erf', help: 'The error function.' },
  K: { text: 'K_l', help: 'The kernel of layer l: the mean square of its preactivations at infinite width.' },
  first: { text: 'K_1', help: 'The kernel of the first layer, which the size of the inputs decides.' },
  fixed: { text: 'K*', help: 'A fixed point: a kernel that the next layer has too, at infinite width.' },
  cw: { text: 'C_W', help: 'The variance of the weights times their fan-in.' },
  cb: { text: 'C_b', help: 'The variance of the biases.' },
  g: { text: 'g', help: 'g(K), the mean of σ(z)² over a Gaussian z of variance K.' },
  parallel: {
    text: 'χ∥',
    help: 'The parallel susceptibility: by how much a layer multiplies a small change of K, at infinite width.',
  },
  perpendicular: {
    text: 'χ⊥',
    help: 'The perpendicular susceptibility: by how much a layer multiplies the square of a small difference of two inputs of equal K, and a squared gradient, at infinite width.',
  },
  a1: {
    text: 'a_1',
    help: 'Says how the kernel leaves K = 0 where σ′(0)² C_W = 1 and C_b = 0: it grows where this is positive and falls slowly where it is negative.',
  },
  p: { text: 'p', help: 'The power to which the activation grows.' },
  horizon: { text: 'l_max', help: 'The horizon: the layer at which the kernel runs away, to leading order.' },
} as const satisfies Record<string, MathSymbol>;

export type SymbolName = keyof typeof SYMBOLS;

export interface FormulaText {
  readonly tex: string;
  readonly symbols: readonly SymbolName[];
}
