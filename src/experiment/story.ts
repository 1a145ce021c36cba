/** The argument of the paper in nine steps (T. Kim and M. Kang, arXiv 2408.02697), each of them an experiment. */
import type { PanelName } from './experiment.ts';

/** Its words are in storyWords.ts. */
export interface StoryStep {
  /** The experiment, canonical, without `#`. */
  readonly fragment: string;
  /** The first one large. */
  readonly panels: readonly PanelName[];
}

export const STORY: readonly StoryStep[] = [
  {
    fragment: 'arm=repu.2&arm=relu',
    panels: ['variance', 'fit'],
  },
  {
    fragment: 'arm=repu.2&arm=repu.2_init.custom_cw.0.5_cb.0.1_k1.0.2&width=32&batch=64',
    panels: ['map'],
  },
  {
    fragment: 'arm=repu.2_init.best&depth=64&lr=0.00001',
    panels: ['kernel', 'susceptibility'],
  },
  {
    fragment: '',
    panels: ['kernel', 'gradient'],
  },
  {
    fragment: 'arm=repu.2_init.best&arm=mrepu.2_init.best&depth=64&lr=0.00001',
    panels: ['gradient', 'fit'],
  },
  {
    fragment: 'arm=mrepu.2_k1.0.0005&arm=mrepu.2_k1.0.03&depth=16',
    panels: ['variance', 'loss'],
  },
  {
    fragment: 'arm=mrepu.2&arm=gelu&arm=tanh&arm=relu',
    panels: ['variance', 'fit'],
  },
  {
    fragment: 'arm=formula.z-0-z-a-add-max-2-pow-mul_a.4_k1.0.03_amin.1&arm=mrepu.2_k1.0.03&lr=0.0001',
    panels: ['variance'],
  },
  {
    fragment: 'arm=repu.2&arm=repu.2_skip.1&depth=20',
    panels: ['variance'],
  },
];
