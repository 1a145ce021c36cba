/**
 * Where the numbers of all replicas of one arm lie in GPU buffers. Every matrix is stored with its columns padded to
 * whole tiles, activations and error signals with one row per neuron and the examples along it, so that every load is
 * a vec4 and neighbours in memory are neighbours in a register tile. Offsets and strides count vec4s.
 *
 * Where a network carries streams (u and its derivatives, tasks/task.ts), they are further rows of the same matrices:
 * after the values of four examples come their first stream, their second, … , so that the products know nothing of
 * streams and a thread's tile holds all that the activation needs of its examples.
 */
import type { StreamCount } from '../../tasks/task.ts';
import type { NormName } from '../../theory/layer.ts';
import { type LayerShape, parameterCount } from '../weights.ts';

/** How the work is cut into register tiles. */
export interface Tiling {
  /** Rows in a thread's tile, one per stream of every example: a multiple of 4 · streams. */
  readonly rows: 4 | 8 | 12 | 16;
  /** Neurons in a thread's tile: 4 or 8. All widths are padded to a multiple of it. */
  readonly columns: 4 | 8;
  /** Tiles of rows that one workgroup carries through all layers. */
  readonly rowTiles: number;
  /**
   * Threads that share the tiles of a workgroup and meet at a barrier after each layer. 1: each thread carries one tile
   * of rows alone, without any barrier, which a software adapter does ten times faster.
   */
  readonly threads: number;
}

/** Sizes of a batch of equal networks. */
export interface NetworkSize {
  readonly replicas: number;
  /** Weight layers L, at least 2. */
  readonly depth: number;
  readonly inputs: number;
  readonly width: number;
  readonly outputs: number;
  /** Examples in a pass. */
  readonly examples: number;
  /** Rows of an example: 1, or 3 or 4 where the derivatives that an equation needs are carried along. */
  readonly streams: StreamCount;
  /** Whether z_l goes on into z_{l+1} between hidden layers; by which γ the kernels are told (forward.ts). */
  readonly skips: boolean;
  readonly norm: NormName;
}

/** Numbers that a norm sums over an example's neurons: squares, and with `layer` the neurons themselves before them. */
export const NORM_SUMS: Readonly<Record<NormName, number>> = { none: 0, rms: 1, layer: 2 };

export interface NetworkLayout extends NetworkSize {
  readonly tiling: Tiling;
  /** Padded numbers of neurons. */
  readonly paddedInputs: number;
  readonly paddedWidth: number;
  readonly paddedOutputs: number;
  /** Length of one neuron's row: the padded examples · streams / 4. */
  readonly exampleVectors: number;
  /** Workgroup items of one network: its examples · streams / (rows × rowTiles), rounded up. */
  readonly items: number;
  /** Of one network's parameters; a layer's weights [fanIn × fanOut] are followed by its biases. */
  readonly parameterStride: number;
  /** Hidden layers whose activations are kept: all of them, or the last few where nothing goes back. */
  readonly retained: number;
  /**
   * Of one network's activations: the input, then a_1 … a_{L-1} as far as retained, [neurons × rows] each, and then what
   * skips and norms need, which follows.
   */
  readonly activationStride: number;
  /** First vec4 of one more layer's rows, for numbers that a thread puts aside. */
  readonly aside: number;
  /** Of the sums of each tile of neurons, [tiles × NORM_SUMS × rows]. */
  readonly partials: number;
  /** Of what the norm divided by in each layer retained, [retained × (1 + NORM_SUMS) × rows]. */
  readonly scales: number;
  /** Of one network's error signals: layers 1 … L, [neurons × rows] each. */
  readonly signalStride: number;
}

export const padTo = (value: number, multiple: number): number => Math.ceil(value / multiple) * multiple;

/** @param retained hidden layers whose activations are kept, in turn. */
export function networkLayout(size: NetworkSize, tiling: Tiling, retained = size.depth - 1): NetworkLayout {
  const { depth, inputs, width, outputs, examples, streams, skips, norm } = size;
  const [paddedInputs, paddedWidth, paddedOutputs] = [inputs, width, outputs].map((n) => padTo(n, tiling.columns)) as [
    number,
    number,
    number,
  ];
  const perItem = tiling.rows * tiling.rowTiles;
  const items = Math.ceil((examples * streams) / perItem);
  const exampleVectors = (items * perItem) / 4;
  const sums = NORM_SUMS[norm];
  const [aside, partials, scales, activationStride] = ends([
    paddedInputs + retained * paddedWidth,
    skips || sums > 0 ? paddedWidth : 0,
    (paddedWidth / tiling.columns) * sums,
    sums > 0 ? retained * (1 + sums) : 0,
  ]).map((rows) => rows * exampleVectors) as [number, number, number, number];
  return {
    ...size,
    tiling,
    paddedInputs,
    paddedWidth,
    paddedOutputs,
    exampleVectors,
    items,
    retained,
    parameterStride:
      ((paddedInputs + 1) * paddedWidth +
        (depth - 2) * (paddedWidth + 1) * paddedWidth +
        (paddedWidth + 1) * paddedOutputs) /
      4,
    activationStride,
    aside,
    partials,
    scales,
    signalStride: ((depth - 1) * paddedWidth + paddedOutputs) * exampleVectors,
  };
}

/** Where each of some pieces ends that follow one another. */
function ends(lengths: readonly number[]): number[] {
  let end = 0;
  return lengths.map((length) => {
    end += length;
    return end;
  });
}

/** One layer's place; `layer` counts from 0. */
export interface LayerPlace {
  readonly fanIn: number;
  readonly fanOut: number;
  readonly paddedIn: number;
  readonly paddedOut: number;
  /** First vec4 of its weights within the network's parameters. */
  readonly weights: number;
  readonly biases: number;
  /** First vec4 of what enters it and of its error signal, within the network's. */
  readonly input: number;
  readonly signal: number;
}

export function layerPlace(layout: NetworkLayout, layer: number): LayerPlace {
  const { depth, inputs, width, outputs, paddedInputs, paddedWidth, paddedOutputs, exampleVectors, retained } = layout;
  const last = layer === depth - 1;
  const paddedIn = layer === 0 ? paddedInputs : paddedWidth;
  const paddedOut = last ? paddedOutputs : paddedWidth;
  const first = ((paddedInputs + 1) * paddedWidth) / 4;
  const weights = layer === 0 ? 0 : first + ((layer - 1) * (paddedWidth + 1) * paddedWidth) / 4;
  return {
    fanIn: layer === 0 ? inputs : width,
    fanOut: last ? outputs : width,
    paddedIn,
    paddedOut,
    weights,
    biases: weights + (paddedIn * paddedOut) / 4,
    input: layer === 0 ? 0 : (paddedInputs + ((layer - 1) % retained) * paddedWidth) * exampleVectors,
    signal: layer * paddedWidth * exampleVectors,
  };
}

/** Where a stream of an example lies in a neuron's row, in f32s. */
export const rowPlace = ({ streams }: NetworkSize, example: number, stream = 0): number =>
  4 * (Math.floor(example / 4) * streams + stream) + (example % 4);

/** Calls back for every run of numbers that lies in one piece in both: its place in the flat parameters and in the GPU's. */
function eachRow(
  layout: NetworkLayout,
  shapes: readonly LayerShape[],
  visit: (flat: number, packed: number, length: number) => void,
): void {
  shapes.forEach(({ fanIn, fanOut, weights, biases }, layer) => {
    const place = layerPlace(layout, layer);
    for (let k = 0; k < fanIn; k++) visit(weights + k * fanOut, place.weights * 4 + k * place.paddedOut, fanOut);
    visit(biases, place.biases * 4, fanOut);
  });
}

/** A replica's flat parameters (weights.ts) laid out for the GPU; the padding is zero. */
export function packParameters(layout: NetworkLayout, shapes: readonly LayerShape[], flat: Float32Array): Float32Array {
  const packed = new Float32Array(layout.parameterStride * 4);
  eachRow(layout, shapes, (from, to, length) => packed.set(flat.subarray(from, from + length), to));
  return packed;
}

/** The way back. */
export function unpackParameters(
  layout: NetworkLayout,
  shapes: readonly LayerShape[],
  packed: Float32Array,
): Float32Array {
  const flat = new Float32Array(parameterCount(shapes));
  eachRow(layout, shapes, (to, from, length) => flat.set(packed.subarray(from, from + length), to));
  return flat;
}
