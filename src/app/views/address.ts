import type { Display, Experiment, StripSlider } from '../../experiment/experiment.ts';
import { serialise, storyExperiment } from '../../experiment/permalink.ts';

/** Addresses of the views, each `#` and a fragment: theme and engine stay as they are. */
interface Present {
  readonly experiment: Experiment;
  readonly display: Display;
}

/** No experiment of a step is written, so that formulas need not be loaded here (permalink.ts, storyExperiment). */
export function storyAddress(step: number, { experiment: { engine }, display }: Present): string {
  return `#${serialise({ ...storyExperiment(step), engine }, { ...display, story: step, panels: null })}`;
}

/** The page as it is. */
export const addressOf = ({ experiment, display }: Present): string => `#${serialise(experiment, display)}`;

/** The present experiment in another view, with that view's own panels. */
function viewAddress({ experiment, display }: Present, changes: Partial<Display>): string {
  return `#${serialise(experiment, { ...display, story: null, panels: null, strip: null, ...changes })}`;
}

/** The whole page with the present experiment. */
export const labAddress = (present: Present): string => viewAddress(present, { view: 'full' });

/** The talk view with the present experiment; its strip is open if sliders have been used. */
export const talkAddress = (present: Present & { readonly used: readonly StripSlider[] }): string =>
  viewAddress(present, { view: 'talk', strip: present.used[0] ? present.used : null });
