import type { LayerForm } from './layers.ts';

/** What of the program an experiment needs. */
export interface Form {
  /** False where C_b is 0 for every competitor. */
  readonly biases: boolean;
  /** What some competitor's layers have beside the plain ones'. */
  readonly layers: LayerForm;
  /** Whether weights of some competitor are written down. */
  readonly exact: boolean;
  /** Which competitors' inputs are scaled. */
  readonly scaled: 'all' | 'some' | 'none';
  /** False where every step takes all examples. */
  readonly minibatches: boolean;
  /** True where some examples are trained on and not measured. */
  readonly unobserved: boolean;
  /** True where the examples are drawn by a generator. */
  readonly drawnExamples: boolean;
  /** The optimizer of `networks`, as Python. */
  readonly optimizer: string;
}
