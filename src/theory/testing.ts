/** Networks drawn in float64 and their statistics, for the tests. */
import type { Activation } from '../activations/activation.ts';
import { orthogonalColumns } from '../lib/orthogonal.ts';
import { normalStream } from '../lib/random.ts';
import { type Layer, type LayerKind, type NormName, PLAIN, stacked } from './layer.ts';

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
  /** Mean over inputs of ‖∂E/∂z_l‖², [L], E by `Drawing.error`; empty where none is asked for. */
  readonly gradients: Float64Array;
}

export interface Drawing {
  /** [L] */
  readonly layers: readonly Layer[];
  readonly width: number;
  readonly outputDimension: number;
  /** One after the other, `dimension` numbers each; K_1 = C_b + C_W |x|²/n0. */
  readonly inputs: readonly number[];
  /** n0: 1, a line, if left out. */
  readonly dimension?: number;
  /**
   * ½|z_L - y|² with targets y drawn with this root mean square a component, or c·z_L with c of length 1 drawn apart from the
   * network; no gradients if left out.
   */
  readonly error?: { readonly targetSize: number } | 'linear';
}

/** Networks of a fixed seed, one after another. */
export function drawNetworks(drawing: Drawing, networks: number, seed: number): DrawnNetwork[] {
  const normals = normalStream(seed, 'theory-test', 1);
  return Array.from({ length: networks }, () => drawNetwork(drawing, () => normals.next()));
}

/**
 * The tangent kernels of networks of one output, [inputs × inputs] each, with bias rate 1 and weight rate 1/fan-in:
 * Θ_ij = Σ_l (∂z_L/∂z_l)_i·(∂z_L/∂z_l)_j (1 + h_i·h_j/fan-in), h being what layer l takes in.
 */
export function drawTangentKernels(drawing: Omit<Drawing, 'outputDimension'>, networks: number, seed: number) {
  const normals = normalStream(seed, 'theory-test', 4);
  return Array.from({ length: networks }, () => {
    const pass = forward({ ...drawing, outputDimension: 1 }, () => normals.next());
    const count = pass.signals[0]!.length;
    const gradients = pass.signals[0]!.map((_, e) => backward(drawing.layers, pass, e, Float64Array.of(1)));
    return Float64Array.from({ length: count * count }, (_, at) => {
      const [i, j] = [Math.floor(at / count), at % count];
      return pass.signals.reduce((sum, layer, l) => {
        const taken = dot(layer[i]!, layer[j]!) / layer[i]!.length;
        return sum + dot(gradients[i]![l]!, gradients[j]![l]!) * (1 + taken);
      }, 0);
    });
  });
}

function drawNetwork(drawing: Drawing, normal: () => number): DrawnNetwork {
  const { layers, error } = drawing;
  const pass = forward(drawing, normal);
  const count = pass.signals[0]!.length;
  const gradients = new Float64Array(error === undefined ? 0 : layers.length);
  for (let e = 0; e < count && error !== undefined; e++) {
    const top = outputError(pass.preactivations.at(-1)![e]!, error, normal);
    backward(layers, pass, e, top).forEach((delta, l) => {
      gradients[l]! += dot(delta, delta) / count;
    });
  }
  return {
    variances: Float64Array.from(
      pass.preactivations,
      (each) => each.reduce((sum, z) => sum + meanSquare(z), 0) / each.length,
    ),
    gradients,
  };
}

/** A drawn network with what went through it, by layer and input. */
interface Pass {
  readonly weights: readonly Float64Array[];
  /** What each layer takes in. */
  readonly signals: readonly (readonly Float64Array[])[];
  readonly preactivations: readonly (readonly Float64Array[])[];
  /** What a layer takes σ of; none of the first. */
  readonly normed: readonly (readonly Normed[])[];
}

function forward({ layers, width, outputDimension, inputs, dimension = 1 }: Drawing, normal: () => number): Pass {
  const fans = [dimension, ...new Array<number>(layers.length - 1).fill(width), outputDimension];
  const rows = Array.from({ length: inputs.length / dimension }, (_, e) =>
    Float64Array.from(inputs.slice(e * dimension, (e + 1) * dimension)),
  );
  const weights: Float64Array[] = [];
  const signals: Float64Array[][] = [];
  const preactivations: Float64Array[][] = [];
  const normed: Normed[][] = [];
  layers.forEach((layer, l) => {
    const [fanIn, neurons] = [fans[l]!, fans[l + 1]!];
    const w = drawnWeights(layer, neurons, fanIn, normal);
    const b = layer.cb === 0 ? new Float64Array(neurons) : drawnTimes(Math.sqrt(layer.cb), neurons, normal);
    const before = preactivations[l - 1];
    const applied = before?.map((z) => normalised(z, layer.norm)) ?? [];
    const fired =
      before === undefined ? rows : applied.map(({ values }) => values.map(layer.activation.derivatives[0]));
    preactivations.push(
      fired.map((signal, e) => {
        const z = new Float64Array(neurons);
        for (let i = 0; i < neurons; i++) {
          let sum = b[i]!;
          for (let j = 0; j < fanIn; j++) sum += w[i * fanIn + j]! * signal[j]!;
          z[i] = layer.skip === 0 ? sum : sum + layer.skip * before![e]![i]!;
        }
        return z;
      }),
    );
    weights.push(w);
    signals.push(fired);
    normed.push(applied);
  });
  return { weights, signals, preactivations, normed };
}

/** Gradients by the preactivations of every layer, [L], of one whose last is `top`. */
function backward(layers: readonly Layer[], { weights, normed }: Pass, e: number, top: Float64Array): Float64Array[] {
  const deltas = [top];
  for (let l = layers.length - 1; l > 0; l--) {
    const { activation: sigma, norm, skip } = layers[l]!;
    const [w, above] = [weights[l]!, deltas[0]!];
    const { values, deviation } = normed[l]![e]!;
    const back = values.map((z, j) => {
      let sum = 0;
      for (let i = 0; i < above.length; i++) sum += w[i * values.length + j]! * above[i]!;
      return sigma.derivatives[1](z) * sum;
    });
    deltas.unshift(
      throughNorm(back, values, deviation, norm).map((value, j) => (skip === 0 ? value : value + skip * above[j]!)),
    );
  }
  return deltas;
}

/** Entries of variance C_W / fan-in, [neurons × fan-in]. */
function drawnWeights({ cw, weights }: Layer, neurons: number, fanIn: number, normal: () => number): Float64Array {
  if (weights === 'gaussian') return drawnTimes(Math.sqrt(cw / fanIn), neurons * fanIn, normal);
  const [rows, columns] = [Math.max(neurons, fanIn), Math.min(neurons, fanIn)];
  const q = orthogonalColumns(rows, columns, drawnTimes(1, rows * columns, normal));
  const scale = Math.sqrt((cw * rows) / fanIn);
  return Float64Array.from({ length: neurons * fanIn }, (_, at) => {
    const [i, j] = [Math.floor(at / fanIn), at % fanIn];
    return scale * (neurons < fanIn ? q[i * rows + j]! : q[j * rows + i]!);
  });
}

/** What σ is applied to, and the size that it was divided by. */
interface Normed {
  readonly values: Float64Array;
  readonly deviation: number;
}

function normalised(z: Float64Array, norm: NormName): Normed {
  if (norm === 'none') return { values: z, deviation: 1 };
  const centre = norm === 'layer' ? meanOf(z) : 0;
  const centred = z.map((value) => value - centre);
  const deviation = Math.sqrt(meanSquare(centred));
  return { values: centred.map((value) => value / deviation), deviation };
}

/** ∂E/∂z of ∂E/∂ẑ. */
function throughNorm(back: Float64Array, values: Float64Array, deviation: number, norm: NormName): Float64Array {
  if (norm === 'none') return back;
  const along = back.reduce((sum, value, j) => sum + value * values[j]!, 0) / back.length;
  const centre = norm === 'layer' ? meanOf(back) : 0;
  return back.map((value, j) => (value - centre - values[j]! * along) / deviation);
}

function outputError(output: Float64Array, error: { readonly targetSize: number } | 'linear', normal: () => number) {
  if (error !== 'linear') return output.map((z) => z - error.targetSize * normal());
  const c = output.map(() => normal());
  const length = Math.sqrt(meanSquare(c) * c.length);
  return c.map((value) => value / length);
}

function drawnTimes(scale: number, length: number, normal: () => number): Float64Array {
  const drawn = new Float64Array(length);
  for (let i = 0; i < length; i++) drawn[i] = scale * normal();
  return drawn;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

const meanOf = (values: Float64Array): number => values.reduce((sum, x) => sum + x, 0) / values.length;
const meanSquare = (values: Float64Array): number => values.reduce((sum, x) => sum + x * x, 0) / values.length;

/** Equally spaced on [-1, 1] times what gives them a batch mean of K_1 at that C_W and C_b. */
export function lineOf(count: number, { k1, cw, cb = 0 }: { k1: number; cw: number; cb?: number }): number[] {
  const line = Array.from({ length: count }, (_, i) => -1 + (2 * i) / (count - 1));
  const square = line.reduce((sum, x) => sum + x * x, 0) / count;
  return line.map((x) => x * Math.sqrt((k1 - cb) / (cw * square)));
}

/** An activation that differs from another one in what is told. */
export function changed(activation: Activation, changes: Partial<Activation>): Activation {
  const { derivatives, together, kinks, smoothness, growth } = activation;
  return { ...activation, derivatives, together, kinks, smoothness, growth, ...changes };
}
