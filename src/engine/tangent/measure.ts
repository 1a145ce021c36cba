/** The tangent kernels of an arm's networks: as they were drawn, and how far training has moved them, counted in slices. */
import type { Experiment } from '../../experiment/experiment.ts';
import { type ArmSetup, type Setup, setup } from '../../experiment/setup.ts';
import { spacedPlaces } from '../../tasks/pairs.ts';
import type { TaskData } from '../../tasks/task.ts';
import { logEigenvalues } from '../../theory/tangentSpectrum.ts';
import { inputsAsSeen } from '../distribution/forward.ts';
import { type OverNetworks, overNetworks } from '../overNetworks.ts';
import type { NumberedDrawn } from '../session.ts';
import { drawNetwork, layerShapes, parameterCount } from '../weights.ts';
import { empiricalTangentKernel } from './kernel.ts';

export interface ArmTangent {
  /** Optimizer steps after which it was so. */
  readonly step: number;
  /** log10 of the eigenvalues of Θ at initialisation, descending; null where some network's is lost in rounding or not finite. */
  readonly startLog10: readonly (OverNetworks | null)[];
  /** ‖Θ_t - Θ_0‖/‖Θ_0‖ of one network's kernels; null where none is finite. */
  readonly moved: OverNetworks | null;
}

/** Inputs of a kernel. */
export const TANGENT_INPUTS = 8;
/** Multiplications that a measurement of all arms may cost, and networks of an arm at most. */
const [BUDGET, MOST_NETWORKS] = [4e8, 16];

/** Of how many networks of an arm: a kernel takes the way forward and back of every input. */
export function tangentNetworks(experiment: Experiment, data: TaskData): number {
  const cost = 2 * TANGENT_INPUTS * experiment.arms.length * parameterCount(layerShapes(experiment, data));
  return Math.min(experiment.replicas, MOST_NETWORKS, Math.max(1, Math.floor(BUDGET / cost)));
}

/** Places of the inputs among the observed examples. */
export const tangentPlaces = ({ observed }: Pick<TaskData, 'observed'>): readonly number[] =>
  spacedPlaces(Math.min(TANGENT_INPUTS, observed), observed);

/** The inputs themselves as the networks see them, [count × n0]. */
export function tangentInputs(data: TaskData, { inputScale }: Pick<ArmSetup, 'inputScale'>): Float32Array {
  return inputsAsSeen(data, tangentPlaces(data), inputScale);
}

/** Kernels as drawn, by arm and replica: they stay the same for a whole run. */
export type StartKernels = Map<string, Float64Array | null>;

/** Of every arm of a run. @param drawn its present networks. */
export function* measureTangents(
  experiment: Experiment,
  { arms, replicas, step }: NumberedDrawn,
  starts: StartKernels,
): Generator<undefined, readonly ArmTangent[]> {
  const prepared = setup(experiment);
  const measured: ArmTangent[] = [];
  for (const [index, present] of arms.entries()) {
    const numbers = replicas[index] ?? [];
    // A network that was lost between both answers leaves it open whose parameters these are.
    const known = present !== null && present.length <= numbers.length ? present : [];
    const networks = new Map(known.map((parameters, i) => [numbers[i]!, parameters]));
    measured.push(yield* measureTangent(experiment, prepared, index, networks, { step, starts }));
  }
  return measured;
}

/**
 * Yields often.
 * @param networks present parameters of replicas, by their numbers; none of an arm that has diverged.
 */
export function* measureTangent(
  experiment: Experiment,
  prepared: Setup,
  index: number,
  networks: ReadonlyMap<number, Float32Array>,
  { step, starts }: { readonly step: number; readonly starts: StartKernels },
): Generator<undefined, ArmTangent> {
  const { data } = prepared;
  const arm = prepared.arms[index]!;
  const architecture = { shapes: layerShapes(experiment, data), layers: arm.layers };
  const inputs = tangentInputs(data, arm);
  const count = inputs.length / data.inputDimension;
  const asked = Array.from({ length: tangentNetworks(experiment, data) }, (_, replica) => replica);
  const spectra: (readonly (number | null)[])[] = [];
  const moved: number[] = [];
  for (const replica of new Set([...asked, ...networks.keys()])) {
    const key = `${index} ${replica}`;
    let start = starts.get(key);
    if (start === undefined) {
      const drawn = drawNetwork(prepared, experiment, replica)[index]!;
      yield;
      start = yield* empiricalTangentKernel(architecture, drawn, inputs);
      starts.set(key, start);
    }
    if (start === null) continue;
    if (asked.includes(replica)) spectra.push(logEigenvalues(start, count));
    const present = networks.get(replica);
    if (present === undefined) continue;
    const now = step === 0 ? start : yield* empiricalTangentKernel(architecture, present, inputs);
    if (now !== null) moved.push(distance(now, start));
  }
  const startLog10 = Array.from({ length: count }, (_, i) => {
    const own = spectra.flatMap((spectrum) => spectrum[i] ?? []);
    return own.length === spectra.length ? overNetworks(own) : null;
  });
  return { step, startLog10, moved: overNetworks(moved) };
}

/** ‖now - start‖/‖start‖ in Frobenius' norm. */
export function distance(now: Float64Array, start: Float64Array): number {
  const size = (of: (at: number) => number) => Math.sqrt(start.reduce((sum, _, at) => sum + of(at) ** 2, 0));
  return size((at) => now[at]! - start[at]!) / size((at) => start[at]!);
}
