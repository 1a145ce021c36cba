/** The argument of the paper in seven steps (T. Kim and M. Kang, arXiv 2408.02697), each of them an experiment. */
import type { PanelName } from './experiment.ts';

export interface StoryStep {
  readonly title: string;
  /** One or two sentences, of which each can be checked in the panels; e2e/story.spec.ts holds them to what is measured. */
  readonly text: string;
  /** The experiment, canonical, without `#`. */
  readonly fragment: string;
  /** The first one large. */
  readonly panels: readonly PanelName[];
}

export const STORY: readonly StoryStep[] = [
  {
    title: 'Raise ReLU to a power, and the signal explodes',
    text: 'Every layer of RePU(2) doubles the logarithm of the variance, counted from a fixed point: ten layers overflow float32 before the first step. ReLU, in the same network, learns.',
    fragment: 'arm=repu.2&arm=relu',
    panels: ['variance', 'fit'],
  },
  {
    title: 'No initialisation helps',
    text: 'Without biases (C_b = 0) the signal explodes from a large input scale (#1) and vanishes from a small one (#2). With biases (#3) it stays finite, but the gradient dies on its way back, and nothing is learnt.',
    fragment:
      'arm=repu.2_k1.0.8&arm=repu.2_k1.0.05&arm=repu.2_init.custom_cw.0.5_cb.0.1_k1.0.2&depth=20&opt=sgd&lr=0.01',
    panels: ['variance', 'gradient'],
  },
  {
    title: 'The kernel map says why',
    text: 'A layer takes the variance K to C_b + C_W g(K), and signal and gradient can both last only where this map touches the diagonal. RePU(2) crosses it: steeply, where K flees, or flat, where χ⊥ < 2/3 kills the gradient.',
    fragment: 'arm=repu.2_init.custom_cw.0.5_cb.0.1_k1.0.2&depth=20&opt=sgd&lr=0.01',
    panels: ['kernel', 'susceptibility'],
  },
  {
    title: 'MRePU touches the diagonal',
    text: 'MRePU(2) is z·max(0, z + 1)², as steep as z itself at 0. Its map touches the diagonal at K = 0 with slope 1, where RePU(2) crosses with slope 2: from a small K_1 the variance stays level in all ten layers.',
    fragment: '',
    panels: ['kernel', 'variance'],
  },
  {
    title: 'And so it trains',
    text: 'Depth, width, data and seed are the same, and each has its own best initialisation: MRePU(2) learns the cubic, and RePU(2) never makes a step.',
    fragment: '',
    panels: ['fit', 'loss'],
  },
  {
    title: 'As far as its horizon',
    text: 'MRePU leaves the diagonal upward: K grows slowly, then runs away, and the sooner the larger the input scale K_1. From 0.0005 it learns through all 16 layers (#1), from 0.03 it overflows half-way (#2).',
    fragment: 'arm=mrepu.2_k1.0.0005&arm=mrepu.2_k1.0.03&depth=16',
    panels: ['variance', 'loss'],
  },
  {
    title: 'Try your own',
    text: 'Choose the activation, the depth and the initialisation under Controls: theory and networks follow at once.',
    fragment: 'arm=mrepu.2&arm=gelu&arm=tanh&arm=relu',
    panels: ['variance', 'fit'],
  },
];
