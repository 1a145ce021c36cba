/** A map as a permalink: one spelling for each. */
import { DEFAULT_DISPLAY, DEFAULT_EXPERIMENT } from '../defaults.ts';
import type { Experiment } from '../experiment.ts';
import { serialise } from '../permalink.ts';
import type { MapPlan } from './map.ts';

const { replicas, steps: ownSteps } = DEFAULT_EXPERIMENT;

/** All that a map depends on, but for loaded datasets: neither replicas nor the run's own steps are part of it. */
export function mapFragment(experiment: Experiment, { x, y, steps }: MapPlan): string {
  const arms = experiment.arms.map(({ ranges: _, ...arm }) => arm);
  const decisive = { ...experiment, arms, replicas, steps: ownSteps };
  return serialise(decisive, { ...DEFAULT_DISPLAY, mapx: x, mapy: y, mapsteps: steps });
}
