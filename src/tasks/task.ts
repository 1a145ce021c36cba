/** A numeric permalink key that a task names. */
export interface NumberKey {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly default: number;
  readonly integer: boolean;
  /** One sentence for the control's help. */
  readonly help: string;
}

export interface TaskData {
  /** Number of examples. */
  readonly size: number;
  readonly inputDimension: number;
  readonly outputDimension: number;
  /** [size × inputDimension], unscaled. */
  readonly inputs: Float32Array;
  /** [size × outputDimension]. */
  readonly targets: Float32Array;
}

export type TaskSettings = Readonly<Record<string, number>>;

/** What is learnt. One file per task. */
export interface Task {
  readonly name: string;
  readonly label: string;
  readonly keys: Readonly<Record<string, NumberKey>>;
  /** Data drawn from the seed; noise included. Loss: mean over examples of the squared error summed over outputs. */
  data(settings: TaskSettings, seed: number): TaskData;
  /** The noise-free target function, for the picture (one input). */
  target(settings: TaskSettings): (x: number) => number;
  /** TeX of the target. */
  tex(settings: TaskSettings): string;
}

/** The value of a key that the task names. Throws RangeError if the settings lack it. */
export function settingOf(settings: TaskSettings, key: string): number {
  const value = settings[key];
  if (value === undefined) throw new RangeError(`The task's key ${JSON.stringify(key)} has no value.`);
  return value;
}
