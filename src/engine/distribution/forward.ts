/**
 * The way forward through one network, in float64 from its float32 parameters: whatever engine trains it, its preactivations
 * are told by the same code. The reference engine, which judges the others, has its own.
 */

import { observedInputs, type TaskData } from '../../tasks/task.ts';
import type { Layer } from '../../theory/layer.ts';
import { OVERFLOW_MAGNITUDE } from '../engine.ts';
import { normalised } from '../reference/norm.ts';
import type { LayerShape } from '../weights.ts';

/** What all networks of an arm have in common. */
export interface Architecture {
  /** [L] each. */
  readonly shapes: readonly LayerShape[];
  readonly layers: readonly Layer[];
}

/** ẑ of one example, which the layer takes σ of. */
export const normalisedRow = ({ norm }: Pick<Layer, 'norm'>, z: Float64Array): Float64Array =>
  normalised(norm, [z]).streams[0] as Float64Array;

/**
 * z_1 … z_L at some inputs, [inputs × n_l] each, up to the layer before the first in which some |z| passes 1e38: float32
 * ends there, and with it what an engine could tell.
 * @param parameters as weights.ts lays them out.
 * @param inputs [inputs × n0], scaled.
 */
export function preactivations(
  { shapes, layers }: Architecture,
  parameters: Float32Array,
  inputs: Float32Array,
): readonly Float32Array[] {
  const { fanIn: dimension } = shapes[0] as LayerShape;
  const count = inputs.length / dimension;
  const all = shapes.map(({ fanOut }) => new Float32Array(count * fanOut));
  let reach = shapes.length;
  for (let example = 0; example < count; example++) {
    let h = Float64Array.from(inputs.subarray(example * dimension, (example + 1) * dimension));
    let below: Float64Array | null = null;
    for (let l = 0; l < reach; l++) {
      const [shape, layer] = [shapes[l] as LayerShape, layers[l] as Layer];
      if (below !== null) h = normalisedRow(layer, below).map(layer.activation.derivatives[0]);
      const z = affine(shape, parameters, h);
      if (below !== null && layer.skip !== 0) for (let i = 0; i < z.length; i++) z[i]! += layer.skip * below[i]!;
      if (!z.every((value) => Math.abs(value) <= OVERFLOW_MAGNITUDE)) reach = l;
      all[l]!.set(z, example * shape.fanOut);
      below = z;
    }
  }
  return all.slice(0, reach);
}

/** b + W h */
export function affine({ fanIn, fanOut, weights, biases }: LayerShape, parameters: Float32Array, h: Float64Array) {
  const z = Float64Array.from(parameters.subarray(biases, biases + fanOut));
  for (let i = 0, at = weights; i < fanIn; i++, at += fanOut) {
    const value = h[i]!;
    if (value === 0) continue;
    for (let j = 0; j < fanOut; j++) z[j]! += value * parameters[at + j]!;
  }
  return z;
}

/** Observed inputs at some places, as the networks see them: [places × n0]. */
export function inputsAsSeen(data: TaskData, places: readonly number[], inputScale: number): Float32Array {
  const { inputDimension } = data;
  const all = observedInputs(data);
  const points = new Float32Array(places.length * inputDimension);
  places.forEach((place, i) => {
    const own = all.subarray(place * inputDimension, (place + 1) * inputDimension);
    points.set(
      own.map((x) => x * inputScale),
      i * inputDimension,
    );
  });
  return points;
}
