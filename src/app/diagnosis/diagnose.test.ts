import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activation } from '../../activations/catalogue.ts';
import type { ArmMeasurement } from '../../engine/engine.ts';
import { DEFAULT_DISPLAY } from '../../experiment/defaults.ts';
import { parseFragment, serialise } from '../../experiment/permalink.ts';
import type { Shown } from '../store/shown.ts';
import { withFrame } from '../store/shown.ts';
import { armMeasurement, frameOf } from '../testing.ts';
import { diagnose, whyOf } from './diagnose.ts';
import { factsOf } from './facts.ts';
import { foresee } from './foresight.ts';
import { nearestSmooth } from './nearest.ts';
import { experimentOf } from './testing.ts';

/** What a page shows of one arm that was measured so at the start and at the last step. */
function shownOf(
  fragment: string,
  start: Partial<ArmMeasurement>,
  now: Partial<ArmMeasurement>,
  losses: number[] = [],
) {
  const experiment = experimentOf(fragment);
  const id = experiment.arms[0]?.activation ?? '';
  // Every output is 3, wherever it is asked for.
  const outputs = [new Float32Array(1024).fill(3)];
  const frame = (step: number, fields: Partial<ArmMeasurement>) => ({
    ...frameOf(step, [armMeasurement({ activation: id, ...fields })]),
    outputs,
  });
  let shown: Shown = withFrame(null, 1, experiment, frame(0, { ...start, status: 'ready' }));
  for (const [i, loss] of losses.entries()) shown = withFrame(shown, 1, experiment, frame(i + 1, { ...now, loss }));
  return withFrame(shown, 1, experiment, frame(1000, now));
}

function told(fragment: string, start: Partial<ArmMeasurement>, now: Partial<ArmMeasurement>, losses?: number[]) {
  const facts = factsOf(shownOf(fragment, start, now, losses), 0);
  return facts && diagnose(facts, now.status === 'diverged' ? 'failed' : 'stuck');
}

const overflowAt = (layer: number, step = 0): Partial<ArmMeasurement> => ({
  status: 'diverged',
  failure: { kind: 'overflow', layer, step },
  loss: step === 0 ? null : 1,
  replicasFinite: 0,
});
const stuck = { status: 'finished', loss: 0.15, baseline: 0.15, learned: false } as const;
const level = { variance: [1, 1, 1], gradient: [1, 1, 1] };

describe('before the first step', () => {
  it('infinite width, finite width and the horizon are told apart by theory alone, whatever the activation', () => {
    for (const arm of ['repu.2', 'linear_init.custom_cw.1000', 'relu_init.custom_cw.1000']) {
      const said = told(`arm=${arm}&depth=64`, overflowAt(9), overflowAt(9));
      expect(said?.cause, arm).toBe('explodes');
      expect(said?.remedy?.words, arm).toContain('the best start');
    }
    expect(told('arm=mrepu.2_k1.0.03&depth=16', overflowAt(8), overflowAt(8))?.cause).toBe('horizon');
    for (const arm of ['mrepu.2', 'relu', 'tanh']) {
      expect(told(`arm=${arm}&depth=40`, overflowAt(33), overflowAt(33))?.cause, arm).toBe('width');
    }
  });

  it('of MRePU(2) at depth 40 says how far networks of this width differ, and offers what makes them differ less', () => {
    const said = told('arm=mrepu.2&depth=40', overflowAt(33), overflowAt(33));
    expect(said).toMatchObject({
      why: 'Width 64 is too narrow for it.',
      remedy: { words: 'the best start, rate 0.00003' },
    });
    expect(said?.detail).toContain('at layer 33 differs from network to network by 180 % of its mean');
    const spread = (fragment: string) => Math.max(...foresee(experimentOf(fragment), 0).spread);
    expect(spread('arm=mrepu.2_init.best&depth=40')).toBeLessThan(spread('arm=mrepu.2&depth=40') / 2);
    // An arm that stands at its best start is told to be wider.
    expect(told('arm=relu&depth=40', overflowAt(33), overflowAt(33))?.remedy?.words).toMatch(/^width 256/);
  });

  it('names the layer of infinite width where it is another one', () => {
    expect(told('arm=repu.2', overflowAt(9), overflowAt(9))?.why).toBe('At infinite width too.');
    expect(told('arm=repu.2', overflowAt(8), overflowAt(8))?.why).toBe('At infinite width too, at layer 9.');
  });

  it('where no start carries so deep, says why and offers fewer layers', () => {
    const said = told('arm=repu.2&depth=64', overflowAt(9), overflowAt(9));
    expect(said?.remedy?.words).toBe('the best start, 10 layers');
    expect(said?.detail).toMatch(
      /Even its best start leaves 10⁻\S+ of a squared gradient in 64 layers, at infinite width: for any C_W, C_b and K_1 χ⊥ is p\/\(2p − 1\) = 0\.67 times χ∥, so that no start whose changes of K do not grow leaves more than 10⁻¹¹\./,
    );
    expect(told('arm=repu.2', overflowAt(9), overflowAt(9))?.detail).not.toContain('Even');
  });
});

describe('in training', () => {
  it('a step is too large, by Adam’s first one where the rate is its size', () => {
    const said = told('arm=mrepu.2&width=512', level, overflowAt(8, 1));
    expect(said).toMatchObject({ cause: 'step', why: 'Its start was finite: rate 0.001 is too large.' });
    // 9 layers of 512 neurons at C_W = 1: η n (L − 1) = 4.6, and a fifth of it takes 4.3e-5.
    expect(said?.detail).toContain('by up to 4.6 times their size, 9 layers of width 512 together');
    expect(said?.remedy?.words).toBe('rate 0.00003');
    const sgd = told('arm=mrepu.2&opt=sgd&lr=0.3', level, overflowAt(8, 5));
    expect(sgd?.remedy?.words).toBe('rate 0.03');
    expect(sgd?.detail).not.toContain('Adam');
  });

  it('a gradient that died says so before the step is blamed', () => {
    const dead = { variance: [1, 1, 1], gradient: [1e-20, 1e-10, 1] };
    expect(told('arm=repu.2_init.best&depth=40', dead, overflowAt(9, 4))).toMatchObject({
      cause: 'gradient',
      why: '10⁻²⁰ of its squared gradient reached layer 1.',
      remedy: { words: '10 layers' },
    });
  });
});

describe('an arm that came to its end without learning', () => {
  it('vanished at infinite width too, or by its width', () => {
    const start = { variance: [1, 1e-3, 0], gradient: [0, 0, 1] };
    expect(told('arm=repu.2_k1.0.05', start, stuck)?.cause).toBe('vanishes');
    expect(told('arm=relu&depth=30&width=4', start, stuck)).toMatchObject({
      cause: 'width',
      remedy: { words: 'width 16' },
    });
  });

  it('of an equation with a derivative that σ has not', () => {
    const said = told('arm=relu&task=poisson', level, { ...stuck, loss: 49, baseline: 49 });
    expect(said).toMatchObject({
      cause: 'smoothness',
      why: 'The equation needs u″; ReLU has a kink.',
      remedy: { words: 'GELU' },
    });
    expect(told('arm=mrepu.2&task=poisson', level, { ...stuck, loss: 49, baseline: 49 })?.why).toContain(
      'σ″ of MRePU(2) jumps',
    );
    expect(told('arm=tanh&task=poisson', level, { ...stuck, loss: 49, baseline: 49 }, [49, 49, 49])?.cause).toBe(
      'unknown',
    );
  });

  it('of an equation whose boundary is missed', () => {
    const now = { ...stuck, loss: 10, baseline: 2e5, learned: true, metrics: { relativeL2: 5 } };
    const said = told('arm=tanh&task=poisson&freq=8', level, now);
    expect(said).toMatchObject({
      cause: 'boundary',
      why: 'On the boundary it is 3.0 off.',
      remedy: { words: 'boundary weight 1000' },
    });
    expect(told('arm=tanh&task=poisson&freq=8&weight=1000', level, now)?.cause).not.toBe('boundary');
  });

  it('by noise, by steps too large or too small, or too early', () => {
    const restless = [0.2, 0.3, 0.1, 0.3, 0.15, 0.4, 0.12, 0.2];
    expect(told('arm=relu&batch=1', level, stuck, restless)).toMatchObject({
      cause: 'noise',
      why: 'Each step saw 1 of 128 points.',
      remedy: { words: 'full batch' },
    });
    expect(told('arm=relu', level, stuck, restless)?.cause).not.toBe('noise');
    expect(told('arm=relu&lr=1', level, stuck, restless)).toMatchObject({
      cause: 'step',
      remedy: { words: 'rate 0.0003' },
    });
    expect(told('arm=relu&lr=0.000001', level, stuck, restless)?.cause).toBe('small-step');
    const falling = [2, 1.8, 1.6, 1.4, 1.2, 1];
    expect(told('arm=relu&steps=1000', level, { ...stuck, loss: 0.9 }, falling)).toMatchObject({
      cause: 'unfinished',
      remedy: { words: '10\u202f000 steps' },
    });
    expect(told('arm=relu', level, { ...stuck, loss: 0.15 }, [0.15, 0.15, 0.15])).toMatchObject({
      cause: 'unknown',
      remedy: null,
    });
  });

  it('nothing is said of one that learns or may yet', () => {
    const facts = factsOf(shownOf('arm=relu', level, { status: 'training', loss: 0.01, learned: true }), 0);
    expect(facts && [diagnose(facts, 'fine'), diagnose(facts, 'open')]).toEqual([null, null]);
  });
});

it('the activation offered for an equation is the one most like it that is smooth enough and can be critical', () => {
  const found = (id: string) => nearestSmooth(activation(id), 2);
  expect(found('relu')?.id).toBe('gelu');
  for (const id of ['relu', 'leaky-relu.0.1', 'elu', 'repu.1', 'repu.2', 'mrepu.1', 'mrepu.2']) {
    expect(found(id)?.smoothness, id).toBeGreaterThanOrEqual(2);
  }
  expect(found('tanh')?.id).toBe('tanh');
});

it('never shows NaN, Infinity, null or undefined, and every remedy is an experiment that a link can hold', () => {
  const size = fc.oneof(fc.constantFrom(0, 1e-40, 1, 1e30), fc.double({ min: 0, max: 1e30, noNaN: true }));
  fc.assert(
    fc.property(
      fc.constantFrom('repu.2', 'repu.5', 'mrepu.2', 'relu', 'tanh', 'sigmoid', 'gelu'),
      fc.constantFrom('', '&task=poisson', '&opt=sgd', '&batch=4', '&lr=10', '&lr=0.000001', '&width=512'),
      fc.integer({ min: 2, max: 64 }),
      fc.array(size, { minLength: 2, maxLength: 3 }),
      fc.option(fc.record({ layer: fc.integer({ min: 1, max: 64 }), step: fc.nat(3) })),
      fc.array(size, { maxLength: 6 }),
      (id, more, depth, sizes, failed, losses) => {
        const fragment = `arm=${id}&depth=${depth}${more}`;
        const now = failed ? overflowAt(failed.layer, failed.step) : { ...stuck, metrics: { relativeL2: 1 } };
        const said = told(fragment, { variance: sizes, gradient: sizes }, now, losses);
        const words = said && `${said.why} ${said.detail} ${said.remedy?.words ?? ''}`;
        expect(words).not.toMatch(/NaN|Infinity|null|undefined/);
        const remedied = said?.remedy?.experiment;
        if (remedied) expect(parseFragment(serialise(remedied, DEFAULT_DISPLAY)).experiment).toEqual(remedied);
      },
    ),
    { numRuns: 150 },
  );
});

it('the words on paper are those of the page', () => {
  expect(whyOf(shownOf('arm=repu.2', overflowAt(9), overflowAt(9)), 0, 'failed')).toBe('At infinite width too.');
});
