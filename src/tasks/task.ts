/** A numeric permalink key that a task names. */
export interface NumberKey {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  /** Where its slider ends, and larger numbers are typed; `max` if left out. */
  readonly sliderMax?: number;
  readonly default: number;
  readonly integer: boolean;
  /** One sentence for the control's help. */
  readonly help: string;
}

/** A permalink key with a few named values. */
export interface ChoiceKey {
  readonly label: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly default: string;
  readonly help: string;
}

export type TaskKey = NumberKey | ChoiceKey;

export const isChoiceKey = (key: TaskKey): key is ChoiceKey => 'choices' in key;

/**
 * What one example contributes to the loss, whose mean over examples is minimised:
 * - `squared-error`: |z_L - y|², summed over outputs;
 * - `cross-entropy`: -Σ y log softmax(z_L), y one-hot;
 * - `sobolev`: (z_L - y)² + λ (∂z_L/∂x - y′)², by the first input (Czarnecki et al. 2017; `Sobolev`);
 * - `residual`: weight · r², r the residual of an equation there (`Equation`).
 */
export type LossName = 'squared-error' | 'cross-entropy' | 'sobolev' | 'residual';

/**
 * A differential equation at every example. The network carries u and its derivatives by the unscaled inputs as
 * `streams` side by side: s_0 = u, s_1 = ∂u/∂x, s_2 = ∂²u/∂x², and with four streams s_3 = ∂u/∂t, where x is the first
 * input and t the second. The residual of example e is
 *     r_e = Σ_k coefficients[e, k] s_k + advection[e] u ∂u/∂x - target[e],
 * for points inside the domain and (coefficients 1, 0, 0, …) on its boundary alike.
 */
export interface Equation {
  readonly streams: 3 | 4;
  /** [size × streams] */
  readonly coefficients: Float32Array;
  /** [size] */
  readonly advection: Float32Array;
  /** [size]; the loss is the mean over examples of weight · r². */
  readonly weights: Float32Array;
}

/** Slopes to be learnt beside the values of one output, carried as an equation's streams u, ∂u/∂x, ∂²u/∂x² are. */
export interface Sobolev {
  readonly streams: 3;
  /** λ > 0 */
  readonly weight: number;
  /** The target's ∂/∂x by the first input, without noise, [size]. */
  readonly slopes: Float32Array;
}

/** A regular grid over the first two inputs, row by row, x running fastest; with one row, over the first input alone. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
  /** First and last column's x. */
  readonly x: readonly [number, number];
  /** First and last row's y. */
  readonly y: readonly [number, number];
}

/**
 * Points, other than the training examples, at which metrics and pictures want the networks' outputs. The first `held`
 * are held-out examples with known targets; the points of `grid`, if any, are the last columns × rows ones. Both may be
 * the same points.
 */
export interface Evaluation {
  readonly size: number;
  /** [size × inputDimension], unscaled. */
  readonly inputs: Float32Array;
  readonly held: number;
  /** [held × outputDimension] */
  readonly targets: Float32Array;
  /** Where the target is known: its own ∂/∂x and ∂²/∂x² by the first input there, side by side, [held × 2]. */
  readonly derivatives?: Float32Array;
  readonly grid: Grid | null;
}

/** Training examples beyond this many are trained on but not measured layer by layer. */
export const MOST_OBSERVED = 1024;

export interface TaskData {
  /** Number of training examples. */
  readonly size: number;
  readonly inputDimension: number;
  readonly outputDimension: number;
  /** [size × inputDimension], unscaled. */
  readonly inputs: Float32Array;
  /** [size × outputDimension]. */
  readonly targets: Float32Array;
  readonly loss: LossName;
  /** Present with loss `residual` alone; then outputDimension is 1. */
  readonly equation: Equation | null;
  /** Present with loss `sobolev` alone. */
  readonly sobolev?: Sobolev;
  /**
   * [observed × inputDimension], the first of `inputs`, where the rest is costly and made only once it is asked for: what
   * stands at step 0 does not need it. See `observedInputs`.
   */
  readonly observedInputs?: Float32Array;
  /** The input scale, the layerwise statistics, the loss that is shown and the theory are over the first so many examples: at most MOST_OBSERVED. */
  readonly observed: number;
  readonly evaluation: Evaluation;
}

/** Inputs of the observed examples, [observed × inputDimension]. */
export const observedInputs = (data: TaskData): Float32Array =>
  data.observedInputs ?? data.inputs.subarray(0, data.observed * data.inputDimension);

/** How many of u, ∂u/∂x, ∂²u/∂x² and ∂u/∂t are carried. */
export type StreamCount = 1 | 3 | 4;

/** What a training step carries of each example: the value, and what derivatives the loss asks for. */
export const streamsOf = ({ equation, sobolev }: Pick<TaskData, 'equation' | 'sobolev'>): StreamCount =>
  equation?.streams ?? sobolev?.streams ?? 1;

/** Numbers of an evaluation for each point: every output, or for an equation every stream. */
export const outputsPerPoint = ({
  outputDimension,
  equation,
}: Pick<TaskData, 'outputDimension' | 'equation'>): number => outputDimension * (equation?.streams ?? 1);

/** Numbers of a prediction that carries derivatives by the first input: u, ∂u/∂x and ∂²u/∂x². */
export const WITH_DERIVATIVES = 3 as const;

export type TaskSettings = Readonly<Record<string, number | string>>;

/** How a task's answer is pictured; src/app/panels has one panel for each. */
export type PictureName = 'line' | 'surface' | 'plane' | 'interval' | 'spacetime' | 'slices' | 'digits' | 'table';

/** Data that is not computed but loaded; see datasets.ts. */
export const DATASETS = ['digits', 'own'] as const;
export type DatasetName = (typeof DATASETS)[number];

/** What is learnt. One file per task. */
export interface Task {
  readonly name: string;
  readonly label: string;
  /** Goes after “learn”, e.g. `a polynomial`. */
  readonly phrase: string;
  readonly keys: Readonly<Record<string, TaskKey>>;
  /** Narrower limits of a number where the data that are loaded set them; as in `keys` if left out. */
  readonly present?: (key: string) => NumberKey | null;
  /** False where a key has no effect beside the others: it is not offered. Left out: all have. */
  readonly matters?: (key: string, settings: TaskSettings) => boolean;
  readonly picture: PictureName;
  /** What has to be loaded before `data` may be called; null: nothing. */
  readonly dataset: DatasetName | null;
  /** Highest derivative of the network that the loss needs: σ must be so many times continuously differentiable. 0 for losses of the value alone. */
  readonly derivatives: 0 | 2;
  /** Data drawn from the seed, noise included. Throws RangeError if its dataset has not been loaded. */
  data(settings: TaskSettings, seed: number): TaskData;
  /** The noise-free target, exact or reference solution, of the first one or two inputs; null where there is none. */
  target(settings: TaskSettings): ((x: number, y: number) => number) | null;
  /** The equation's residual at a point from u and its derivatives there (`ut` 0 with three streams); null where there is no equation. */
  residual(settings: TaskSettings): Residual | null;
  /** Where the target is a product of powers of the inputs: which powers, [inputDimension]; null, or left out, for any other. */
  powers?(settings: TaskSettings): readonly number[] | null;
  /** TeX of the target or the equation. */
  tex(settings: TaskSettings): string;
}

export type Residual = (u: number, ux: number, uxx: number, ut: number, x: number, t: number) => number;

/** The value of a numeric key that the task names. Throws RangeError if the settings lack it. */
export function settingOf(settings: TaskSettings, key: string): number {
  const value = settings[key];
  if (typeof value !== 'number') throw new RangeError(`The task's key ${JSON.stringify(key)} has no numeric value.`);
  return value;
}

/** The value of a key with named values. Throws RangeError if the settings lack it. */
export function choiceOf(settings: TaskSettings, key: string): string {
  const value = settings[key];
  if (typeof value !== 'string') throw new RangeError(`The task's key ${JSON.stringify(key)} names no choice.`);
  return value;
}
