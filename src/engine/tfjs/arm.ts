/** One arm in training: its state on the device, beside the one that is kept. */
import type { Tensor1D, Tensor3D, TensorContainer } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { Experiment } from '../../experiment/experiment.ts';
import type { ArmSetup, Setup } from '../../experiment/setup.ts';
import { streamsOf, WITH_DERIVATIVES } from '../../tasks/task.ts';
import { carriesDerivatives, normOf } from '../layers.ts';
import { accumulatorsOf } from '../step/optimizers.ts';
import type { Look } from '../trainer/ensemble.ts';
import type { ArmStatistics } from '../trainer/statistics.ts';
import { layerShapes, scaledInputs } from '../weights.ts';
import { type Loss, lossOf, truthOf } from './losses.ts';
import { forward, gradient, type Network } from './network.ts';
import { operations } from './operations.ts';
import { type TrainingState, type Update, updateOf } from './optimizers.ts';
import { predict } from './predict.ts';
import { packedLength, packStatistics, unpackStatistics } from './statistics.ts';
import { withSeeds } from './streams.ts';

/** Examples of one step: their indices on the device, or null for the full data. */
export type Batch = Tensor1D | null;

/** What goes into a pass, and what its outputs are held against. */
interface Examples {
  /** [1, S B, n_0]: replicas share them. */
  readonly x: Tensor3D;
  /** [1, B, truthLength] */
  readonly truth: Tensor3D;
}

export class TfjsArm {
  readonly #network: Network;
  readonly #update: Update;
  readonly #learningRate: number;
  readonly #replicas: number;
  readonly #loss: Loss;
  readonly #observed: number;
  readonly #inputScale: number;
  readonly #carries: boolean;
  /** [1, size, n_0], the values alone. */
  readonly #x: Tensor3D;
  /** [1, size, truthLength] */
  readonly #truth: Tensor3D;
  /** The same of the observed examples, streams included. */
  readonly #seen: Examples;
  /** [1, 1, B] */
  readonly #ones: Tensor3D;
  #state: TrainingState;
  /** The one to go back to. */
  #kept: TrainingState;
  /** Losses of the steps since the last look, each [R]. */
  #losses: Tensor1D[] = [];

  /** @param parameters of all replicas, [R × P]. */
  constructor(setup: Setup, experiment: Experiment, arm: ArmSetup, parameters: Float32Array, batch: number) {
    const { data } = setup;
    const { replicas } = experiment;
    const streams = streamsOf(data);
    this.#network = {
      shapes: layerShapes(experiment, data),
      skips: arm.layers.map(({ skip }) => skip),
      norm: normOf(arm, streams),
      operations: operations(tf.getBackend(), arm.activation),
      streams,
    };
    this.#loss = lossOf(data);
    this.#observed = data.observed;
    this.#inputScale = arm.inputScale;
    this.#carries = carriesDerivatives(arm, data);
    this.#update = updateOf(experiment.optimizer);
    this.#learningRate = arm.learningRate;
    this.#replicas = replicas;
    const shape: [number, number] = [replicas, parameters.length / replicas];
    this.#x = tf.tensor3d(scaledInputs(data, arm), [1, data.size, data.inputDimension]);
    this.#truth = truthOf(data);
    this.#seen = tf.tidy(() => this.#pick(tf.range(0, data.observed, 1, 'int32')) as Examples & TensorContainer);
    this.#ones = tf.ones([1, 1, batch]);
    this.#state = {
      parameters: tf.tensor2d(parameters, shape),
      slots: Array.from({ length: accumulatorsOf(experiment.optimizer) }, () => tf.zeros<tf.Rank.R2>(shape)),
    };
    this.#kept = this.#state;
  }

  /** One optimizer step, the `step`th (from 1). */
  advance(step: number, batch: Batch): void {
    const { state, loss } = this.#next(this.#state, step, batch);
    this.#losses.push(loss);
    this.#replace(state);
  }

  /** What the host needs to know of the present state and the way to it, as one row of numbers. */
  look(): Tensor1D {
    const row = tf.tidy(() => tf.concat([...this.#losses, this.#packed()]));
    this.#forgetLosses();
    return row;
  }

  /** @param steps whose losses stand before the statistics. */
  lookLength(steps: number): number {
    return this.#replicas * steps + packedLength(this.#network, this.#replicas, this.#observed);
  }

  /** What `look` gave, read back. */
  unpackLook(row: Float32Array, step: number, steps: number): Look {
    const losses = steps * this.#replicas;
    return { statistics: this.unpack(row.subarray(losses), step), losses: row.subarray(0, losses) };
  }

  /** One more step, and the statistics after it as one row of numbers. */
  retrace(step: number, batch: Batch): Tensor1D {
    this.advance(step, batch);
    this.#forgetLosses();
    return tf.tidy(() => this.#packed());
  }

  /** Statistics, read back. */
  unpack(row: Float32Array, step: number): ArmStatistics {
    return unpackStatistics(this.#network, this.#replicas, step, row);
  }

  #next(from: TrainingState, step: number, batch: Batch): { state: TrainingState; loss: Tensor1D } {
    return tf.tidy(() => {
      const { x, truth } = batch ? this.#pick(batch) : { x: this.#withSeeds(this.#x), truth: this.#truth };
      const pass = forward(this.#network, from.parameters, x);
      const output = pass.preactivations[pass.preactivations.length - 1] as Tensor3D;
      const { loss, slope } = this.#loss(output, truth);
      const ofMean: Tensor3D = tf.mul(slope, 1 / truth.shape[1]);
      const change = gradient(this.#network, pass, ofMean, this.#ones);
      return { state: this.#update(from, change, this.#learningRate, step), loss };
    });
  }

  /** Some examples. */
  #pick(places: Tensor1D): Examples {
    return { x: this.#withSeeds(tf.gather(this.#x, places, 1)), truth: tf.gather(this.#truth, places, 1) };
  }

  /** A replica's outputs, every stream, at unscaled points; of the state that is kept at the moment of the call. */
  async predict(replica: number, inputs: Float32Array, derivatives: boolean): Promise<Float32Array> {
    const network = derivatives && this.#carries ? { ...this.#network, streams: WITH_DERIVATIVES } : this.#network;
    const { parameters: all } = this.#kept;
    const parameters = tf.slice(all, [replica, 0], [1, all.shape[1]]);
    try {
      return await predict(network, parameters, inputs, this.#inputScale);
    } finally {
      parameters.dispose();
    }
  }

  /** Of these replicas, of the state that is kept at the moment of the call. */
  parameters(replicas: readonly number[]): Promise<readonly Float32Array[]> {
    const { parameters: all } = this.#kept;
    const rows = replicas.map((replica) => tf.slice(all, [replica, 0], [1, all.shape[1]]));
    return Promise.all(
      rows.map(async (row) => {
        try {
          return (await row.data()) as Float32Array;
        } finally {
          row.dispose();
        }
      }),
    );
  }

  /** The present state becomes the one that is kept. */
  save(): void {
    if (this.#kept !== this.#state) disposeState(this.#kept);
    this.#kept = this.#state;
  }

  /** Goes back to the state that is kept. */
  restore(): void {
    this.#replace(this.#kept);
  }

  #withSeeds(x: Tensor3D): Tensor3D {
    return withSeeds(x, this.#network.streams, this.#inputScale);
  }

  #packed(): Tensor1D {
    const { x, truth } = this.#seen;
    return packStatistics(this.#network, this.#state.parameters, x, truth, this.#loss);
  }

  #forgetLosses(): void {
    tf.dispose(this.#losses);
    this.#losses = [];
  }

  #replace(state: TrainingState): void {
    if (this.#state !== this.#kept && this.#state !== state) disposeState(this.#state);
    this.#state = state;
  }

  dispose(): void {
    const { x, truth } = this.#seen;
    tf.dispose([this.#x, x, this.#truth, truth, this.#ones]);
    this.#forgetLosses();
    disposeState(this.#state);
    disposeState(this.#kept);
  }
}

function disposeState({ parameters, slots }: TrainingState): void {
  tf.dispose([parameters, ...slots]);
}
