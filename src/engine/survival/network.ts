/**
 * Networks at initialisation, drawn layer by layer. Given what a layer hands on, h_i = σ(ẑ_i) for input i, the neurons of
 * the next layer are independent, each N(0, C_b + C_W h_i·h_j / fan-in) over the inputs. So m inputs and n neurons take
 * m n normals where the matrix takes n², and the law is exactly that of the engines' networks (weights.ts) at any width;
 * only the bits are others. Where the inputs are more than the neurons, the matrix is the shorter way. An orthogonal
 * matrix takes m vectors to others with the same products, turned at random: m orthonormal vectors are drawn instead of
 * the normals, and biases by themselves.
 */
import { orthogonalColumns } from '../../lib/orthogonal.ts';
import type { NormalStream } from '../../lib/random.ts';
import { type Fate, VANISHED_FRACTION } from '../../theory/fate.ts';
import type { Layer } from '../../theory/layer.ts';
import { OVERFLOW_MAGNITUDE } from '../engine.ts';
import { normalised } from '../reference/norm.ts';

/** What a network is drawn from: one arm's layers and some of its inputs. */
export interface NetworkLaw {
  /** [L] */
  readonly layers: readonly Layer[];
  readonly inputDimension: number;
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
  const { layers, inputDimension, width, outputDimension, products, largestOutput } = law;
  const depth = layers.length;
  const inputs = Math.sqrt(products.length);
  const start = layers[0] as Layer;
  const first = factorise(covarianceOf(products, start.cw, start));
  const covariance = new Float64Array(inputs < width ? products.length : 0);
  /** [inputs × neurons] each: of the present layer and of the next. */
  const size = inputs * Math.max(width, outputDimension);
  let [z, next] = [new Float64Array(size), new Float64Array(size)];
  /** What the present layer hands on, [inputs × width]. */
  const h = new Float64Array(inputs * width);

  /** Makes the preactivations of a layer of those before it. */
  function advance(number: number, neurons: number, normals: NormalStream): void {
    const layer = layers[number - 1] as Layer;
    const shape = { fanIn: number === 1 ? inputDimension : width, neurons };
    if (number === 1) {
      drawByFactor(first, layer, shape, normals, next);
    } else {
      activate(layer, z, h, width);
      if (inputs < width) {
        gram(h, width, covariance);
        drawByFactor(factorise(covarianceOf(covariance, layer.cw / width, layer)), layer, shape, normals, next);
      } else {
        drawByMatrix(h, layer, shape, normals, next);
      }
      // The last layer, whose width is another, has none.
      if (layer.skip !== 0) for (let k = 0; k < h.length; k++) next[k]! += layer.skip * z[k]!;
    }
    [z, next] = [next, z];
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

/** h = σ(ẑ) of every input, ẑ as the layer takes it. */
function activate({ activation, norm }: Layer, z: Float64Array, h: Float64Array, width: number): void {
  const [sigma] = activation.derivatives;
  for (let from = 0; from < h.length; from += width) {
    const [hat] = normalised(norm, [z.subarray(from, from + width)]).streams as readonly [Float64Array];
    for (let k = 0; k < width; k++) h[from + k] = sigma(hat[k]!);
  }
}

/** Of one neuron over the inputs, [m × m], from their products; without its bias where that is drawn by itself. */
function covarianceOf(products: Float64Array, weight: number, { cb, weights }: Layer): Float64Array {
  const own = weights === 'gaussian' ? cb : 0;
  return products.map((product) => own + weight * product);
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

interface Shape {
  readonly fanIn: number;
  readonly neurons: number;
}

/** z [m × neurons]: the factor times numbers of each neuron's own. */
function drawByFactor(factor: Float64Array, layer: Layer, shape: Shape, normals: NormalStream, z: Float64Array): void {
  const { neurons } = shape;
  const inputs = Math.sqrt(factor.length);
  const own = new Float64Array(inputs);
  const orthogonal = layer.weights === 'orthogonal' ? orthonormal(factor, shape, normals) : null;
  for (let neuron = 0; neuron < neurons; neuron++) {
    const bias = orthogonal && layer.cb > 0 ? Math.sqrt(layer.cb) * normals.next() : 0;
    for (let i = 0; i < inputs; i++) {
      own[i] = orthogonal ? orthogonal[i * neurons + neuron]! : normals.next();
      let sum = bias;
      for (let k = 0; k <= i; k++) sum += factor[i * inputs + k]! * own[k]!;
      z[i * neurons + neuron] = sum;
    }
  }
}

/**
 * What an orthogonal matrix has in place of the neurons' normals, [m × neurons]: the neurons' coordinates of random
 * orthonormal vectors, one for each direction that the inputs add, times √dimension. The dimension is the larger fan: of
 * more inputs than neurons, only some coordinates are seen.
 */
function orthonormal(factor: Float64Array, { fanIn, neurons }: Shape, normals: NormalStream): Float64Array {
  const inputs = Math.sqrt(factor.length);
  const dimension = Math.max(fanIn, neurons);
  const directions = Array.from({ length: inputs }, (_, i) => i)
    .filter((i) => factor[i * inputs + i] !== 0)
    .slice(0, Math.min(fanIn, dimension));
  const vectors = orthogonalVectors(dimension, directions.length, normals);
  const scale = Math.sqrt(dimension);
  const own = new Float64Array(inputs * neurons);
  directions.forEach((i, vector) => {
    for (let neuron = 0; neuron < neurons; neuron++) {
      own[i * neurons + neuron] = scale * vectors[vector * dimension + neuron]!;
    }
  });
  return own;
}

const orthogonalVectors = (dimension: number, count: number, normals: NormalStream): Float64Array =>
  orthogonalColumns(
    dimension,
    count,
    Float64Array.from({ length: dimension * count }, () => normals.next()),
  );

/** z [m × neurons] of h [m × fan-in], by one row of the matrix after the other. */
function drawByMatrix(
  h: Float64Array,
  layer: Layer,
  { fanIn, neurons }: Shape,
  normals: NormalStream,
  z: Float64Array,
): void {
  const inputs = h.length / fanIn;
  const row = new Float64Array(fanIn);
  const weight = layer.cw / fanIn;
  const [larger, smaller] = [Math.max(fanIn, neurons), Math.min(fanIn, neurons)];
  const q = layer.weights === 'orthogonal' ? orthogonalVectors(larger, smaller, normals) : null;
  const entry = (vectors: Float64Array, neuron: number, k: number): number =>
    Math.sqrt(larger) * vectors[neurons > fanIn ? k * larger + neuron : neuron * larger + k]!;
  for (let neuron = 0; neuron < neurons; neuron++) {
    const bias = layer.cb > 0 ? Math.sqrt(layer.cb) * normals.next() : 0;
    for (let k = 0; k < fanIn; k++) row[k] = Math.sqrt(weight) * (q ? entry(q, neuron, k) : normals.next());
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
