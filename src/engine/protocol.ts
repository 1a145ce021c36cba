/** What page and worker say to each other. Plain values only: they cross by structured clone. */
import type { Experiment } from '../experiment/experiment.ts';
import type { Dataset } from '../tasks/datasets.ts';
import type { PairChoice } from '../tasks/pairs.ts';
import type { ParseOptions, ParseResult, SourceFile } from '../tasks/parse/result.ts';
import type { DatasetName } from '../tasks/task.ts';
import type { CorrelationCourse } from '../theory/correlation.ts';
import type { TangentSpectrum } from '../theory/tangentSpectrum.ts';
import type { ArmDistribution, Counted } from './distribution/measure.ts';
import type { Progress } from './drawing.ts';
import type { EngineName, Frame } from './engine.ts';
import type { CellsAnswer, CellsOrder } from './map/cells.ts';
import type { ArmCorrelation } from './pairs/measure.ts';
import type { PartOrder } from './pool/part.ts';
import type { SurvivalCount } from './survival/count.ts';
import type { ArmTangent } from './tangent/measure.ts';
import type { CorrelationOrder, TangentOrder } from './theoryOrders.ts';

/** Which engine runs, and why this one. */
export interface EngineReport {
  readonly name: EngineName;
  /** The device in words. */
  readonly adapter: string;
  /** One sentence for the visitor. */
  readonly reason: string;
}

export interface StartOrder {
  /** Grows with every start; every event repeats it. */
  readonly run: number;
  readonly experiment: Experiment;
  /** Train at once. */
  readonly playing: boolean;
  /** Whether evaluations come with derivatives, see Frame. */
  readonly derivatives?: boolean;
}

export type LabEvent =
  | { readonly kind: 'engine'; readonly run: number; readonly report: EngineReport }
  /** Weights that take their time are being drawn; the share of the work that is done, 0 to 1. */
  | { readonly kind: 'drawing'; readonly run: number; readonly share: number }
  | {
      readonly kind: 'frame';
      readonly run: number;
      readonly frame: Frame;
      /** False once paused, at the step limit, or when every arm has diverged. */
      readonly playing: boolean;
      /** Smoothed over about a second of training; null until known. */
      readonly stepsPerSecond: number | null;
    }
  | { readonly kind: 'error'; readonly run: number; readonly message: string };

/**
 * How a request for steps ended: `done`; `stopped` by the step limit or because every arm has diverged;
 * `interrupted` by play, pause, another request or a new run.
 */
export type StepOutcome = 'done' | 'stopped' | 'interrupted';

/** Resolves when the event has been taken in: the next frame waits for it. */
export type Emit = (event: LabEvent) => void | Promise<void>;

/** What the worker does. A call that concerns no run, or an older one, does nothing. */
export interface LabWorker {
  /** Resolves when the networks stand at step 0, or as soon as a newer run took over (false) or it failed (false). */
  start(order: StartOrder, emit: Emit): Promise<boolean>;
  play(): void;
  pause(): void;
  /** Advances exactly `count` steps, then pauses. */
  step(count: number): Promise<StepOutcome>;
  /** The step limit; 0: none. Training goes on if it had stopped there and was playing. */
  setSteps(limit: number): void;
  /** Whether the present run's evaluations come with derivatives from now on. */
  setDerivatives(wanted: boolean): void;
  /** The present state; null where there is no run. */
  measure(): Promise<Frame | null>;
  /**
   * Per arm, the present networks' outputs at any points [points × inputDimension], see Trainer.predict; null where there
   * is no run, or where the points are of another dimension than its inputs.
   */
  predict(inputs: Float32Array): Promise<readonly (Float32Array | null)[] | null>;
  /**
   * Of networks of an arm, drawn as at initialisation, how many are lost before the first step; null once another run
   * takes over. Training goes on meanwhile.
   */
  survival(experiment: Experiment, arm: number): Promise<SurvivalCount | null>;
  /**
   * Per arm, how its preactivations (or what layers hand on) are distributed; null where there is no run, or once another
   * takes over. Training goes on meanwhile.
   */
  distribution(counted: Counted): Promise<readonly ArmDistribution[] | null>;
  /** The same of the correlation of inputs. */
  correlation(choice: PairChoice): Promise<readonly ArmCorrelation[] | null>;
  /** The same of their tangent kernels. */
  tangent(): Promise<readonly ArmTangent[] | null>;
  /** Theory that takes its time, in a worker that does nothing else. */
  correlationTheory(order: CorrelationOrder): Promise<CorrelationCourse>;
  tangentTheory(order: TangentOrder): Promise<TangentSpectrum>;
  /** Trains cells of a map, beside any run; see map/cells.ts. */
  measureCells(order: CellsOrder): Promise<CellsAnswer>;
  /** Trains some of the networks of a run that another worker judges; see pool/part.ts. */
  part(id: number, order: PartOrder, progress?: Progress): Promise<unknown>;
  /** Makes a dataset known to the runs that start from now on. */
  provide(name: DatasetName, dataset: Dataset): void;
  /** Reads the visitor's own files, away from the page's thread. Never rejects. */
  parse(files: readonly SourceFile[], options: ParseOptions): Promise<ParseResult>;
  dispose(): void;
}
