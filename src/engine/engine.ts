import type { Experiment } from '../experiment/experiment.ts';
import type { Progress } from './drawing.ts';

/** What really ran. */
export type EngineName = 'fused' | 'fused-wasm' | 'tfjs-webgpu' | 'tfjs-wasm' | 'tfjs-cpu' | 'reference';

export const usesWebGPU = (name: EngineName): boolean => name === 'fused' || name === 'tfjs-webgpu';

/** |z| beyond which a layer counts as overflowed (float32 ends at 3.4e38). */
export const OVERFLOW_MAGNITUDE = 1e38;
/** A loss over so many times its start counts as diverged. */
export const DIVERGED_LOSS_RATIO = 1e10;
/** A smaller start counts as this: weights that are exact begin at rounding errors, and the first step of Adam is far above them. */
export const LEAST_START_LOSS = 1e-6;
/** `learned`: loss below this fraction of the best constant's. */
export const LEARNED_FRACTION = 0.9;
/** A replica has vanished where the variance of some hidden layer is below this fraction of its first layer's: nothing of the input gets through. */
export const VANISHED_VARIANCE_RATIO = 1e-30;

export interface Failure {
  /** `overflow`: max|z| > 1e38 at `layer`; `loss`: not finite, or over 1e10 times its start (layer null). */
  readonly kind: 'overflow' | 'loss';
  /** 1-based. */
  readonly layer: number | null;
  /** Optimizer steps done when first seen; 0: at initialisation. */
  readonly step: number;
}

export type ArmStatus = 'ready' | 'training' | 'diverged' | 'finished';

/** One arm's part of a measurement, as docs/embedding.md documents it (theory is added by the page). */
export interface ArmMeasurement {
  readonly activation: string;
  /** C_W of each layer, [L]. */
  readonly cw: readonly number[];
  readonly cb: number;
  /** Batch mean of K_1. */
  readonly k1: number;
  readonly status: ArmStatus;
  readonly failure: Failure | null;
  readonly learned: boolean;
  /** Loss of the best constant. */
  readonly baseline: number;
  /** Mean over finite replicas of the full-data loss; null if none is finite. */
  readonly loss: number | null;
  /** Standard deviation of the same over finite replicas; null with one replica. */
  readonly lossSpread: number | null;
  readonly metrics: Readonly<Record<string, number>>;
  /** [L] mean over data, neurons and finite replicas of z_l²; null where nothing is finite. */
  readonly variance: readonly (number | null)[];
  /** [L] standard deviation of the same over finite replicas; null with one replica. */
  readonly spread: readonly (number | null)[] | null;
  readonly replicasFinite: number;
  /** Of the finite replicas, how many have vanished: some hidden layer's variance is 0 or below 1e-30 of the first one's. */
  readonly replicasVanished: number;
  /** [L] ‖∂loss/∂z_l‖² of one example's loss, summed over neurons, mean over data and finite replicas. */
  readonly gradient: readonly (number | null)[];
}

/** A snapshot of all arms after `step` optimizer steps; step 0 is the state at initialisation. */
export interface Measurement {
  /** Grows with every new start. */
  readonly run: number;
  readonly step: number;
  readonly engine: EngineName;
  readonly adapter: string;
  readonly arms: readonly ArmMeasurement[];
}

/** A measurement with what the pictures need besides. */
export interface Frame {
  readonly measurement: Measurement;
  /** Per arm: the first finite replica's output at every observed example [observed × outputDimension]; null where none is finite. */
  readonly outputs: readonly (Float32Array | null)[];
  /**
   * Per arm: the first finite replica's outputs at every point of the task's evaluation
   * [evaluation.size × outputsPerPoint]; null where none is finite. Null as a whole where this frame has nothing newer
   * than the one before: evaluations are dear and come less often. The measurement's metrics follow from the latest.
   */
  readonly evaluated: readonly (Float32Array | null)[] | null;
  /**
   * Beside `evaluated`, where derivatives were asked for: ∂u/∂x and ∂²u/∂x² by the first input [evaluation.size × 2];
   * null for an arm that does not carry them, and as a whole where nobody asked.
   */
  readonly derivatives?: readonly (Float32Array | null)[] | null;
}

/** What an engine measures by itself; the session adds evaluations and metrics. */
export type EngineFrame = Omit<Frame, 'evaluated' | 'derivatives'>;

/** A place where experiments run. One per backend. */
export interface Engine {
  readonly name: EngineName;
  /** The device in words, e.g. `apple m3`, `SwiftShader`, `SIMD, 1 thread`. */
  readonly adapter: string;
  /**
   * Draws the weights, uploads them and stands at step 0.
   * Throws EngineError with a plain sentence if the experiment does not fit (memory, limits).
   * @param progress of weights that take their time; see drawing.ts.
   */
  create(experiment: Experiment, run: number, progress?: Progress): Promise<Trainer>;
}

/** Networks of all arms of one experiment, at some step. */
export interface Trainer {
  /** Optimizer steps done. */
  readonly step: number;
  /** True once no arm is left that could train. */
  readonly exhausted: boolean;
  /** Advances `count` optimizer steps; diverged arms stay where they are. */
  advance(count: number): Promise<void>;
  /** One packed readback of the present state. */
  measure(): Promise<EngineFrame>;
  /**
   * Per arm, the first finite replica's outputs at any points; null for an arm that has diverged.
   * @param inputs [points × inputDimension], unscaled: each arm's input scale is applied here.
   * @param derivatives also ∂u/∂x and ∂²u/∂x² by the first unscaled input, of arms that can carry them (layers.ts).
   * @returns [points × outputs × streamsOf(data)] each: of an equation, or where slopes are learnt, u and its derivatives by
   * the unscaled inputs; with `derivatives`, where they are carried, [points × 3].
   */
  predict(inputs: Float32Array, derivatives?: boolean): Promise<readonly (Float32Array | null)[]>;
  /**
   * Per arm, the parameters of its finite replicas as weights.ts lays them out, the first `most` of them; null for an arm
   * that has diverged.
   */
  parameters(most: number): Promise<readonly (readonly Float32Array[] | null)[]>;
  /** Per arm, its finite replicas by their numbers, as they were last seen. */
  finite(): readonly (readonly number[])[];
  /** Frees all memory. Idempotent. */
  dispose(): void;
}

/** A sentence for the visitor. */
export class EngineError extends Error {
  override name = 'EngineError';
}
