/** Parts of an arm, replicas in their order, set side by side: what one ensemble of all of them would have told. */
import { concatenated } from '../../lib/concatenated.ts';
import type { Look } from '../trainer/ensemble.ts';
import type { ArmStatistics } from '../trainer/statistics.ts';

export function mergeStatistics(parts: readonly ArmStatistics[]): ArmStatistics {
  const [first] = parts as [ArmStatistics, ...ArmStatistics[]];
  if (parts.length === 1) return first;
  const joined = (of: 'largest' | 'variance' | 'gradient' | 'loss') =>
    concatenated(
      Float64Array,
      parts.map((part) => part[of]),
    );
  return {
    step: first.step,
    largest: joined('largest'),
    variance: joined('variance'),
    gradient: joined('gradient'),
    loss: joined('loss'),
    outputs: concatenated(
      Float32Array,
      parts.map(({ outputs }) => outputs),
    ),
  };
}

export function mergeLooks(parts: readonly Look[]): Look {
  const [first] = parts as [Look, ...Look[]];
  if (parts.length === 1) return first;
  return {
    statistics: mergeStatistics(parts.map(({ statistics }) => statistics)),
    losses: concatenated(Float64Array, stepByStep(parts)),
  };
}

/** The losses of every step, part after part. */
function stepByStep(parts: readonly Look[]): readonly ArrayLike<number>[] {
  const [{ statistics, losses }] = parts as [Look, ...Look[]];
  return Array.from({ length: losses.length / statistics.loss.length }, (_, step) =>
    parts.map((part) => {
      const replicas = part.statistics.loss.length;
      return part.losses.subarray(step * replicas, (step + 1) * replicas);
    }),
  ).flat();
}
