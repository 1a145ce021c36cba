/** What an engine reads back of one arm, and the words that follow from it: shared by all engines. */
import { type ArmSetup, variancesOf } from '../../experiment/setup.ts';
import {
  type ArmMeasurement,
  type ArmStatus,
  DIVERGED_LOSS_RATIO,
  type Failure,
  LEARNED_FRACTION,
  LEAST_START_LOSS,
  OVERFLOW_MAGNITUDE,
  VANISHED_VARIANCE_RATIO,
} from '../engine.ts';

/** One arm at one step, on the observed examples; of an equation's streams the value alone. Float64: a variance may lie far beyond float32. NaN and Infinity may occur. */
export interface ArmStatistics {
  readonly step: number;
  /** max |z_l| over data and neurons, [R × L]. */
  readonly largest: Float64Array;
  /** Mean of z_l² over data and neurons, [R × L]. */
  readonly variance: Float64Array;
  /** ‖∂(one example's loss)/∂z_l‖² summed over neurons, mean over data, [R × L]. */
  readonly gradient: Float64Array;
  /** Mean over examples of the task's loss, [R]. */
  readonly loss: Float64Array;
  /** z_L, [R × observed × outputDimension]. */
  readonly outputs: Float32Array;
}

export type ReplicaFailure = Pick<Failure, 'kind' | 'layer'>;

/** The first layer (1-based) of a replica that is not finite or beyond 1e38; null if none. */
function overflowLayer({ largest, variance }: ArmStatistics, depth: number, replica: number): number | null {
  for (let layer = 0; layer < depth; layer++) {
    const at = replica * depth + layer;
    // A maximum may skip NaN; a mean cannot.
    const fits = (largest[at] as number) <= OVERFLOW_MAGNITUDE && Number.isFinite(variance[at]);
    if (!fits) return layer + 1;
  }
  return null;
}

/** True if a loss is not a float32 number, or over 1e10 times its start, which counts as 1e-6 at least. */
export function lossFailed(loss: number, start: number): boolean {
  const value = Math.fround(loss);
  return !Number.isFinite(value) || value > DIVERGED_LOSS_RATIO * Math.max(start, LEAST_START_LOSS);
}

/**
 * How a replica has failed, if it has.
 * @param start the replica's loss at step 0; Infinity at step 0 itself, when there is nothing to compare with.
 */
export function replicaFailure(
  statistics: ArmStatistics,
  depth: number,
  replica: number,
  start: number,
): ReplicaFailure | null {
  const layer = overflowLayer(statistics, depth, replica);
  if (layer !== null) return { kind: 'overflow', layer };
  return lossFailed(statistics.loss[replica] as number, start) ? { kind: 'loss', layer: null } : null;
}

/** True if some hidden layer's variance is nothing beside the first one's. The output does not count: its bias learns the mean. */
function vanished({ variance }: ArmStatistics, depth: number, replica: number): boolean {
  const layers = variance.subarray(replica * depth, (replica + 1) * depth - 1);
  return layers.some((value) => value <= VANISHED_VARIANCE_RATIO * (layers[0] as number));
}

/** What is known of an arm besides one step's statistics. */
export interface ArmStanding {
  readonly status: ArmStatus;
  readonly failure: Failure | null;
  /** Replicas whose statistics count, [R]. */
  readonly finite: readonly boolean[];
}

/** The measurement of an arm: means over its finite replicas. */
export function armMeasurement(
  arm: ArmSetup,
  baseline: number,
  statistics: ArmStatistics,
  { status, failure, finite }: ArmStanding,
): ArmMeasurement {
  const depth = arm.layers.length;
  const replicas = finite.length;
  const chosen = finite.flatMap((counts, replica) => (counts ? [replica] : []));
  // Where no replica is finite as a whole, each layer is told by the replicas that still were finite there.
  const upTo = Array.from({ length: replicas }, (_, r) => (overflowLayer(statistics, depth, r) ?? depth + 1) - 1);
  const perLayer = (values: Float64Array) =>
    Array.from({ length: depth }, (_, layer) => {
      const from = chosen.length > 0 ? chosen : upTo.flatMap((last, r) => (layer < last ? [r] : []));
      return from.map((r) => values[r * depth + layer] as number);
    });
  const variances = perLayer(statistics.variance);
  const losses = chosen.map((r) => statistics.loss[r] as number);
  const loss = finiteMean(losses);
  return {
    activation: arm.activation.id,
    ...variancesOf(arm),
    k1: arm.k1,
    status,
    failure,
    learned: loss !== null && loss < LEARNED_FRACTION * baseline,
    baseline,
    loss,
    lossSpread: replicas === 1 ? null : sampleDeviation(losses),
    metrics: {},
    variance: variances.map(finiteMean),
    spread: replicas === 1 ? null : variances.map(sampleDeviation),
    replicasFinite: chosen.length,
    replicasVanished: chosen.filter((r) => vanished(statistics, depth, r)).length,
    gradient: perLayer(statistics.gradient).map(finiteMean),
  };
}

/** The first finite replica's outputs, or null where none is finite. */
export function firstFiniteOutputs({ outputs }: ArmStatistics, finite: readonly boolean[]): Float32Array | null {
  const replica = finite.indexOf(true);
  const size = outputs.length / finite.length;
  return replica < 0 ? null : outputs.slice(replica * size, (replica + 1) * size);
}

function finiteMean(values: readonly number[]): number | null {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Number.isFinite(mean) ? mean : null;
}

/** Standard deviation with divisor N - 1; null for fewer than two values. */
function sampleDeviation(values: readonly number[]): number | null {
  const mean = finiteMean(values);
  if (mean === null || values.length < 2) return null;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}
