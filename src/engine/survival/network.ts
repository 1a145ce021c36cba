/**
 * Networks at initialisation, drawn layer by layer. Given what a layer hands on, h_i = σ(z_i) for input i, the neurons of
 * the next layer are independent, each N(0, C_b + C_W h_i·h_j / fan-in) over the inputs. So m inputs and n neurons take
 * m n normals where the matrix takes n², and the law is exactly that of the engines' networks (weights.ts) at any width;
 * only the bits are others. Where the inputs are more than the neurons, the matrix is the shorter way.
 */
import type { Activation } from '../../activations/activation.ts';
import type { NormalStream } from '../../lib/random.ts';
import { type Fate, VANISHED_FRACTION } from '../../theory/fate.ts';
import { OVERFLOW_MAGNITUDE } from '../engine.ts';

/** What a network is drawn from: one arm's start and some of its inputs. */
export interface NetworkLaw {
  readonly activation: Activation;
  /** C_W of each layer, [L]. */
  readonly cw: readonly number[];
  readonly cb: number;
  readonly width: number;
  readonly outputDimension: number;
  /** x_i·x_j / n0 of the inputs as the network sees them, [m × m]. */
  readonly products: Float64Array;
  /** |z_L| beyond which the loss leaves float32. */
  readonly largestOutput: number;
}

/**
 * Draws networks of one law and tells their fates: `overflowed` where some |z| passes 1e38, or the loss float32;
 * `vanished` where in some hidden layer the largest mean of z² that an input has is below a millionth of the first layer's.
 */
export function networkSampler(law: NetworkLaw): (normals: NormalStream) => Fate {
  const { activation, cw, cb, width, outputDimension, products, largestOutput } = law;
  const [sigma] = activation.derivatives;
  const depth = cw.length;
  const inputs = Math.sqrt(products.length);
  const first = factorise(products.map((product) => cb + cw[0]! * product));
  const covariance = new Float64Array(inputs < width ? products.length : 0);
  /** [inputs × neurons] each: of the present layer, and of the next where it is made by its matrix. */
  const size = inputs * Math.max(width, outputDimension);
  let [z, next] = [new Float64Array(size), new Float64Array(inputs < width ? 0 : size)];

  /** Makes the preactivations of a layer of those before it. */
  function advance(layer: number, neurons: number, normals: NormalStream): void {
    if (layer === 1) {
      drawByFactor(first, neurons, normals, z);
      return;
    }
    for (let k = 0; k < inputs * width; k++) z[k] = sigma(z[k]!);
    const weight = cw[layer - 1]! / width;
    if (inputs < width) {
      gram(z, width, covariance);
      for (let k = 0; k < covariance.length; k++) covariance[k] = cb + weight * covariance[k]!;
      drawByFactor(factorise(covariance), neurons, normals, z);
    } else {
      drawByMatrix(z, width, { neurons, weight, cb }, normals, next);
      [z, next] = [next, z];
    }
  }

  return (normals) => {
    let start = 0;
    for (let layer = 1; layer <= depth; layer++) {
      const neurons = layer === depth ? outputDimension : width;
      advance(layer, neurons, normals);
      if (!within(z, inputs * neurons, layer === depth ? largestOutput : OVERFLOW_MAGNITUDE)) return 'overflowed';
      if (layer === depth) break;
      const largest = largestMeanSquare(z, inputs, neurons);
      if (layer === 1) start = largest;
      // Also where all is 0 from the first layer on.
      if (!(largest > VANISHED_FRACTION * start)) return 'vanished';
    }
    return 'finite';
  };
}

/** Products of the rows of h [m × n], [m × m]. */
function gram(h: Float64Array, n: number, products: Float64Array): void {
  const inputs = Math.sqrt(products.length);
  for (let i = 0; i < inputs; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += h[i * n + k]! * h[j * n + k]!;
      products[i * inputs + j] = sum;
      products[j * inputs + i] = sum;
    }
  }
}

/** What an input has of its own, beside those before it, is rounding below this share of its variance. */
const DEPENDENT = 1e-12;

/** Cholesky's factor in the lower triangle of a covariance that may be singular, [m × m], in its place. */
function factorise(matrix: Float64Array): Float64Array {
  const size = Math.sqrt(matrix.length);
  for (let j = 0; j < size; j++) {
    const variance = matrix[j * size + j]!;
    let own = variance;
    for (let k = 0; k < j; k++) own -= matrix[j * size + k]! ** 2;
    const pivot = own > DEPENDENT * variance ? Math.sqrt(own) : 0;
    matrix[j * size + j] = pivot;
    for (let i = j + 1; i < size; i++) {
      let rest = matrix[i * size + j]!;
      for (let k = 0; k < j; k++) rest -= matrix[i * size + k]! * matrix[j * size + k]!;
      matrix[i * size + j] = pivot === 0 ? 0 : rest / pivot;
    }
  }
  return matrix;
}

/** z [m × neurons], every neuron by its own normals. */
function drawByFactor(factor: Float64Array, neurons: number, normals: NormalStream, z: Float64Array): void {
  const inputs = Math.sqrt(factor.length);
  const own = new Float64Array(inputs);
  for (let neuron = 0; neuron < neurons; neuron++) {
    for (let i = 0; i < inputs; i++) {
      own[i] = normals.next();
      let sum = 0;
      for (let k = 0; k <= i; k++) sum += factor[i * inputs + k]! * own[k]!;
      z[i * neurons + neuron] = sum;
    }
  }
}

interface Layer {
  readonly neurons: number;
  /** Variances of a weight and of a bias. */
  readonly weight: number;
  readonly cb: number;
}

/** z [m × neurons] of h [m × fan-in], by one row of the matrix after the other. */
function drawByMatrix(
  h: Float64Array,
  fanIn: number,
  { neurons, weight, cb }: Layer,
  normals: NormalStream,
  z: Float64Array,
): void {
  const inputs = h.length / fanIn;
  const row = new Float64Array(fanIn);
  for (let neuron = 0; neuron < neurons; neuron++) {
    const bias = cb > 0 ? Math.sqrt(cb) * normals.next() : 0;
    for (let k = 0; k < fanIn; k++) row[k] = Math.sqrt(weight) * normals.next();
    for (let i = 0; i < inputs; i++) {
      let sum = bias;
      for (let k = 0; k < fanIn; k++) sum += h[i * fanIn + k]! * row[k]!;
      z[i * neurons + neuron] = sum;
    }
  }
}

/** NaN is not within anything. */
function within(z: Float64Array, count: number, magnitude: number): boolean {
  for (let k = 0; k < count; k++) if (!(Math.abs(z[k]!) <= magnitude)) return false;
  return true;
}

/** The largest mean of z² over neurons that an input has. */
function largestMeanSquare(z: Float64Array, inputs: number, neurons: number): number {
  let largest = 0;
  for (let i = 0; i < inputs; i++) {
    let sum = 0;
    for (let k = 0; k < neurons; k++) sum += z[i * neurons + k]! ** 2;
    largest = Math.max(largest, sum / neurons);
  }
  return largest;
}
