/**
 * The reference: the same networks in plain float64, from the same float32 bits. Slow and clear; the tests hold the
 * other engines to it.
 */
import { batchSequence } from '../../experiment/batches.ts';
import type { Experiment, OptimizerName } from '../../experiment/experiment.ts';
import { type ArmSetup, type Setup, setup } from '../../experiment/setup.ts';
import type { Engine, EngineFrame, Trainer } from '../engine.ts';
import { Judge } from '../judge.ts';
import { ADAM, MOMENTUM } from '../optimizer.ts';
import type { ArmStatistics } from '../statistics.ts';
import { drawNetwork } from '../weights.ts';
import { Network, type Streams, type Vector } from './network.ts';

/** A network with what its optimizer remembers. */
class Learner {
  readonly network: Network;
  readonly #first: Vector;
  readonly #second: Vector;

  constructor(network: Network) {
    this.network = network;
    this.#first = new Float64Array(network.parameters.length);
    this.#second = new Float64Array(network.parameters.length);
  }

  /** The `step`th optimizer step (from 1). */
  advance(optimizer: OptimizerName, learningRate: number, batch: Int32Array, step: number): void {
    const { parameters } = this.network;
    const change = CHANGE[optimizer](step);
    this.network.gradient(batch).forEach((slope, i) => {
      parameters[i]! -= learningRate * change(slope, i, this.#first, this.#second);
    });
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

interface ReferenceArm {
  readonly learners: readonly Learner[];
  readonly learningRate: number;
  readonly judge: Judge;
}

class ReferenceTrainer implements Trainer {
  step = 0;
  readonly #experiment: Experiment;
  readonly #run: number;
  readonly #setup: Setup;
  readonly #batches: (step: number) => Int32Array;
  readonly #arms: readonly ReferenceArm[];

  constructor(experiment: Experiment, run: number) {
    this.#experiment = experiment;
    this.#run = run;
    this.#setup = setup(experiment);
    const { data, arms } = this.#setup;
    this.#batches = batchSequence(experiment.seed, data.size, experiment.batch);
    const drawn = Array.from({ length: experiment.replicas }, (_, r) => drawNetwork(this.#setup, experiment, r));
    this.#arms = arms.map((arm, i) => ({
      learners: drawn.map((networks) => new Learner(new Network(experiment, data, arm, networks[i] as Float32Array))),
      learningRate: arm.learningRate,
      judge: new Judge(experiment.depth, experiment.replicas),
    }));
    this.#record();
  }

  get exhausted(): boolean {
    return this.#arms.every(({ judge }) => judge.diverged);
  }

  async advance(count: number): Promise<void> {
    for (let i = 0; i < count && !this.exhausted; i++) {
      const batch = this.#batches(this.step);
      this.step++;
      const { optimizer } = this.#experiment;
      for (const { learners, learningRate, judge } of this.#arms) {
        if (judge.diverged) continue;
        for (const learner of learners) learner.advance(optimizer, learningRate, batch, this.step);
      }
      this.#record();
    }
  }

  #record(): void {
    const { observed } = this.#setup.data;
    for (const { learners, judge } of this.#arms) {
      if (judge.diverged) continue;
      const networks = learners.map(({ network }) => network);
      judge.record(statisticsOf(networks, observed, this.#experiment.depth, this.step));
    }
  }

  async measure(): Promise<EngineFrame> {
    const { arms, baseline } = this.#setup;
    return {
      measurement: {
        run: this.#run,
        step: this.step,
        engine: 'reference',
        adapter: 'float64',
        arms: this.#arms.map(({ judge }, i) => judge.measurement(arms[i] as ArmSetup, baseline)),
      },
      outputs: this.#arms.map(({ judge }) => judge.outputs()),
    };
  }

  async predict(inputs: Float32Array): Promise<readonly (Float32Array | null)[]> {
    const { inputDimension } = this.#setup.data;
    return this.#arms.map(({ learners, judge }) => {
      const learner = judge.firstFinite === null ? undefined : learners[judge.firstFinite];
      if (!learner) return null;
      const points = Array.from({ length: inputs.length / inputDimension }, (_, i) =>
        inputs.subarray(i * inputDimension, (i + 1) * inputDimension),
      );
      return Float32Array.from(points.flatMap((point) => learner.network.predict(point)));
    });
  }

  dispose(): void {}
}

export const referenceEngine: Engine = {
  name: 'reference',
  adapter: 'float64',
  create: async (experiment, run) => new ReferenceTrainer(experiment, run),
};
