/** What the preactivations of an arm's networks are like, layer by layer: counted on some of the data, in slices. */
import type { Activation } from '../../activations/activation.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import type { ArmSetup, Setup } from '../../experiment/setup.ts';
import type { TaskData } from '../../tasks/task.ts';
import type { Layer } from '../../theory/layer.ts';
import { layerShapes, parameterCount } from '../weights.ts';
import { type Architecture, inputsAsSeen, normalisedRow, preactivations } from './forward.ts';
import { largestSlope, type Slopes, slopesOf } from './slopes.ts';
import { type Summary, summary } from './summary.ts';

/** What is counted: z itself, or what the layer hands on. */
export type Counted = 'preactivations' | 'activations';

export interface LayerDistribution extends Summary {
  /** Networks that are finite up to here. */
  readonly networks: number;
  /** With `activations` alone. */
  readonly slopes: Slopes | null;
}

export interface ArmDistribution {
  /** Optimizer steps after which it was so. */
  readonly step: number;
  readonly counted: Counted;
  /** How many inputs, see `measuredInputs`. */
  readonly inputs: number;
  /** [L], or [L - 1] of activations; null where no network is finite. */
  readonly layers: readonly (LayerDistribution | null)[];
}

/** Multiplications that a measurement of all arms may cost: about 0.2 s. */
const BUDGET = 2e8;
const [FEWEST_INPUTS, MOST_INPUTS] = [8, 64];

/** On how many of the observed inputs, and of how many networks of an arm: of all, as far as the budget goes. */
export interface Extent {
  readonly inputs: number;
  readonly networks: number;
}

/** Large networks are measured on fewer inputs, which say least for their price, and then the first ones alone. */
export function extentOf(experiment: Experiment, data: TaskData): Extent {
  const { arms, replicas } = experiment;
  const passes = BUDGET / arms.length / parameterCount(layerShapes(experiment, data));
  const inputs = Math.min(data.observed, MOST_INPUTS, Math.max(FEWEST_INPUTS, Math.floor(passes / replicas)));
  return { inputs, networks: Math.min(replicas, Math.max(1, Math.floor(passes / inputs))) };
}

/** Places of `count` of the observed examples, evenly spaced. */
export const measuredInputs = ({ observed }: Pick<TaskData, 'observed'>, count: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => Math.floor(((i + 0.5) * observed) / count));

/**
 * Yields between networks and between layers.
 * @param networks the parameters of each.
 */
export function* measureArm(
  experiment: Experiment,
  { data }: Pick<Setup, 'data'>,
  arm: ArmSetup,
  networks: readonly Float32Array[],
  { step, counted }: Pick<ArmDistribution, 'step' | 'counted'>,
): Generator<undefined, ArmDistribution> {
  const architecture: Architecture = { shapes: layerShapes(experiment, data), layers: arm.layers };
  const { inputs } = extentOf(experiment, data);
  const points = inputsAsSeen(data, measuredInputs(data, inputs), arm.inputScale);
  const passes: (readonly Float32Array[])[] = [];
  for (const parameters of networks) {
    passes.push(preactivations(architecture, parameters, points));
    yield;
  }
  const bound = counted === 'activations' ? largestSlope(arm.activation) : null;
  const layers: (LayerDistribution | null)[] = [];
  for (const [l, { fanOut }] of architecture.shapes.entries()) {
    const above = arm.layers[l + 1];
    if (counted === 'activations' && above === undefined) break;
    const finite = passes.flatMap((pass) => pass[l] ?? []);
    layers.push(finite.length === 0 ? null : layerDistribution(finite, fanOut, counted, above, bound));
    yield;
  }
  return { step, counted, inputs, layers };
}

function layerDistribution(
  z: readonly Float32Array[],
  neurons: number,
  counted: Counted,
  above: Layer | undefined,
  bound: number | null,
): LayerDistribution {
  const networks = z.length;
  if (counted === 'preactivations' || above === undefined) return { ...summary(z, neurons), networks, slopes: null };
  const [value, slope] = above.activation.derivatives;
  const through = (of: Activation['derivatives'][0]) => z.map((values) => throughRows(values, neurons, above, of));
  const slopes = slopesOf(
    through((x) => Math.abs(slope(x))),
    neurons,
    bound,
  );
  return { ...summary(through(value), neurons), networks, slopes };
}

/** A function of ẑ, example by example. */
function throughRows(values: Float32Array, neurons: number, above: Layer, of: (z: number) => number): Float32Array {
  const out = new Float32Array(values.length);
  for (let at = 0; at < values.length; at += neurons) {
    out.set(normalisedRow(above, Float64Array.from(values.subarray(at, at + neurons))).map(of), at);
  }
  return out;
}
