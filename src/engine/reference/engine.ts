/**
 * The reference: the same networks in plain float64, from the same float32 bits. Slow and clear; the tests hold the
 * other engines to it.
 */
import { batchSequence } from '../../experiment/batches.ts';
import type { Experiment, OptimizerName } from '../../experiment/experiment.ts';
import { type ArmSetup, type Setup, setup } from '../../experiment/setup.ts';
import { type StreamCount, streamsOf, WITH_DERIVATIVES } from '../../tasks/task.ts';
import type { Engine } from '../engine.ts';
import { carriesDerivatives } from '../layers.ts';
import { ADAM, MOMENTUM } from '../step/constants.ts';
import type { Ensemble, Look, Wanted } from '../trainer/ensemble.ts';
import type { ArmStatistics } from '../trainer/statistics.ts';
import { startTrainer } from '../trainer/trainer.ts';
import { drawNetwork } from '../weights.ts';
import { Network, type Streams, type Vector } from './network.ts';

/** A network with what its optimizer remembers. */
class Learner {
  readonly network: Network;
  readonly #first: Vector;
  readonly #second: Vector;
  #kept: readonly Vector[] = [];

  constructor(network: Network) {
    this.network = network;
    this.#first = new Float64Array(network.parameters.length);
    this.#second = new Float64Array(network.parameters.length);
  }

  /** The `step`th optimizer step (from 1); the loss before it. */
  advance(optimizer: OptimizerName, learningRate: number, batch: Int32Array, step: number): number {
    const { parameters } = this.network;
    const change = CHANGE[optimizer](step);
    const { loss, gradient } = this.network.learn(batch);
    gradient.forEach((slope, i) => {
      parameters[i]! -= learningRate * change(slope, i, this.#first, this.#second);
    });
    return loss;
  }

  save(): void {
    this.#kept = this.#state.map((values) => values.slice());
  }

  restore(): void {
    this.#state.forEach((values, i) => {
      values.set(this.#kept[i]!);
    });
  }

  /** From the parameters that are kept. */
  predict(points: readonly Float32Array[], streams: StreamCount): Float32Array {
    const { parameters } = this.network;
    const present = parameters.slice();
    parameters.set(this.#kept[0]!);
    const outputs = Float32Array.from(points.flatMap((point) => this.network.predict(point, streams)));
    parameters.set(present);
    return outputs;
  }

  /** Those that are kept, rounded. */
  get parameters(): Float32Array {
    return Float32Array.from(this.#kept[0]!);
  }

  get #state(): readonly Vector[] {
    return [this.network.parameters, this.#first, this.#second];
  }
}

/** By how much, in learning rates, a parameter goes down; updates its two accumulators. */
type Change = (slope: number, index: number, first: Vector, second: Vector) => number;

/** Of the `step`th optimizer step. */
const CHANGE: Readonly<Record<OptimizerName, (step: number) => Change>> = {
  sgd: () => (slope) => slope,
  momentum: () => (slope, i, velocity) => {
    velocity[i] = MOMENTUM * velocity[i]! + slope;
    return velocity[i]!;
  },
  // Kingma and Ba 2015, algorithm 1.
  adam: (step) => {
    const { beta1, beta2, epsilon } = ADAM;
    const [bias1, bias2] = [1 - beta1 ** step, 1 - beta2 ** step];
    return (slope, i, m, v) => {
      m[i] = beta1 * m[i]! + (1 - beta1) * slope;
      v[i] = beta2 * v[i]! + (1 - beta2) * slope * slope;
      return m[i]! / bias1 / (Math.sqrt(v[i]! / bias2) + epsilon);
    };
  },
};

/** Over the observed examples. */
function statisticsOf(networks: readonly Network[], observed: number, depth: number, step: number): ArmStatistics {
  const perLayer = () => new Float64Array(networks.length * depth);
  const [largest, variance, gradient] = [perLayer(), perLayer(), perLayer()];
  const loss = new Float64Array(networks.length);
  const outputs: number[] = [];
  networks.forEach((network, r) => {
    for (let example = 0; example < observed; example++) {
      const pass = network.pass(example);
      pass.preactivations.forEach(([z], layer) => {
        const k = r * depth + layer;
        largest[k] = z!.reduce((most, value) => Math.max(most, Math.abs(value)), largest[k]!);
        variance[k]! += squaredNorm(z!) / z!.length / observed;
      });
      const backward = network.backward(example, pass);
      backward.deltas.forEach(([delta], layer) => {
        gradient[r * depth + layer]! += squaredNorm(delta!) / observed;
      });
      loss[r]! += backward.loss / observed;
      outputs.push(...(pass.preactivations.at(-1) as Streams)[0]!);
    }
  });
  return { step, largest, variance, gradient, loss, outputs: Float32Array.from(outputs) };
}

const squaredNorm = (values: Vector): number => values.reduce((sum, value) => sum + value * value, 0);

/** Learners one after the other. */
export class ReferenceEnsemble implements Ensemble {
  readonly chunk = 1;
  readonly overlaps = false;
  readonly interval: number;
  readonly #experiment: Experiment;
  readonly #setup: Setup;
  readonly #batches: (step: number) => Int32Array;
  /** Per arm, [R]. */
  readonly #learners: readonly (readonly Learner[])[];
  /** Per arm, of the steps since the last look, each [R]. */
  readonly #losses: (readonly number[])[][];

  /** @param interval after each step, so that nothing has to be found by going back. */
  constructor(prepared: Setup, experiment: Experiment, interval = 1) {
    this.interval = interval;
    this.#experiment = experiment;
    this.#setup = prepared;
    const { data, arms } = prepared;
    this.#batches = batchSequence(experiment.seed, data.size, experiment.batch);
    const drawn = Array.from({ length: experiment.replicas }, (_, r) => drawNetwork(prepared, experiment, r));
    this.#learners = arms.map((arm, i) =>
      drawn.map((networks) => new Learner(new Network(experiment, data, arm, networks[i] as Float32Array))),
    );
    this.#losses = arms.map(() => []);
  }

  train(arms: readonly number[], done: number, count: number, place: number): void {
    for (let i = 0; i < count; i++) {
      const batch = this.#batches(done + i);
      for (const arm of arms) {
        const { learningRate } = this.#setup.arms[arm] as ArmSetup;
        this.#losses[arm]![place + i] = this.#of(arm).map((own) =>
          own.advance(this.#experiment.optimizer, learningRate, batch, done + i + 1),
        );
      }
    }
  }

  async look(arms: readonly number[], step: number, steps: number): Promise<readonly Look[]> {
    return arms.map((arm) => ({
      statistics: this.#statistics(arm, step),
      losses: Float64Array.from(this.#losses[arm]!.slice(0, steps).flat()),
    }));
  }

  save(arms: readonly number[]): void {
    for (const learner of arms.flatMap((arm) => this.#of(arm))) learner.save();
  }

  restore(arms: readonly number[]): void {
    for (const learner of arms.flatMap((arm) => this.#of(arm))) learner.restore();
  }

  async retrace(arms: readonly number[], done: number, count: number): Promise<readonly (readonly ArmStatistics[])[]> {
    return arms.map((arm) =>
      Array.from({ length: count }, (_, i) => {
        this.train([arm], done + i, 1, i);
        return this.#statistics(arm, done + i + 1);
      }),
    );
  }

  async predict(replicas: () => readonly (number | null)[], inputs: Float32Array, derivatives: boolean) {
    const { data, arms } = this.#setup;
    const { inputDimension } = data;
    const carried = (arm: number): StreamCount =>
      derivatives && carriesDerivatives(arms[arm] as ArmSetup, data) ? WITH_DERIVATIVES : streamsOf(data);
    const points = Array.from({ length: inputs.length / inputDimension }, (_, i) =>
      inputs.subarray(i * inputDimension, (i + 1) * inputDimension),
    );
    return replicas().map((replica, arm) =>
      replica === null ? null : this.#of(arm)[replica]!.predict(points, carried(arm)),
    );
  }

  async parameters(replicas: () => readonly Wanted[]) {
    return replicas().map((own, arm) => own?.map((replica) => this.#of(arm)[replica]!.parameters) ?? null);
  }

  release(): void {}

  dispose(): void {}

  #statistics(arm: number, step: number): ArmStatistics {
    const networks = this.#of(arm).map(({ network }) => network);
    return statisticsOf(networks, this.#setup.data.observed, this.#experiment.depth, step);
  }

  #of(arm: number): readonly Learner[] {
    return this.#learners[arm] as readonly Learner[];
  }
}

export const referenceEngine: Engine = {
  name: 'reference',
  adapter: 'float64',
  async create(experiment, run) {
    const prepared = setup(experiment);
    const ensemble = new ReferenceEnsemble(prepared, experiment);
    return startTrainer(ensemble, prepared, experiment, { run, engine: 'reference', adapter: 'float64' });
  },
};
