/** What is read back of some networks, and its meaning in the terms that all engines share. */
import type { ArmStatistics } from '../trainer/statistics.ts';
import { combinedPairs } from './combine.ts';
import { layerPlace, type NetworkLayout } from './layout.ts';
import { TINY } from './observe.ts';
import { reportLayout } from './propagate.ts';

/** Pieces of the readback, in f32s, one after the other. */
export interface ReadbackLayout {
  /** Pairs (largest, squares), [replicas × 2 (z, δ) × depth]. */
  readonly combined: number;
  /** Losses by tile, [replicas × tiles]. */
  readonly losses: number;
  /** [replicas × examples × outputs]. */
  readonly outputs: number;
  readonly length: number;
}

/** @param networks how many of them; all unless told. */
export function readbackLayout(layout: NetworkLayout, networks = layout.replicas): ReadbackLayout {
  const own = { ...layout, replicas: networks };
  const losses = 2 * combinedPairs(own);
  const outputs = losses + reportLayout(own, 'measure').losses;
  return { combined: 0, losses, outputs, length: outputs + networks * layout.examples * layout.outputs };
}

/** @param layout whose replicas are those that were read back. */
export function unpackStatistics(layout: NetworkLayout, step: number, values: Float32Array): ArmStatistics {
  const { replicas, depth, examples } = layout;
  const place = readbackLayout(layout);
  const [largest, variance, gradient] = [0, 0, 0].map(() => new Float64Array(replicas * depth)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  // Float64 here: the sum itself may lie beyond float32.
  const sumOfSquares = (pair: number) =>
    Math.max(values[2 * pair] as number, TINY) ** 2 * (values[2 * pair + 1] as number);
  const tiles = (place.outputs - place.losses) / replicas;
  const loss = new Float64Array(replicas);
  for (let replica = 0; replica < replicas; replica++) {
    for (let layer = 0; layer < depth; layer++) {
      const at = replica * depth + layer;
      const pair = replica * 2 * depth + layer;
      largest[at] = values[2 * pair] as number;
      variance[at] = sumOfSquares(pair) / (examples * layerPlace(layout, layer).fanOut);
      gradient[at] = sumOfSquares(pair + depth) / examples;
    }
    const start = place.losses + replica * tiles;
    loss[replica] = values.subarray(start, start + tiles).reduce((sum, value) => sum + value, 0) / examples;
  }
  return { step, largest, variance, gradient, loss, outputs: values.slice(place.outputs, place.length) };
}

/** The statistics of so many networks, one piece after the other. */
export function dealt({ step, ...all }: ArmStatistics, count: number): readonly ArmStatistics[] {
  const pieces = all.loss.length / count;
  const part = <Values extends Float32Array | Float64Array>(values: Values, piece: number): Values => {
    const each = values.length / pieces;
    return values.subarray(piece * each, (piece + 1) * each) as Values;
  };
  return Array.from({ length: pieces }, (_, piece) => ({
    step,
    largest: part(all.largest, piece),
    variance: part(all.variance, piece),
    gradient: part(all.gradient, piece),
    loss: part(all.loss, piece),
    outputs: part(all.outputs, piece),
  }));
}
