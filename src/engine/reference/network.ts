/** One network in plain float64, one example at a time: value, and for an equation its derivatives beside it. */
import type { Activation } from '../../activations/activation.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import type { ArmSetup } from '../../experiment/setup.ts';
import { type StreamCount, streamsOf, type TaskData } from '../../tasks/task.ts';
import type { Layer } from '../../theory/layer.ts';
import { type LayerShape, layerShapes } from '../weights.ts';
import { exampleLoss } from './loss.ts';
import { type Normalised, normalisationBackward, normalised } from './norm.ts';

export type Vector = Float64Array;
/** The value, and with an equation ∂x, ∂²x and perhaps ∂t of it: [streams]. */
export type Streams = readonly Vector[];

export interface Pass {
  /** z_1 … z_L of one example. */
  readonly preactivations: readonly Streams[];
  /** ẑ_1 … ẑ_{L-1}, what σ is taken of. */
  readonly normalised: readonly Normalised[];
  /** x, σ(ẑ_1), …, σ(ẑ_{L-1}). */
  readonly inputs: readonly Streams[];
}

export interface ExampleGradient {
  readonly loss: number;
  /** ∂loss/∂z_l, l = 1 … L. */
  readonly deltas: readonly Streams[];
}

export class Network {
  readonly #shapes: readonly LayerShape[];
  readonly #layers: readonly Layer[];
  readonly #activation: Activation;
  readonly #data: TaskData;
  readonly #inputScale: number;
  readonly parameters: Vector;

  constructor(experiment: Experiment, data: TaskData, arm: ArmSetup, parameters: ArrayLike<number>) {
    this.#shapes = layerShapes(experiment, data);
    this.#layers = arm.layers;
    this.#activation = arm.activation;
    this.#data = data;
    this.#inputScale = arm.inputScale;
    this.parameters = Float64Array.from(parameters);
  }

  /** @param point unscaled. */
  forward(point: ArrayLike<number>, streams: StreamCount = streamsOf(this.#data)): Pass {
    const preactivations: Streams[] = [];
    const before: Normalised[] = [];
    const inputs: Streams[] = [this.#seeds(point, streams)];
    this.#shapes.forEach((shape, layer) => {
      const { skip, norm } = this.#layers[layer] as Layer;
      const below = preactivations[layer - 1];
      if (below) {
        const taken = normalised(norm, below);
        before.push(taken);
        inputs.push(activated(this.#activation, taken.streams));
      }
      const input = inputs[layer] as Streams;
      const z = input.map((stream, s) => this.#affine(shape, stream, s === 0));
      if (below && skip !== 0) addTo(z, below, skip);
      preactivations.push(z);
    });
    return { preactivations, normalised: before, inputs };
  }

  /** Example of the data. */
  pass(example: number): Pass {
    const { inputDimension, inputs } = this.#data;
    return this.forward(inputs.subarray(example * inputDimension, (example + 1) * inputDimension));
  }

  /** All streams of all outputs at a point; with three where the loss has one, ∂x and ∂²x by the first input. */
  predict(point: ArrayLike<number>, streams?: StreamCount): number[] {
    const { preactivations } = this.forward(point, streams);
    return (preactivations.at(-1) as Streams).flatMap((stream) => [...stream]);
  }

  backward(example: number, { preactivations, normalised: taken }: Pass): ExampleGradient {
    const { loss, slope } = exampleLoss(this.#data, example, preactivations.at(-1) as Streams);
    let delta: Streams = slope;
    const deltas = [delta];
    for (let layer = this.#shapes.length - 1; layer > 0; layer--) {
      const shape = this.#shapes[layer] as LayerShape;
      const { skip, norm } = this.#layers[layer] as Layer;
      const below = taken[layer - 1] as Normalised;
      const above = delta.map((stream) => this.#transposed(shape, stream));
      const next = normalisationBackward(norm, below, activationBackward(this.#activation, below.streams, above));
      if (skip !== 0) addTo(next, delta, skip);
      delta = next;
      deltas.unshift(delta);
    }
    return { loss, deltas };
  }

  /** The mean loss over a batch, and its gradient laid out as the parameters. */
  learn(batch: ArrayLike<number>): { readonly loss: number; readonly gradient: Vector } {
    const gradient = new Float64Array(this.parameters.length);
    const { length } = batch;
    let mean = 0;
    for (const example of Array.from(batch)) {
      const pass = this.pass(example);
      const { loss, deltas } = this.backward(example, pass);
      mean += loss / length;
      deltas.forEach((delta, layer) => {
        const { fanIn, fanOut, weights, biases } = this.#shapes[layer] as LayerShape;
        delta.forEach((stream, s) => {
          const input = pass.inputs[layer]![s]!;
          if (s === 0) for (let j = 0; j < fanOut; j++) gradient[biases + j]! += stream[j]! / length;
          for (let i = 0; i < fanIn; i++) {
            const share = input[i]! / length;
            for (let j = 0; j < fanOut; j++) gradient[weights + i * fanOut + j]! += stream[j]! * share;
          }
        });
      });
    }
    return { loss: mean, gradient };
  }

  /** What enters layer 1. Derivatives are by the unscaled inputs. */
  #seeds(point: ArrayLike<number>, streams: StreamCount): Streams {
    const value = Float64Array.from(point, (x) => Math.fround(x * this.#inputScale));
    const along = (axis: number) => value.map((_, i) => (i === axis ? this.#inputScale : 0));
    const still = () => new Float64Array(value.length);
    return [value, along(0), still(), along(1)].slice(0, streams);
  }

  #affine({ fanIn, fanOut, weights, biases }: LayerShape, input: Vector, withBias: boolean): Vector {
    const { parameters } = this;
    const z = withBias ? parameters.slice(biases, biases + fanOut) : new Float64Array(fanOut);
    for (let i = 0; i < fanIn; i++) {
      const value = input[i]!;
      for (let j = 0; j < fanOut; j++) z[j]! += value * parameters[weights + i * fanOut + j]!;
    }
    return z;
  }

  #transposed({ fanIn, fanOut, weights }: LayerShape, delta: Vector): Vector {
    const { parameters } = this;
    const below = new Float64Array(fanIn);
    for (let i = 0; i < fanIn; i++) {
      let sum = 0;
      for (let j = 0; j < fanOut; j++) sum += delta[j]! * parameters[weights + i * fanOut + j]!;
      below[i] = sum;
    }
    return below;
  }
}

/** target += factor · values, stream by stream. */
function addTo(target: Streams, values: Streams, factor: number): void {
  target.forEach((stream, s) => {
    for (let i = 0; i < stream.length; i++) stream[i]! += factor * values[s]![i]!;
  });
}

/** σ of the value, and the chain rule for its derivatives. */
function activated({ derivatives: [value, first, second] }: Activation, [z, zx, zxx, zt]: Streams): Streams {
  const a = z!.map(value);
  if (!zx || !zxx) return [a];
  const out = [
    a,
    zx.map((d, i) => first(z![i]!) * d),
    zxx.map((dd, i) => second(z![i]!) * zx[i]! ** 2 + first(z![i]!) * dd),
  ];
  return zt ? [...out, zt.map((d, i) => first(z![i]!) * d)] : out;
}

/** From ∂loss/∂(σ and its derivatives) to ∂loss/∂(z and its derivatives). */
function activationBackward(
  { derivatives: [, first, second, third] }: Activation,
  [z, zx, zxx, zt]: Streams,
  [a, ax, axx, at]: Streams,
): Streams {
  const value = z!.map((z0, i) => {
    let sum = a![i]! * first(z0);
    if (zx && zxx && ax && axx) {
      sum += ax[i]! * second(z0) * zx[i]! + axx[i]! * (third(z0) * zx[i]! ** 2 + second(z0) * zxx[i]!);
    }
    if (zt && at) sum += at[i]! * second(z0) * zt[i]!;
    return sum;
  });
  if (!zx || !zxx || !ax || !axx) return [value];
  const out = [
    value,
    z!.map((z0, i) => ax[i]! * first(z0) + 2 * axx[i]! * second(z0) * zx[i]!),
    z!.map((z0, i) => axx[i]! * first(z0)),
  ];
  return at ? [...out, z!.map((z0, i) => at[i]! * first(z0))] : out;
}
