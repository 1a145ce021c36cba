/** Which maps come with the page: those of the examples and of the story, so that each is there at once. */
import { loadFormulas } from '../activations/loadFormulas.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { mapFragment } from '../experiment/map/fragment.ts';
import type { MapPlan } from '../experiment/map/map.ts';
import { planOf } from '../experiment/map/plan.ts';
import { parseFragment } from '../experiment/permalink.ts';
import { PRESETS } from '../experiment/presets.ts';
import { STORY } from '../experiment/story.ts';

export interface WantedMap {
  readonly fragment: string;
  readonly experiment: Experiment;
  readonly plan: MapPlan;
}

/** Links of examples that name a map's axes, and of steps of the story that show a map. */
function links(): readonly string[] {
  const named = PRESETS.filter(({ fragment }) => /(^|&)map[xy]=/.test(fragment));
  const told = STORY.filter(({ panels }) => panels.includes('map'));
  return [...named, ...told].map(({ fragment }) => fragment);
}

/** Every map that an example or a step of the story opens. */
export async function wantedMaps(): Promise<readonly WantedMap[]> {
  await loadFormulas();
  return links().map((link) => {
    const { experiment, display } = parseFragment(link);
    const plan = planOf(experiment, display);
    return { fragment: mapFragment(experiment, plan), experiment, plan };
  });
}
