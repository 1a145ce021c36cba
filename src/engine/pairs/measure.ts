/** How far the networks of an arm keep inputs apart, layer by layer, counted in slices. */
import type { Experiment } from '../../experiment/experiment.ts';
import type { ArmSetup, Setup } from '../../experiment/setup.ts';
import { type InputPairChoice, inputPairChoice, type PairChoice } from '../../tasks/pairs.ts';
import type { TaskData } from '../../tasks/task.ts';
import { type Architecture, inputsAsSeen, preactivations } from '../distribution/forward.ts';
import { overNetworks } from '../overNetworks.ts';
import { layerShapes, parameterCount } from '../weights.ts';

export interface LayerCorrelation {
  /** 1 - c, c = z·z′/(|z||z′|) over the neurons, mean over the pairs and over the networks. */
  readonly apart: number;
  /** Standard deviation of the same over networks; null with one. */
  readonly spread: number | null;
  /** Networks that are finite up to here and hold both inputs of every pair. */
  readonly networks: number;
}

export interface ArmCorrelation {
  /** Optimizer steps after which it was so. */
  readonly step: number;
  /** Hidden layers, [L - 1]: an output layer of one neuron knows no other correlation than ±1. Null where no network counts. */
  readonly layers: readonly (LayerCorrelation | null)[];
}

/** Multiplications that a measurement of all arms may cost: about 0.2 s. */
const BUDGET = 2e8;

/** Of how many networks of an arm: of all, as far as the budget goes. */
export function measuredNetworks(experiment: Experiment, data: TaskData, inputs: number): number {
  const cost = Math.max(1, inputs) * experiment.arms.length * parameterCount(layerShapes(experiment, data));
  return Math.min(experiment.replicas, Math.max(1, Math.floor(BUDGET / cost)));
}

/**
 * Yields between networks.
 * @param networks the parameters of each.
 */
export function* measureCorrelation(
  experiment: Experiment,
  { data }: Pick<Setup, 'data'>,
  arm: ArmSetup,
  networks: readonly Float32Array[],
  { step, choice }: { readonly step: number; readonly choice: PairChoice },
): Generator<undefined, ArmCorrelation> {
  const architecture: Architecture = { shapes: layerShapes(experiment, data), layers: arm.layers };
  const chosen = inputPairChoice(data, choice);
  const points = inputsAsSeen(data, chosen.examples, arm.inputScale);
  const found: number[][] = architecture.shapes.slice(1).map(() => []);
  for (const parameters of networks) {
    const pass = preactivations(architecture, parameters, points);
    found.forEach((own, l) => {
      const z = pass[l];
      const apart = z === undefined ? Number.NaN : meanApart(z, chosen);
      if (!Number.isNaN(apart)) own.push(apart);
    });
    yield;
  }
  return { step, layers: found.map(layerOf) };
}

function layerOf(apart: readonly number[]): LayerCorrelation | null {
  const over = overNetworks(apart);
  return over && { apart: over.mean, spread: over.spread, networks: over.networks };
}

/** Mean over the pairs; NaN without pairs and where an input is lost. @param z [examples × neurons] */
function meanApart(z: Float32Array, { examples, pairs }: InputPairChoice): number {
  const neurons = z.length / examples.length;
  const rows = examples.map((_, e) => z.subarray(e * neurons, (e + 1) * neurons));
  return pairs.reduce((sum, [i, j]) => sum + apartOf(rows[i]!, rows[j]!), 0) / pairs.length;
}

/** 1 - c by the distance of both directions, which keeps its digits where they are nearly one. */
export function apartOf(z: Float32Array, other: Float32Array): number {
  const [size, otherSize] = [norm(z), norm(other)];
  let sum = 0;
  for (let k = 0; k < z.length; k++) sum += (z[k]! / size - other[k]! / otherSize) ** 2;
  return sum / 2;
}

/** Its squares stay within float64. */
function norm(z: Float32Array): number {
  let sum = 0;
  for (let k = 0; k < z.length; k++) sum += z[k]! ** 2;
  return Math.sqrt(sum);
}
