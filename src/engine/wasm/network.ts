/** One replica at a time: forward, back-propagation and update as calls of kernels. */
import type { OptimizerName } from '../../experiment/experiment.ts';
import type { Examples } from './examples.ts';
import type { Kernels, LayerKernels, RowKernels } from './kernels.ts';
import type { Address, LayerLayout, Layout } from './layout.ts';
import type { Loss } from './losses.ts';
import { stepConstants } from './optimizers.ts';

/** A layer over all examples and neurons. */
export interface Sight {
  /** max |z_l| */
  readonly largest: number;
  /** Σ z_l² */
  readonly sumOfSquares: number;
  /** Σ of (∂ one example's loss / ∂z_l)². */
  readonly sumOfSquaredSlopes: number;
}

interface Layer {
  readonly layout: LayerLayout;
  readonly kernels: LayerKernels;
}

const FLOAT = 4;

export class Network {
  readonly #layout: Layout;
  readonly #kernels: Kernels;
  readonly #layers: readonly Layer[];
  readonly #loss: Loss;
  readonly #optimizer: OptimizerName;
  readonly #learningRate: number;

  constructor(layout: Layout, kernels: Kernels, loss: Loss, optimizer: OptimizerName, learningRate: number) {
    this.#layout = layout;
    this.#loss = loss;
    this.#kernels = kernels;
    this.#layers = layout.layers.map((layer, i) => ({ layout: layer, kernels: kernels.layers[i] as LayerKernels }));
    this.#optimizer = optimizer;
    this.#learningRate = learningRate;
  }

  /** The `step`th optimizer step (from 1) of the network at `state`; returns the loss before it. */
  train(state: Address, examples: Examples, step: number): number {
    const { gradient, networkBytes } = this.#layout;
    const { update } = this.#kernels;
    const [rate, epsilon] = stepConstants(this.#optimizer, this.#learningRate, step);
    this.#forward(state, examples);
    // A layer's parameters are updated once δ has passed through them.
    return this.#backward(state, examples, 1 / examples.count, (layer, inputs, delta) => {
      this.#gradient(layer, inputs, delta, examples.count);
      const parameters = state + layer.layout.offset;
      return () => update(parameters, parameters + layer.layout.bytes, gradient, rate, epsilon, networkBytes);
    });
  }

  /**
   * Looks at the network on these examples; of streams at the value alone.
   * @param see called with each layer's index, from the last to the first.
   * @returns the loss; the outputs stay in the last layer's z.
   */
  observe(state: Address, examples: Examples, see: (layer: number, seen: Sight) => void): number {
    const { largest, sumOfSquares } = this.#kernels;
    this.#forward(state, examples);
    return this.#backward(state, examples, 1, (layer, _, delta) => {
      const { z, width } = layer.layout;
      const bytes = examples.count * width * FLOAT;
      see(this.#layers.indexOf(layer), {
        largest: largest(z, z + bytes),
        sumOfSquares: sumOfSquares(z, z + bytes),
        sumOfSquaredSlopes: sumOfSquares(delta, delta + bytes),
      });
    });
  }

  /** Every stream's outputs; they stay in the last layer's z. */
  predict(state: Address, examples: Examples): void {
    this.#forward(state, examples);
  }

  #forward(state: Address, { count, inputs }: Examples): void {
    const { panels, streams } = this.#layout;
    let input = inputs;
    for (const { layout, kernels } of this.#layers) {
      const { z, a, offset, width } = layout;
      const stride = count * width * FLOAT;
      kernels.packParameters(state + offset, panels);
      rowKernels(kernels, count * streams).forward(input, panels, z);
      if (layout !== this.#layout.layers.at(-1)) this.#kernels.activate(z, z + stride, a, stride);
      input = a;
    }
  }

  /**
   * δ_L = scale ∂loss/∂z_L, δ_l = (δ_{l+1} W_{l+1}ᵀ) ∘ σ′(z_l), from the last layer to the first.
   * @param visit called with each layer, what entered it and its δ; what it returns is called when δ has gone on.
   */
  #backward(
    state: Address,
    examples: Examples,
    scale: number,
    visit: (layer: Layer, inputs: Address, delta: Address) => (() => void) | undefined,
  ): number {
    const { panels, deltas, streams } = this.#layout;
    const last = (this.#layers.at(-1) as Layer).layout;
    let [delta, next] = deltas;
    const loss = this.#loss(last.z, examples, delta, scale);
    for (let i = this.#layers.length - 1; i >= 0; i--) {
      const layer = this.#layers[i] as Layer;
      const below = this.#layers[i - 1]?.layout;
      const leave = visit(layer, below?.a ?? examples.inputs, delta);
      if (below) {
        layer.kernels.packTransposed(state + layer.layout.offset, panels);
        rowKernels(layer.kernels, examples.count * streams).backward(delta, panels, next);
        const stride = examples.count * below.width * FLOAT;
        this.#kernels.multiplySlope(below.z, below.z + stride, next, stride);
      }
      leave?.();
      [delta, next] = [next, delta];
    }
    return loss / examples.count;
  }

  /** The gradient of one layer's parameters: inputsᵀ δ, and the sums of the columns of the value's δ for the biases. */
  #gradient({ layout, kernels }: Layer, inputs: Address, delta: Address, count: number): void {
    const { panels, gradient } = this.#layout;
    const rowBytes = layout.width * FLOAT;
    kernels.packDeltas(delta, panels);
    kernels.gradient(inputs, panels, gradient);
    this.#kernels.sumColumns(delta, delta + rowBytes, gradient + layout.fanIn * rowBytes, rowBytes, count * rowBytes);
  }
}

/** Kernels exist for a batch, a measurement and a piece of a prediction. */
const rowKernels = ({ rows }: LayerKernels, count: number): RowKernels => rows.get(count) as RowKernels;
