/** The other words of the page, for the help alone. */
import { ARM_LIMITS, LIMITS } from '../../experiment/limits.ts';
import { LAYER_CONTROLS } from '../controls/layerFields.ts';
import { HOW as CORRELATION } from '../panels/correlation/words.ts';
import { HOW } from '../panels/distribution/words.ts';
import { HOW as TANGENT } from '../panels/tangent/words.ts';
import { SYMBOLS } from '../panels/theory/symbols.ts';
import {
  ARM,
  AT_THE_START,
  BAND,
  BEST_CONSTANT,
  BEST_START,
  CRITICAL,
  type Entry,
  FLOAT32,
  INFINITE_WIDTH,
  NOW,
  THEORY,
  VARIANCE,
} from './terms.ts';

const FURTHER: readonly Entry[] = [
  { term: 'C_W', definition: `${SYMBOLS.cw.help} ${ARM_LIMITS.cw.help}` },
  { term: 'C_b', definition: SYMBOLS.cb.help },
  { term: 'K_1', definition: `${SYMBOLS.first.help} ${ARM_LIMITS.k1.help}` },
  { term: 'K*', definition: SYMBOLS.fixed.help },
  { term: 'χ∥', definition: SYMBOLS.parallel.help },
  { term: 'χ⊥', definition: SYMBOLS.perpendicular.help },
  { term: 'excess kurtosis', definition: HOW.preactivations },
  { term: 'saturated, dead', definition: HOW.activations },
  { term: 'correlation of two inputs', definition: CORRELATION },
  { term: 'tangent kernel', definition: TANGENT },
  { term: 'horizon', definition: SYMBOLS.horizon.help },
  ...Object.values(LAYER_CONTROLS).map(({ term, help }) => ({ term, definition: help })),
  {
    term: 'map of networks',
    definition:
      'A plane of two values of the experiment, as C_W and K_1: every cell is a network of its own that was trained from there, and its colour is what became of it.',
  },
  { term: 'replicas', definition: LIMITS.replicas.help },
  { term: 'depth', definition: LIMITS.depth.help },
  { term: 'width', definition: LIMITS.width.help },
  {
    term: 'overflow',
    definition: 'Some preactivation is larger than float32 can hold: the signal has exploded.',
  },
  {
    term: 'vanished',
    definition: 'The signal of the last layer is lost beside that of the first: the network can learn the mean alone.',
  },
  {
    term: 'diverged',
    definition: 'The loss is no longer a finite number, or more than 10¹⁰ times what it was at the start.',
  },
  {
    term: 'learning',
    definition: 'The training loss is below nine tenths of the best constant’s.',
  },
  {
    term: 'relative L2 error',
    definition:
      'Of an equation: the distance of the answer from the exact solution over the size of that solution. 1 is as far off as zero itself.',
  },
];

/** In alphabetical order, symbols first. */
export const GLOSSARY: readonly Entry[] = [
  ARM,
  AT_THE_START,
  BAND,
  BEST_CONSTANT,
  BEST_START,
  CRITICAL,
  FLOAT32,
  INFINITE_WIDTH,
  NOW,
  THEORY,
  VARIANCE,
  ...FURTHER,
].toSorted((a, b) => a.term.localeCompare(b.term, 'en'));
