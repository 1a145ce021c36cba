/** Words that the first screen uses, each defined once: tips, the help and the key under the main chart take them from here. */

export interface Entry {
  readonly term: string;
  readonly definition: string;
}

export const VARIANCE: Entry = {
  term: 'variance of preactivations, K',
  definition:
    'A preactivation z is what a neuron has summed up before its activation. K is the mean of z² over the data and the neurons of a layer: the size of the signal there.',
};

export const THEORY: Entry = {
  term: 'theory',
  definition:
    'What effective field theory predicts of a layer’s K at initialisation, at infinite width, as a mean over the same data.',
};

export const NOW: Entry = { term: 'now', definition: 'Measured in the network that trains, after its latest step.' };

export const AT_THE_START: Entry = {
  term: 'at the start',
  definition: 'Measured in the same network before its first step; shown where training has moved it.',
};

export const BAND: Entry = {
  term: 'spread of finite width',
  definition:
    'One standard deviation of the batch’s mean over initialisations at this width, to leading order in 1/width; it stops where the next order is no longer small. That one is computed for plain layers, and estimated for others.',
};

export const BEST_CONSTANT: Entry = {
  term: 'best constant',
  definition:
    'A network that gives one answer to every input, the best one, would have this loss. Only below it has anything been learnt beyond the mean.',
};

export const INFINITE_WIDTH: Entry = {
  term: 'at infinite width',
  definition: 'The limit of ever wider layers, in which a layer’s K no longer depends on the weights drawn.',
};

export const FLOAT32: Entry = {
  term: 'float32',
  definition:
    'The numbers that graphics cards compute with: none is larger than 3.4·10³⁸, and none above 0 is smaller than 1.4·10⁻⁴⁵.',
};

export const ARM: Entry = {
  term: 'arm',
  definition:
    'One of the competitors: networks with this activation and this start. All arms learn the same data, with the same depth, width, optimizer and seed.',
};

export const CRITICAL: Entry = {
  term: 'critical',
  definition: 'A start from which K keeps its size and both susceptibilities are 1, at infinite width.',
};

export const BEST_START: Entry = {
  term: 'best start',
  definition:
    'The start from which, by theory, signal and gradient of all inputs last longest at this depth and width.',
};
