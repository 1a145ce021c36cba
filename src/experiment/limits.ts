import { DEFAULT_LETTER } from '../activations/formulas.ts';
import type { NumberKey } from '../tasks/task.ts';
import type { Range } from './experiment.ts';

/** A number of the experiment: what the permalink accepts and a control offers. */
export interface Limits<Default = number> extends Omit<NumberKey, 'default'> {
  readonly default: Default;
}

/** The experiment's numbers, by the name of their field. A task's own numbers are in the task (tasks/task.ts). */
export const LIMITS = {
  depth: {
    label: 'depth',
    min: 2,
    max: 64,
    default: 10,
    integer: true,
    help: 'Weight layers L: the network has preactivations z_1 to z_L.',
  },
  width: {
    label: 'width',
    min: 4,
    max: 512,
    default: 64,
    integer: true,
    help: 'Neurons n in each hidden layer.',
  },
  batch: {
    label: 'batch',
    min: 1,
    max: 4096,
    default: 'full',
    integer: true,
    help: 'Points per optimizer step; full, or more than there are, takes all.',
  },
  learningRate: {
    label: 'learning rate',
    min: 1e-6,
    max: 10,
    default: 0.001,
    integer: false,
    help: 'Step size of the optimizer.',
  },
  seed: {
    label: 'seed',
    min: 0,
    max: 4294967295,
    default: 1,
    integer: true,
    help: 'Decides the initial weights, the noise of the data and the order of the batches.',
  },
  replicas: {
    label: 'replicas',
    min: 1,
    max: 64,
    default: 1,
    integer: true,
    help: 'Networks per arm, each with its own initial weights.',
  },
  steps: {
    label: 'steps',
    min: 0,
    max: 1_000_000,
    default: 2000,
    integer: true,
    help: 'Training stops after so many optimizer steps; 0 means never.',
  },
} as const satisfies Record<string, Limits<number | 'full'>>;

/** An arm's numbers, by the name of their field. `k1` has no default of its own: the initialisation decides. */
export const ARM_LIMITS = {
  cw: {
    label: 'C_W',
    min: 1e-6,
    max: 1e3,
    default: 1,
    integer: false,
    help: 'Weight variance times fan-in, at a custom initialisation.',
  },
  cb: {
    label: 'C_b',
    min: 0,
    max: 1e3,
    default: 0,
    integer: false,
    help: 'Bias variance, at a custom initialisation.',
  },
  k1: {
    label: 'K_1',
    min: 1e-12,
    max: 1e6,
    default: null,
    integer: false,
    help: 'Input scale: all inputs are multiplied by one factor so that the batch mean of K_1 is this; it must exceed C_b.',
  },
} as const satisfies Record<string, Limits<number | null>>;

/** A letter of a typed formula: its value, and the ends of its slider. */
export const LETTER_LIMITS: Limits = {
  label: 'letter',
  min: -1000,
  max: 1000,
  default: DEFAULT_LETTER,
  integer: false,
  help: 'A number of your formula.',
};

/** Where its slider goes from and to, unless it is said. */
export const LETTER_RANGE: Range = [-5, 5];

/** At least one arm, at most so many. */
export const MAX_ARMS = 4;
