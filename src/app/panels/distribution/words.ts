/** What is counted, defined once: tips and glossary take it from here. */
import type { Counted } from '../../../engine/distribution/measure.ts';

export const HOW: Readonly<Record<Counted, string>> = {
  preactivations:
    'Mean z⁴ over the squared mean z², less 3, over all neurons, inputs and finite networks that are measured (up to 64 inputs, fewer of large networks): 0 for one Gaussian. Inputs of unequal size add to it at any width, finite width adds 3V/(nK²), and what one network cannot show of the scatter is taken off. Theory is of the start, to leading order in 1/n.',
  activations:
    'Saturated: the share of all z at which the slope σ′(z) is below 1 % of its largest value, signs aside, or, where σ′ has no bound, of the largest in the layer; a ReLU that is off counts. Dead: the share of neurons with σ′(z) = 0 at every input measured. After Glorot and Bengio (2010), figure 2.',
};
