/** One replica at a time: forward, back-propagation and update as calls of kernels. */
import type { OptimizerName } from '../../experiment/experiment.ts';
import type { ArmSetup } from '../../experiment/setup.ts';
import { OPTIMIZERS } from '../step/optimizers.ts';
import type { Examples } from './examples.ts';
import type { Kernels, LayerKernels, RowKernels, SkipKernel } from './kernels.ts';
import type { Address, LayerLayout, Layout, NormalisedLayout } from './layout.ts';
import type { Loss } from './losses.ts';

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
  /** γ of what is added to its z: of the layer before. */
  readonly skip: number;
}

const FLOAT = 4;

export class Network {
  readonly #layout: Layout;
  readonly #kernels: Kernels;
  readonly #layers: readonly Layer[];
  readonly #loss: Loss;
  readonly #optimizer: OptimizerName;
  readonly #learningRate: number;
  readonly #inputScale: number;

  constructor(
    layout: Layout,
    { layers, inputScale, learningRate }: Pick<ArmSetup, 'layers' | 'inputScale' | 'learningRate'>,
    kernels: Kernels,
    loss: Loss,
    optimizer: OptimizerName,
  ) {
    this.#layout = layout;
    this.#loss = loss;
    this.#kernels = kernels;
    this.#layers = layout.layers.map((layer, i) => ({
      layout: layer,
      kernels: kernels.layers[i] as LayerKernels,
      skip: layers[i]?.skip ?? 0,
    }));
    this.#optimizer = optimizer;
    this.#learningRate = learningRate;
    this.#inputScale = inputScale;
  }

  /** The `step`th optimizer step (from 1) of the network at `state`; returns the loss before it. */
  train(state: Address, examples: Examples, step: number): number {
    const { gradient, networkBytes } = this.#layout;
    const { update } = this.#kernels;
    const [rate, epsilon] = OPTIMIZERS.wasm[this.#optimizer].numbers(this.#learningRate, step);
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
    let [input, below] = [inputs, 0];
    for (const { layout, kernels, skip } of this.#layers) {
      const { z, a, offset, width } = layout;
      const stride = count * width * FLOAT;
      kernels.packParameters(state + offset, panels, this.#inputScale);
      rowKernels(kernels, count * streams).forward(input, panels, z);
      this.#addSkipped(below, streams * stride, z, skip);
      if (layout !== this.#layout.layers.at(-1)) {
        const hat = this.#normalise(layout, stride);
        this.#kernels.activate(hat, hat + stride, a, stride);
      }
      [input, below] = [a, z];
    }
  }

  /** y += γ x, of so many bytes. */
  #addSkipped(x: Address, bytes: number, y: Address, skip: number): void {
    if (skip !== 0) (this.#kernels.skip as SkipKernel).addScaled(x, x + bytes, y, skip);
  }

  /** Where ẑ of a hidden layer's z is to be found. */
  #normalise({ z, normalised }: LayerLayout, bytes: number): Address {
    const { norm } = this.#kernels;
    if (!norm) return z;
    const { hat, inverses } = normalised as NormalisedLayout;
    norm.normalise(z, z + bytes, hat, inverses);
    return hat;
  }

  /**
   * δ_L = scale ∂loss/∂z_L, δ_l = (δ_{l+1} W_{l+1}ᵀ) ∘ σ′(ẑ_l), back through the norm, + γ δ_{l+1}, from the last layer
   * to the first.
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
        this.#backActivate(below, stride, next);
        this.#addSkipped(delta, streams * stride, next, layer.skip);
      }
      leave?.();
      [delta, next] = [next, delta];
    }
    return loss / examples.count;
  }

  /** From ∂loss/∂a of a hidden layer to ∂loss/∂z, but for what the next layer's skip adds. */
  #backActivate({ z, normalised }: LayerLayout, stride: number, delta: Address): void {
    const { norm, multiplySlope } = this.#kernels;
    const { hat, inverses } = norm ? (normalised as NormalisedLayout) : { hat: z, inverses: 0 };
    multiplySlope(hat, hat + stride, delta, stride);
    norm?.normaliseBack(hat, hat + stride, delta, inverses);
  }

  /** The gradient of one layer's parameters: inputsᵀ δ, and the sums of the columns of the value's δ for the biases. */
  #gradient({ layout, kernels }: Layer, inputs: Address, delta: Address, count: number): void {
    const { panels, gradient } = this.#layout;
    const rowBytes = layout.width * FLOAT;
    kernels.packDeltas(delta, panels, this.#inputScale);
    kernels.gradient(inputs, panels, gradient);
    this.#kernels.sumColumns(delta, delta + rowBytes, gradient + layout.fanIn * rowBytes, rowBytes, count * rowBytes);
  }
}

/** Kernels exist for a batch, a measurement and a piece of a prediction. */
const rowKernels = ({ rows }: LayerKernels, count: number): RowKernels => rows.get(count) as RowKernels;
