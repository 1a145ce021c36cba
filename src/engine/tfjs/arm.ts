/** One arm in training: its state on the device, and the way back to where it failed. */
import type { Tensor1D, Tensor3D, TensorContainer } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { Experiment } from '../../experiment/experiment.ts';
import type { ArmSetup, Setup } from '../../experiment/setup.ts';
import { Judge } from '../judge.ts';
import { normOf } from '../layers.ts';
import { layerShapes, scaledInputs } from '../weights.ts';
import { LOSSES, type Loss, type Truth, truthOf } from './losses.ts';
import { forward, gradient, type Network } from './network.ts';
import { operations } from './operations.ts';
import { OPTIMIZERS, type Optimizer, type TrainingState } from './optimizers.ts';
import { predict } from './predict.ts';
import { readAll } from './readback.ts';
import { packedLength, packStatistics, unpackStatistics } from './statistics.ts';
import { withSeeds } from './streams.ts';

/** Examples of one step: their indices on the device, or null for the full data. */
export type Batch = Tensor1D | null;

/** Steps whose statistics are read back together when an arm is replayed. */
const REPLAY_CHUNK = 16;

/** What goes into a pass, and what its outputs are held against. */
interface Examples {
  /** [1, S B, n_0]: replicas share them. */
  readonly x: Tensor3D;
  readonly truth: Truth;
}

export class TfjsArm {
  readonly judge: Judge;
  readonly #network: Network;
  readonly #optimizer: Optimizer;
  readonly #learningRate: number;
  readonly #replicas: number;
  readonly #loss: Loss;
  readonly #observed: number;
  readonly #inputScale: number;
  /** [1, size, n_0], the values alone. */
  readonly #x: Tensor3D;
  readonly #truth: Truth;
  /** The same of the observed examples, streams included. */
  readonly #seen: Examples;
  /** [1, 1, B] */
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
    const streams = data.equation?.streams ?? 1;
    this.#network = {
      shapes: layerShapes(experiment, data),
      skips: arm.layers.map(({ skip }) => skip),
      norm: normOf(arm, streams),
      operations: operations(tf.getBackend(), arm.activation),
      streams,
    };
    this.#loss = LOSSES[data.loss];
    this.#observed = data.observed;
    this.#inputScale = arm.inputScale;
    this.#optimizer = OPTIMIZERS[experiment.optimizer];
    this.#learningRate = arm.learningRate;
    this.#replicas = replicas;
    this.judge = new Judge(experiment.depth, replicas);
    const shape: [number, number] = [replicas, parameters.length / replicas];
    this.#x = tf.tensor3d(scaledInputs(data, arm), [1, data.size, data.inputDimension]);
    this.#truth = truthOf(data);
    this.#seen = tf.tidy(() => this.#pick(tf.range(0, data.observed, 1, 'int32')) as Examples & TensorContainer);
    this.#ones = tf.ones([1, 1, batch]);
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
      const { x, truth } = batch ? this.#pick(batch) : { x: this.#withSeeds(this.#x), truth: this.#truth };
      const pass = forward(this.#network, from.parameters, x);
      const output = pass.preactivations[pass.preactivations.length - 1] as Tensor3D;
      const { loss, slope } = this.#loss(output, truth);
      const ofMean: Tensor3D = tf.mul(slope, 1 / truth.y.shape[1]);
      const change = gradient(this.#network, pass, ofMean, this.#ones);
      return { state: this.#optimizer.update(from, change, this.#learningRate, step), loss };
    });
  }

  /** Some examples. */
  #pick(places: Tensor1D): Examples {
    const { y, equation } = this.#truth;
    return {
      x: this.#withSeeds(tf.gather(this.#x, places, 1)),
      truth: { y: tf.gather(y, places, 1), equation: equation && tf.gather(equation, places, 1) },
    };
  }

  /**
   * The first finite replica's outputs, every stream, at unscaled points; null once there is none. They are those of
   * the moment of the call, even if training goes on before they have been read back.
   */
  async predict(inputs: Float32Array): Promise<Float32Array | null> {
    const replica = this.judge.firstFinite;
    if (replica === null) return null;
    const parameters = tf.slice(this.#state.parameters, [replica, 0], [1, this.#state.parameters.shape[1]]);
    try {
      return await predict(this.#network, parameters, inputs, this.#inputScale);
    } finally {
      parameters.dispose();
    }
  }

  #withSeeds(x: Tensor3D): Tensor3D {
    return withSeeds(x, this.#network.streams, this.#inputScale);
  }

  #packed({ parameters }: TrainingState): Tensor1D {
    const { x, truth } = this.#seen;
    return packStatistics(this.#network, parameters, x, truth, this.#loss);
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
    const { x, truth } = this.#seen;
    const truths = [this.#truth, truth].flatMap(({ y, equation }) => (equation ? [y, equation] : [y]));
    tf.dispose([this.#x, x, ...truths, this.#ones, ...this.#losses]);
    disposeState(this.#state);
    disposeState(this.#snapshot);
    this.#losses = [];
  }

  get packedLength(): number {
    return this.#replicas * this.#losses.length + packedLength(this.#network, this.#replicas, this.#observed);
  }
}

function disposeState({ parameters, slots }: TrainingState): void {
  tf.dispose([parameters, ...slots]);
}
