import { defaultSettings, task } from '../tasks/catalogue.ts';
import type { Arm, Display, Experiment } from './experiment.ts';
import { LIMITS } from './limits.ts';

/** An arm at its activation's own critical initialisation. */
export function defaultArm(activation: string): Arm {
  return { activation, init: 'critical', cw: null, cb: null, k1: null };
}

const DEFAULT_TASK = 'polynomial';

/** What the page opens with: the whole of an empty permalink. */
export const DEFAULT_EXPERIMENT: Experiment = {
  arms: [defaultArm('repu.2'), defaultArm('mrepu.2')],
  task: { name: DEFAULT_TASK, settings: defaultSettings(task(DEFAULT_TASK)) },
  depth: LIMITS.depth.default,
  width: LIMITS.width.default,
  batch: LIMITS.batch.default,
  optimizer: 'adam',
  learningRate: LIMITS.learningRate.default,
  seed: LIMITS.seed.default,
  replicas: LIMITS.replicas.default,
  steps: LIMITS.steps.default,
  engine: 'auto',
};

export const DEFAULT_DISPLAY: Display = {
  play: true,
  theme: 'auto',
  view: 'full',
  story: null,
  panels: null,
  controls: 'play',
  scale: 'fate',
  derivative: 0,
  strip: null,
  mapx: null,
  mapy: null,
  mapsteps: 200,
};
