/** What the steps of the story say, in their order; apart from the steps, since the page's first load does not need it. */
export interface StoryWords {
  readonly title: string;
  /** One or two sentences, of which each can be checked in the panels; e2e/story.spec.ts holds them to what is measured. */
  readonly text: string;
}

export const STORY_WORDS: readonly StoryWords[] = [
  {
    title: 'Raise ReLU to a power, and the signal explodes',
    text: 'Every layer of RePU(2) doubles the logarithm of the variance, counted from a fixed point: ten layers overflow float32 before the first step. ReLU, in the same network, learns.',
  },
  {
    title: 'No initialisation helps',
    text: 'Without biases (C_b = 0) the signal explodes from a large input scale (#1) and vanishes from a small one (#2). With biases (#3) it stays finite, but the gradient dies on its way back, and nothing is learnt.',
  },
  {
    title: 'The kernel map says why',
    text: 'A layer takes the variance K to C_b + C_W g(K), and signal and gradient can both last only where this map touches the diagonal. RePU(2) crosses it: steeply, where K flees, or flat, where χ⊥ < 2/3 kills the gradient.',
  },
  {
    title: 'MRePU touches the diagonal',
    text: 'MRePU(2) is z·max(0, z + 1)², as steep as z itself at 0. Its map touches the diagonal at K = 0 with slope 1, where RePU(2) crosses with slope 2: from a small K_1 the variance stays level in all ten layers.',
  },
  {
    title: 'And so it trains',
    text: 'Depth, width, data and seed are the same, and each has its own best initialisation: MRePU(2) learns the cubic, and RePU(2) never makes a step.',
  },
  {
    title: 'As far as its horizon',
    text: 'MRePU leaves the diagonal upward: K grows slowly, then runs away, and the sooner the larger the input scale K_1. From 0.0005 it learns through all 16 layers (#1), from 0.03 it overflows half-way (#2).',
  },
  {
    title: 'Try your own',
    text: 'Choose the activation, the depth and the initialisation under Controls: theory and networks follow at once.',
  },
];
