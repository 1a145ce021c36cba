import { expect, it } from 'vitest';
import { DEFAULT_EXPERIMENT, defaultArm } from '../../experiment/defaults.ts';
import { type Experiment, STRIP_SLIDERS, type StripSlider } from '../../experiment/experiment.ts';
import { withUsed } from '../store/usedSliders.ts';
import { armOfSlider, stripOf } from './strip.ts';

const scaled = (...scales: (number | null)[]): Experiment => ({
  ...DEFAULT_EXPERIMENT,
  arms: scales.map((k1) => ({ ...defaultArm('mrepu.2'), k1 })),
});
const after = (used: readonly StripSlider[], change: Partial<Experiment>) =>
  withUsed(used, DEFAULT_EXPERIMENT, { ...DEFAULT_EXPERIMENT, ...change });

it('the strip holds the two sliders used last, in an order that does not change while one is used', () => {
  expect(stripOf([])).toEqual(['depth', 'k1']);
  expect(stripOf(['lr'])).toEqual(['depth', 'lr']);
  expect(stripOf(['lr', 'k1.2'])).toEqual(stripOf(['k1.2', 'lr']));
});

it('a slider is used when its number changes', () => {
  const changes: Partial<Record<StripSlider, Partial<Experiment>>> = {
    depth: { depth: 11 },
    width: { width: 8 },
    lr: { learningRate: 0.5 },
    steps: { steps: 7 },
    seed: { seed: 9 },
    replicas: { replicas: 3 },
  };
  for (const [slider, change] of Object.entries(changes)) expect(after([], change), slider).toEqual([slider]);
  expect(withUsed([], scaled(null, 1), scaled(null, 2))).toEqual(['k1.2']);
  expect(withUsed([], scaled(null, 1), scaled(0.5, 1))).toEqual(['k1']);
  expect(withUsed([], scaled(1, 1, 1, 1), scaled(1, 1, 1, 2))).toEqual(['k1.4']);
});

it('of linked input scales the first counts', () => {
  expect(withUsed([], scaled(1, 1), scaled(2, 2))).toEqual(['k1']);
});

it('the latest two are kept, each once', () => {
  expect(after(['depth', 'lr'], { width: 8 })).toEqual(['width', 'depth']);
  expect(after(['depth', 'lr'], { learningRate: 1 })).toEqual(['lr', 'depth']);
  const same: readonly StripSlider[] = ['depth', 'lr'];
  expect(after(same, { depth: 12 })).toBe(same);
  expect(after(same, { optimizer: 'sgd' })).toBe(same);
});

it('another number of arms, and what has no slider, is no use of one', () => {
  expect(withUsed([], scaled(1), scaled(1, 2))).toEqual([]);
  expect(withUsed([], scaled(1, 2), scaled(2))).toEqual([]);
});

it('a slider of an input scale names its arm', () => {
  expect(STRIP_SLIDERS.map(armOfSlider)).toEqual([null, null, 0, 1, 2, 3, null, null, null, null]);
});
