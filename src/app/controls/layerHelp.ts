/** What kinds of layers are, for tips and the glossary. */

export const NORM_HELP =
  'Of the preactivations of one example over its neurons, before σ: RMS divides by the root of their mean square, layer by their standard deviation after their mean is taken off. Neither has parameters of its own.';
export const NO_NORM = ' Not with equations: their derivatives are not carried through it.';
export const WEIGHTS_HELP =
  'Gaussian weights are independent entries, orthogonal ones a random orthogonal matrix, scaled to the same C_W. At infinite width both give the same kernel; at finite width it fluctuates less with orthogonal ones.';
