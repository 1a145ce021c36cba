/** Networks drawn in float64 and their statistics, for the tests. */
import type { Activation } from '../activations/activation.ts';
import { activation } from '../activations/catalogue.ts';
import { normalStream } from '../lib/random.ts';
import { type Layer, type LayerKind, PLAIN, stacked } from './layer.ts';

/** Layers of one activation: C_W of all or of each, and what else the hidden ones are. */
export function layersOf(
  sigma: Activation,
  { cw, cb = 0 }: { readonly cw: readonly number[]; readonly cb?: number },
  kind: Partial<LayerKind> = {},
): Layer[] {
  return stacked({ activation: sigma, cw: 1, cb, ...PLAIN, ...kind }, cw.length).map((layer, l) => ({
    ...layer,
    cw: cw[l]!,
  }));
}

/** A hidden layer. */
export const layerOf = (
  sigma: Activation,
  { cw, cb = 0 }: { readonly cw: number; readonly cb?: number },
  kind: Partial<LayerKind> = {},
): Layer => ({ activation: sigma, cw, cb, ...PLAIN, ...kind });

/** The same C_W in all layers. */
export const constant = (cw: number, depth: number, cb = 0) => ({ cw: new Array<number>(depth).fill(cw), cb });

/** Mean of samples with its standard error. */
export function estimate(samples: readonly number[]): { mean: number; error: number } {
  const mean = samples.reduce((a, b) => a + b, 0) / samples.length;
  const variance = samples.reduce((a, b) => a + (b - mean) ** 2, 0) / (samples.length - 1);
  return { mean, error: Math.sqrt(variance / samples.length) };
}

/** Standard deviation of samples and its own relative standard error. */
export function spreadOf(samples: readonly number[]): { spread: number; relativeError: number } {
  const { mean } = estimate(samples);
  const squares = estimate(samples.map((x) => (x - mean) ** 2));
  return { spread: Math.sqrt(squares.mean), relativeError: squares.error / squares.mean / 2 };
}

/** Ratio of two means over the same networks, with its standard error (delta method). */
export function ratioOf(above: readonly number[], below: readonly number[]): { ratio: number; error: number } {
  const [a, b] = [estimate(above).mean, estimate(below).mean];
  const { error } = estimate(above.map((x, i) => x / a - below[i]! / b));
  return { ratio: a / b, error: (error * a) / b };
}

export interface DrawnNetwork {
  /** Mean over inputs and neurons of z_l², [L]. */
  readonly variances: Float64Array;
  /** Mean over inputs of ‖∂(½|z_L - y|²)/∂z_l‖², [L], targets y drawn with unit variance times `targetSize`²; empty where none is asked for. */
  readonly gradients: Float64Array;
}

export interface Drawing {
  readonly activation: string;
  readonly cw: number;
  readonly cb?: number;
  readonly depth: number;
  readonly width: number;
  readonly outputDimension: number;
  /** One number an input: a line. K_1 = C_b + C_W x². */
  readonly inputs: readonly number[];
  /** Root mean square of a target's components; no gradients if left out. */
  readonly targetSize?: number;
}

/** Networks of a fixed seed, one after another. */
export function drawNetworks(drawing: Drawing, networks: number, seed: number): DrawnNetwork[] {
  const normals = normalStream(seed, 'theory-test', 1);
  return Array.from({ length: networks }, () => drawNetwork(drawing, () => normals.next()));
}

function drawNetwork(drawing: Drawing, normal: () => number): DrawnNetwork {
  const { cw, cb = 0, depth, width, outputDimension, inputs, targetSize } = drawing;
  const [value, slope] = activation(drawing.activation).derivatives;
  const fans = [1, ...new Array<number>(depth - 1).fill(width), outputDimension];
  const weights: Float64Array[] = [];
  // Preactivations of every layer, [inputs × neurons].
  const layers: Float64Array[] = [];
  let fired = Float64Array.from(inputs);
  for (let l = 0; l < depth; l++) {
    const [fanIn, neurons] = [fans[l]!, fans[l + 1]!];
    const w = drawnTimes(Math.sqrt(cw / fanIn), neurons * fanIn, normal);
    const b = cb === 0 ? new Float64Array(neurons) : drawnTimes(Math.sqrt(cb), neurons, normal);
    const z = new Float64Array(inputs.length * neurons);
    for (let e = 0; e < inputs.length; e++) {
      for (let i = 0; i < neurons; i++) {
        let sum = b[i]!;
        for (let j = 0; j < fanIn; j++) sum += w[i * fanIn + j]! * fired[e * fanIn + j]!;
        z[e * neurons + i] = sum;
      }
    }
    weights.push(w);
    layers.push(z);
    fired = z.map(value);
  }
  const gradients = new Float64Array(targetSize === undefined ? 0 : depth);
  for (let e = 0; e < inputs.length && targetSize !== undefined; e++) {
    const neuronsOf = (l: number) => layers[l]!.subarray(e * fans[l + 1]!, (e + 1) * fans[l + 1]!);
    let delta = neuronsOf(depth - 1).map((z) => z - targetSize * normal());
    for (let l = depth - 1; l >= 0; l--) {
      gradients[l]! += meanSquare(delta) * (delta.length / inputs.length);
      if (l === 0) break;
      const [w, above] = [weights[l]!, delta];
      delta = neuronsOf(l - 1).map((z, j) => {
        let sum = 0;
        for (let i = 0; i < above.length; i++) sum += w[i * width + j]! * above[i]!;
        return slope(z) * sum;
      });
    }
  }
  return { variances: Float64Array.from(layers, meanSquare), gradients };
}

function drawnTimes(scale: number, length: number, normal: () => number): Float64Array {
  const drawn = new Float64Array(length);
  for (let i = 0; i < length; i++) drawn[i] = scale * normal();
  return drawn;
}

const meanSquare = (values: Float64Array): number => values.reduce((sum, x) => sum + x * x, 0) / values.length;

/** Equally spaced on [-1, 1] times what gives them a batch mean of K_1 at that C_W and C_b. */
export function lineOf(count: number, { k1, cw, cb = 0 }: { k1: number; cw: number; cb?: number }): number[] {
  const line = Array.from({ length: count }, (_, i) => -1 + (2 * i) / (count - 1));
  const square = line.reduce((sum, x) => sum + x * x, 0) / count;
  return line.map((x) => x * Math.sqrt((k1 - cb) / (cw * square)));
}
