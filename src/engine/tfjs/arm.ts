/** One arm in training: its state on the device, and the way back to where it failed. */
import type { Tensor1D, Tensor3D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { Experiment } from '../../experiment/experiment.ts';
import type { ArmSetup, Setup } from '../../experiment/setup.ts';
import { Judge } from '../judge.ts';
import { layerShapes, scaledInputs } from '../weights.ts';
import { forward, gradient, type Network, squaredError } from './network.ts';
import { operations } from './operations.ts';
import { OPTIMIZERS, type Optimizer, type TrainingState } from './optimizers.ts';
import { packedLength, packStatistics, unpackStatistics } from './statistics.ts';

/** Examples of one step: their indices on the device, or null for the full data. */
export type Batch = Tensor1D | null;

/** Steps whose statistics are read back together when an arm is replayed. */
const REPLAY_CHUNK = 16;

export class TfjsArm {
  readonly judge: Judge;
  readonly #network: Network;
  readonly #optimizer: Optimizer;
  readonly #learningRate: number;
  readonly #replicas: number;
  /** [R, size, n_0] and [1, size, n_L]. */
  readonly #x: Tensor3D;
  readonly #y: Tensor3D;
  /** [R, 1, B] */
  readonly #ones: Tensor3D;
  #state: TrainingState;
  /** State and step of the last inspection, which had nothing wrong. */
  #snapshot: TrainingState;
  #inspected = 0;
  /** Losses of the steps since, each [R]. */
  #losses: Tensor1D[] = [];

  /** @param parameters of all replicas, [R × P]. */
  constructor(setup: Setup, experiment: Experiment, arm: ArmSetup, parameters: Float32Array, batch: number) {
    const { data } = setup;
    const { replicas } = experiment;
    this.#network = {
      shapes: layerShapes(experiment, data),
      operations: operations(tf.getBackend(), arm.activation),
    };
    this.#optimizer = OPTIMIZERS[experiment.optimizer];
    this.#learningRate = experiment.learningRate;
    this.#replicas = replicas;
    this.judge = new Judge(experiment.depth, replicas);
    const shape: [number, number] = [replicas, parameters.length / replicas];
    this.#x = tf.tidy(() =>
      tf.tile(tf.tensor3d(scaledInputs(data, arm), [1, data.size, data.inputDimension]), [replicas, 1, 1]),
    );
    this.#y = tf.tensor3d(data.targets, [1, data.size, data.outputDimension]);
    this.#ones = tf.ones([replicas, 1, batch]);
    this.#state = {
      parameters: tf.tensor2d(parameters, shape),
      slots: Array.from({ length: this.#optimizer.slots }, () => tf.zeros<tf.Rank.R2>(shape)),
    };
    this.#snapshot = this.#state;
  }

  /** Steps since the last inspection. */
  get uninspected(): number {
    return this.#losses.length;
  }

  /** One optimizer step, the `step`th (from 1). */
  advance(step: number, batch: Batch): void {
    const { state, loss } = this.#next(this.#state, step, batch);
    this.#losses.push(loss);
    this.#replace(state);
  }

  /** What the host needs to know of the present state and the way to it, as one row of numbers. */
  pack(): Tensor1D {
    return tf.tidy(() => tf.concat([...this.#losses, this.#packed(this.#state)]));
  }

  /** Takes what `pack` gave, read back; goes back step by step where something failed on the way. */
  async settle(packed: Float32Array, step: number, batchOf: (step: number) => Batch): Promise<void> {
    const replicas = this.#replicas;
    const losses = this.#losses.map((_, i) => packed.subarray(i * replicas, (i + 1) * replicas));
    const statistics = this.#unpack(packed.subarray(losses.length * replicas), step);
    const suspects = this.judge.suspects(statistics, losses);
    if (losses.length > 1 && this.judge.needsExactStep(suspects)) await this.#replay(step, batchOf);
    else this.judge.record(statistics);
    if (this.judge.diverged) this.dispose();
    else this.#keep(step);
  }

  /** Trains from the last inspection to `last` once more, with the statistics of every step. */
  async #replay(last: number, batchOf: (step: number) => Batch): Promise<void> {
    this.#replace(this.#snapshot);
    for (let step = this.#inspected; step < last && !this.judge.diverged; ) {
      const chunk = Math.min(REPLAY_CHUNK, last - step);
      const rows: Tensor1D[] = [];
      for (let i = 1; i <= chunk; i++) {
        const batch = batchOf(step + i - 1);
        const { state, loss } = this.#next(this.#state, step + i, batch);
        batch?.dispose();
        loss.dispose();
        this.#replace(state);
        rows.push(tf.tidy(() => this.#packed(state)));
      }
      const packed = await readAll(rows);
      const length = packed.length / chunk;
      for (let i = 1; i <= chunk; i++) {
        this.judge.record(this.#unpack(packed.subarray((i - 1) * length, i * length), step + i));
      }
      step += chunk;
    }
  }

  #next(from: TrainingState, step: number, batch: Batch): { state: TrainingState; loss: Tensor1D } {
    return tf.tidy(() => {
      const x = batch ? tf.gather(this.#x, batch, 1) : this.#x;
      const y = batch ? tf.gather(this.#y, batch, 1) : this.#y;
      const pass = forward(this.#network, from.parameters, x, y);
      const slope = gradient(this.#network, pass, this.#ones);
      const state = this.#optimizer.update(from, slope, this.#learningRate, step);
      return { state, loss: squaredError(pass) as Tensor1D };
    });
  }

  #packed({ parameters }: TrainingState): Tensor1D {
    return packStatistics(this.#network, parameters, this.#x, this.#y);
  }

  #unpack(packed: Float32Array, step: number) {
    return unpackStatistics(this.#network, this.#replicas, step, packed);
  }

  /** The state becomes the one to go back to. */
  #keep(step: number): void {
    if (this.#snapshot !== this.#state) disposeState(this.#snapshot);
    this.#snapshot = this.#state;
    this.#inspected = step;
    tf.dispose(this.#losses);
    this.#losses = [];
  }

  #replace(state: TrainingState): void {
    if (this.#state !== this.#snapshot && this.#state !== state) disposeState(this.#state);
    this.#state = state;
  }

  dispose(): void {
    tf.dispose([this.#x, this.#y, this.#ones, ...this.#losses]);
    disposeState(this.#state);
    disposeState(this.#snapshot);
    this.#losses = [];
  }

  get packedLength(): number {
    const size = this.#x.shape[1];
    return this.#replicas * this.#losses.length + packedLength(this.#network, this.#replicas, size);
  }
}

function disposeState({ parameters, slots }: TrainingState): void {
  tf.dispose([parameters, ...slots]);
}

/** Reads rows back in one piece and frees them. */
export async function readAll(rows: readonly Tensor1D[]): Promise<Float32Array> {
  const joined = tf.tidy(() => tf.concat([...rows]));
  tf.dispose([...rows]);
  const values = (await joined.data()) as Float32Array;
  joined.dispose();
  return values;
}
