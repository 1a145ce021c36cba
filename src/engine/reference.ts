/**
 * The reference: the same networks in plain float64, from the same float32 bits. Slow and clear; the tests hold the
 * other engines to it.
 */
import type { RealFunction } from '../activations/activation.ts';
import { batchSequence } from '../experiment/batches.ts';
import type { Experiment, OptimizerName } from '../experiment/experiment.ts';
import { type ArmSetup, type Setup, setup } from '../experiment/setup.ts';
import type { TaskData } from '../tasks/task.ts';
import type { Engine, Frame, Trainer } from './engine.ts';
import { Judge } from './judge.ts';
import { ADAM, MOMENTUM } from './optimizer.ts';
import type { ArmStatistics } from './statistics.ts';
import { drawNetwork, type LayerShape, layerShapes, scaledInputs } from './weights.ts';

type Vector = Float64Array;

interface Pass {
  /** z_1 … z_L of one example. */
  readonly preactivations: readonly Vector[];
  /** x, σ(z_1), …, σ(z_{L-1}). */
  readonly inputs: readonly Vector[];
  /** z_L - y */
  readonly residual: Vector;
}

/** One replica of one arm. */
class Network {
  readonly #shapes: readonly LayerShape[];
  readonly #value: RealFunction;
  readonly #slope: RealFunction;
  readonly #data: TaskData;
  readonly #inputs: Float32Array;
  readonly #optimizer: OptimizerName;
  readonly #learningRate: number;
  readonly #parameters: Vector;
  readonly #first: Vector;
  readonly #second: Vector;

  constructor(experiment: Experiment, data: TaskData, arm: ArmSetup, parameters: Float32Array) {
    this.#shapes = layerShapes(experiment, data);
    [this.#value, this.#slope] = arm.activation.derivatives;
    this.#data = data;
    this.#inputs = scaledInputs(data, arm);
    this.#optimizer = experiment.optimizer;
    this.#learningRate = experiment.learningRate;
    this.#parameters = Float64Array.from(parameters);
    this.#first = new Float64Array(parameters.length);
    this.#second = new Float64Array(parameters.length);
  }

  forward(example: number): Pass {
    const { inputDimension, outputDimension, targets } = this.#data;
    const preactivations: Vector[] = [];
    const inputs: Vector[] = [];
    let input: Vector = Float64Array.from(
      this.#inputs.subarray(example * inputDimension, (example + 1) * inputDimension),
    );
    for (const { fanIn, fanOut, weights, biases } of this.#shapes) {
      inputs.push(input);
      const z = this.#parameters.slice(biases, biases + fanOut);
      for (let i = 0; i < fanIn; i++) {
        for (let j = 0; j < fanOut; j++) {
          z[j] = at(z, j) + at(input, i) * at(this.#parameters, weights + i * fanOut + j);
        }
      }
      preactivations.push(z);
      input = z.map((value) => this.#value(value));
    }
    const output = preactivations.at(-1) as Vector;
    return { preactivations, inputs, residual: output.map((y, j) => y - at(targets, example * outputDimension + j)) };
  }

  /** ∂(squared error of this example)/∂z_l, l = 1 … L. */
  backward({ preactivations, residual }: Pass): readonly Vector[] {
    let delta: Vector = residual.map((value) => 2 * value);
    const deltas = [delta];
    for (let layer = this.#shapes.length - 1; layer > 0; layer--) {
      const { fanIn, fanOut, weights } = this.#shapes[layer] as LayerShape;
      const above = delta;
      const below = preactivations[layer - 1] as Vector;
      delta = new Float64Array(fanIn);
      for (let i = 0; i < fanIn; i++) {
        let sum = 0;
        for (let j = 0; j < fanOut; j++) sum += at(above, j) * at(this.#parameters, weights + i * fanOut + j);
        delta[i] = sum * this.#slope(at(below, i));
      }
      deltas.unshift(delta);
    }
    return deltas;
  }

  /** The `step`th optimizer step (from 1). */
  advance(batch: Int32Array, step: number): void {
    const gradient = new Float64Array(this.#parameters.length);
    for (const example of batch) {
      const pass = this.forward(example);
      this.backward(pass).forEach((delta, layer) => {
        const { fanIn, fanOut, weights, biases } = this.#shapes[layer] as LayerShape;
        const input = pass.inputs[layer] as Vector;
        for (let j = 0; j < fanOut; j++) {
          const share = at(delta, j) / batch.length;
          gradient[biases + j] = at(gradient, biases + j) + share;
          for (let i = 0; i < fanIn; i++) {
            gradient[weights + i * fanOut + j] = at(gradient, weights + i * fanOut + j) + share * at(input, i);
          }
        }
      });
    }
    const change = CHANGE[this.#optimizer];
    gradient.forEach((slope, i) => {
      const moved = change(slope, i, this.#first, this.#second, step);
      this.#parameters[i] = at(this.#parameters, i) - this.#learningRate * moved;
    });
  }

  get size(): number {
    return this.#data.size;
  }
}

/** A network's typed arrays are read within their bounds only. */
const at = (values: ArrayLike<number>, index: number): number => values[index] as number;

/** By how much, in learning rates, a parameter goes down; updates its two accumulators. */
type Change = (slope: number, index: number, first: Vector, second: Vector, step: number) => number;

const CHANGE: Readonly<Record<OptimizerName, Change>> = {
  sgd: (slope) => slope,
  momentum: (slope, i, velocity) => {
    velocity[i] = MOMENTUM * at(velocity, i) + slope;
    return at(velocity, i);
  },
  // Kingma and Ba 2015, algorithm 1.
  adam: (slope, i, m, v, step) => {
    const { beta1, beta2, epsilon } = ADAM;
    m[i] = beta1 * at(m, i) + (1 - beta1) * slope;
    v[i] = beta2 * at(v, i) + (1 - beta2) * slope * slope;
    return at(m, i) / (1 - beta1 ** step) / (Math.sqrt(at(v, i) / (1 - beta2 ** step)) + epsilon);
  },
};

function statisticsOf(networks: readonly Network[], depth: number, step: number): ArmStatistics {
  const perLayer = () => new Float64Array(networks.length * depth);
  const [largest, variance, gradient] = [perLayer(), perLayer(), perLayer()];
  const loss = new Float64Array(networks.length);
  const outputs: number[] = [];
  networks.forEach((network, r) => {
    for (let example = 0; example < network.size; example++) {
      const pass = network.forward(example);
      pass.preactivations.forEach((z, layer) => {
        const k = r * depth + layer;
        largest[k] = z.reduce((most, value) => Math.max(most, Math.abs(value)), at(largest, k));
        variance[k] = at(variance, k) + squaredNorm(z) / z.length / network.size;
      });
      network.backward(pass).forEach((delta, layer) => {
        const k = r * depth + layer;
        gradient[k] = at(gradient, k) + squaredNorm(delta) / network.size;
      });
      loss[r] = at(loss, r) + squaredNorm(pass.residual) / network.size;
      outputs.push(...(pass.preactivations.at(-1) as Vector));
    }
  });
  return { step, largest, variance, gradient, loss, outputs: Float32Array.from(outputs) };
}

const squaredNorm = (values: Vector): number => values.reduce((sum, value) => sum + value * value, 0);

class ReferenceTrainer implements Trainer {
  step = 0;
  readonly #run: number;
  readonly #setup: Setup;
  readonly #depth: number;
  readonly #batches: (step: number) => Int32Array;
  readonly #arms: readonly { readonly networks: readonly Network[]; readonly judge: Judge }[];

  constructor(experiment: Experiment, run: number) {
    this.#run = run;
    this.#setup = setup(experiment);
    this.#depth = experiment.depth;
    const { data, arms } = this.#setup;
    this.#batches = batchSequence(experiment.seed, data.size, experiment.batch);
    const drawn = Array.from({ length: experiment.replicas }, (_, r) => drawNetwork(this.#setup, experiment, r));
    this.#arms = arms.map((arm, i) => ({
      networks: drawn.map((networks) => new Network(experiment, data, arm, networks[i] as Float32Array)),
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
      for (const { networks, judge } of this.#arms) {
        if (!judge.diverged) for (const network of networks) network.advance(batch, this.step);
      }
      this.#record();
    }
  }

  #record(): void {
    for (const { networks, judge } of this.#arms) {
      if (!judge.diverged) judge.record(statisticsOf(networks, this.#depth, this.step));
    }
  }

  async measure(): Promise<Frame> {
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

  dispose(): void {}
}

export const referenceEngine: Engine = {
  name: 'reference',
  adapter: 'float64',
  create: async (experiment, run) => new ReferenceTrainer(experiment, run),
};
