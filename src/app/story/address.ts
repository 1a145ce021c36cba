import type { Display, Experiment } from '../../experiment/experiment.ts';
import { serialise, storyExperiment } from '../../experiment/permalink.ts';

/** Addresses between the story and the page, each `#` and a fragment: theme and engine stay as they are. */
interface Present {
  readonly experiment: Experiment;
  readonly display: Display;
}

export function storyAddress(step: number, { experiment: { engine }, display }: Present): string {
  return `#${serialise({ ...storyExperiment(step), engine }, { ...display, story: step, panels: null })}`;
}

/** The whole page with the present experiment. */
export function labAddress({ experiment, display }: Present): string {
  return `#${serialise(experiment, { ...display, view: 'full', story: null, panels: null })}`;
}
