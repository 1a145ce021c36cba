/** What kinds of layers are to a visitor: each field's control, its tip, and its word in the glossary. */
import type { TaskChoice } from '../../experiment/experiment.ts';
import { neededDerivatives } from '../../experiment/layerKind.ts';
import { LAYER_FIELDS, type LayerKind } from '../../theory/layer.ts';
import type { TypedLimits } from './typed.ts';

interface Described {
  /** Accessible name. */
  readonly name: string;
  readonly term: string;
  readonly help: string;
}

export interface NumberControl extends Described {
  readonly label: string;
  readonly step: number;
  readonly limits: TypedLimits & { readonly min: number; readonly max: number };
}

export interface ChoiceControl<Name extends string> extends Described {
  readonly labels: Readonly<Record<Name, string>>;
  /** Why only the plain one can be chosen with a task; null: all can. */
  readonly refused?: (task: TaskChoice) => string | null;
}

export const LAYER_CONTROLS = {
  skip: {
    name: 'Skip γ',
    term: 'skip',
    label: 'skip',
    step: 0.05,
    limits: { ...LAYER_FIELDS.skip, label: 'γ', integer: false },
    help: 'Skip: between hidden layers z′ = γ z + b + W σ(z), so that γ of a signal passes every layer by; 0 is none, 1 a residual network.',
  },
  norm: {
    name: 'Normalisation',
    term: 'RMS, LN',
    labels: { none: 'No normalisation', rms: 'RMS norm', layer: 'Layer norm (LN)' },
    help: 'Of the preactivations of one example over its neurons, before σ: RMS divides by the root of their mean square, layer by their standard deviation after their mean is taken off. Neither has parameters of its own.',
    refused: (task) => {
      const needed = neededDerivatives(task);
      return needed && ` Not here: ${needed} are not carried through it.`;
    },
  },
  weights: {
    name: 'Weights',
    term: 'orthogonal weights',
    labels: { gaussian: 'Gaussian', orthogonal: 'Orthogonal' },
    help: 'Gaussian weights are independent entries, orthogonal ones a random orthogonal matrix, scaled to the same C_W. At infinite width both give the same kernel; at finite width it fluctuates less with orthogonal ones.',
  },
} as const satisfies {
  readonly [Key in keyof LayerKind]: [LayerKind[Key]] extends [string] ? ChoiceControl<LayerKind[Key]> : NumberControl;
};
