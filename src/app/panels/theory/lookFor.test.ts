import { describe, expect, it } from 'vitest';
import { DEFAULT_EXPERIMENT, defaultArm } from '../../../experiment/defaults.ts';
import type { Experiment } from '../../../experiment/experiment.ts';
import {
  answerGradient,
  answerSignal,
  lookForCriticality,
  lookForGradients,
  lookForHistory,
  lookForKernel,
  lookForPhase,
  lookForPoint,
  lookForSusceptibility,
} from './lookFor.ts';
import { phaseViews } from './phaseView.ts';
import { gradientArms, kernelMaps, susceptibilityArms } from './view.ts';

const withArms = (...ids: string[]): Experiment => ({ ...DEFAULT_EXPERIMENT, arms: ids.map(defaultArm) });

it('the kernel map tells crossing, touching and lying on the diagonal apart', () => {
  expect(lookForKernel(kernelMaps(withArms('repu.2', 'mrepu.2', 'relu', 'tanh')).arms)).toBe(
    'At infinite width K stays on the diagonal; staircases show where it goes, dashed for the largest input. RePU(2) starts its largest input above its crossing at K* = 0.67, so K flees; MRePU(2) touches it at 0 and leaves upward; ReLU lies on it; tanh touches it at 0 and stays below.',
  );
  expect(lookForKernel(kernelMaps(withArms('gelu')).arms)).toContain('GELU touches it at K* = 3.6.');
  expect(lookForKernel(kernelMaps(withArms('sigmoid')).arms)).toContain('sigmoid is held at K* =');
  expect(lookForKernel(kernelMaps(withArms('gelu', 'gelu')).arms)).toContain(
    'GELU #1 and GELU #2 touch it at K* = 3.6.',
  );
});

it('the kernel map says from which side of a crossing an arm starts', () => {
  // C_W = 0.5, C_b = 0.1: 0.75 K² - K + 0.1 = 0, so that K* = 0.11 holds and K* = 1.2 repels.
  const biased = { ...defaultArm('repu.2'), init: 'custom', cw: 0.5, cb: 0.1 } as const;
  const line = (k1: number) => lookForKernel(kernelMaps({ ...DEFAULT_EXPERIMENT, arms: [{ ...biased, k1 }] }).arms);
  expect(line(0.2)).toContain('RePU(2) is held at K* = 0.11.');
  // The largest input is about three times the mean one.
  expect(line(1.1)).toContain('RePU(2) starts its largest input above its crossing at K* = 1.2, so K flees.');
  expect(line(1.5)).toContain('RePU(2) starts above its crossing at K* = 1.2, so K flees.');
  const without = (k1: number) =>
    lookForKernel(kernelMaps({ ...DEFAULT_EXPERIMENT, arms: [{ ...defaultArm('repu.2'), k1 }] }).arms);
  expect(without(0.8)).toContain('RePU(2) starts above its crossing at K* = 0.67, so K flees.');
  expect(without(0.5)).toContain('RePU(2) starts its largest input above its crossing at K* = 0.67, so K flees.');
  expect(without(0.1)).toContain('RePU(2) crosses it with slope 2.0, so K flees.');
});

it('susceptibilities near 1 are told from others', () => {
  expect(lookForSusceptibility(susceptibilityArms(withArms('repu.2', 'mrepu.2', 'relu')))).toContain(
    'RePU(2) has χ∥ = 2.0, χ⊥ = 1.3 at layer 1; MRePU(2) and ReLU keep both near 1.',
  );
});

it('gradients are followed from the last layer to the first', () => {
  const arm = (label: string, measuredLog10: (number | null)[]) => ({
    slot: 0 as const,
    label,
    lines: [],
    measuredLog10,
  });
  const arms = [
    arm('A', [0, 0, 0.5]),
    arm('B', [-30, -10, 0]),
    arm('C', [5, 2, 0]),
    arm('D', [null, null]),
    arm('E', [Number.NEGATIVE_INFINITY, 0]),
  ];
  const law = 'the dashed line, χ⊥’s product at infinite width';
  expect(lookForGradients(arms, 0)).toBe(
    `Dots should lie near ${law}. A keeps its gradient; B shrinks by 10³⁰ on the way to layer 1; C grows by 10⁵ on the way to layer 1; D has no finite gradient; E sends no gradient to layer 1.`,
  );
  expect(lookForGradients([], 7)).toBe(`Dots began near ${law}, and training moves them.`);
  const [first] = gradientArms(withArms('relu'), null);
  expect(lookForGradients(first ? [first] : [], 0)).toBe(
    'Dots should lie near the solid line: at finite width a squared error is correlated with the signal, which the dashed line, χ⊥’s product, leaves out.',
  );
  const cut = { ...arm('A', [0, 0, 0]), lines: [{ symbol: '', stroke: 'solid' as const, log10: [null, 0.1, 0] }] };
  expect(lookForGradients([cut], 0)).toContain(
    'Dots should lie near the solid line, which ends where the first order in 1/width is no longer small: at finite width',
  );
});

it('the history names the layer that changed most', () => {
  const arm = (label: string, log10: (number | null)[][], failedAt: number | null = null) => ({
    slot: 0 as const,
    label,
    steps: log10.map((_, step) => step),
    log10,
    failedAt,
  });
  expect(
    lookForHistory([
      arm('A', [
        [0, 0],
        [0.1, 2],
      ]),
      arm('B', [[0], [0.1]]),
      arm('C', [[0]], 0),
      arm('D', [[0], [null]], 12),
    ]),
  ).toBe(
    'Training changes the colours from left to right. A has changed most at layer 2, 100 times; B has changed hardly at all; C ended before its first step; D ended at step 12.',
  );
});

it('the cards tell who can be critical', () => {
  const arms = [
    { label: 'RePU(2)', class: 'none' },
    { label: 'ReLU', class: 'scale invariant' },
    { label: 'linear', class: 'scale invariant' },
  ];
  expect(lookForCriticality(arms)).toBe(
    'At infinite width signal and gradient last where K stays and both susceptibilities are 1. RePU(2) has no such point; ReLU and linear have one (scale invariant).',
  );
});

describe('the phase map', () => {
  const arm = (label: string, outcome: number | null, fields = {}) => ({
    label,
    outcome,
    atWidth: null,
    cb: 0,
    gradientLog10: -9,
    mergeLayer: null,
    ...fields,
  });

  it('says what becomes of each present point', () => {
    expect(lookForPhase([arm('A', 4), arm('B', -3), arm('C', 0), arm('D', 0)], 10)).toContain(
      'A overflows at layer 4; B vanishes at layer 3; C and D survive to layer 10.',
    );
  });

  it('says that this is at infinite width, and how many networks of a finite one survive', () => {
    const atWidth = 'at width 64, 86 % of 512 networks drawn survive';
    expect(lookForPhase([arm('A', 0, { atWidth }), arm('B', 0, { atWidth }), arm('C', 4)], 40)).toBe(
      'Drag the point: the networks start there. At infinite width uncoloured starts survive all 40 layers. A and B survive to layer 40 (at width 64, 86 % of 512 networks drawn survive); C overflows at layer 4.',
    );
  });

  it('says it of several in the plural', () => {
    const both = (outcome: number) => lookForPhase([arm('A', outcome), arm('B', outcome)], 10);
    expect(both(-3)).toContain('A and B vanish at layer 3.');
    expect(both(4)).toContain('A and B overflow at layer 4.');
    expect(both(0)).toContain('A and B survive to layer 10.');
  });

  it('says that with biases gradients die where the signal survives', () => {
    expect(lookForPhase([arm('RePU(2)', 0, { cb: 0.1 })], 10)).toContain(
      'RePU(2) survives to layer 10 but its gradients shrink to 1.0·10⁻⁹.',
    );
    expect(lookForPhase([arm('GELU', 0, { cb: 0.17, gradientLog10: 0.01 })], 10)).not.toContain('gradients');
  });

  it('says of the ordered phase that the inputs become one', () => {
    const [one, both] = [
      [arm('A', 0, { cb: 0.1, mergeLayer: 14 })],
      [arm('A', 0, { cb: 0.1, mergeLayer: 14 }), arm('B', 0, { cb: 0.1, mergeLayer: 14 })],
    ];
    expect(lookForPhase(one, 40)).toContain(
      'A survives to layer 40 but its inputs become one, to a millionth of the variance, by layer 14 and its gradients shrink to 1.0·10⁻⁹.',
    );
    expect(lookForPhase(both, 40)).toContain(
      'A and B survive to layer 40 but their inputs become one, to a millionth of the variance, by layer 14 and their',
    );
    // A point whose networks are lost has no inputs left to tell apart.
    expect(lookForPhase([arm('A', 4, { mergeLayer: 3 })], 40)).not.toContain('become one');
    const view = (id: string, fields: object) =>
      phaseViews({ ...DEFAULT_EXPERIMENT, depth: 64, arms: [{ ...defaultArm(id), ...fields }] })[0];
    expect(view('tanh', { init: 'custom', cw: 0.8, cb: 0.1 })?.mergeLayer).toBeGreaterThan(10);
    expect(view('tanh', {})?.mergeLayer).toBe(null);
  });

  it('beside the main chart speaks of one arm', () => {
    expect(lookForPoint(arm('A', 4, { atWidth: 'none survives' }), 10)).toBe(
      'Drag the point. At infinite width A overflows at layer 4.',
    );
    expect(lookForPoint(arm('A', null), 10)).toBe('Drag the point.');
  });

  it('answers whether the signal survives, and leaves the gradient to its own question', () => {
    expect(answerSignal([arm('A', 4), arm('B', 0, { cb: 0.1 }), arm('C', 0)], 10)).toBe(
      'At infinite width, by its largest input, A overflows at layer 4; B and C survive to layer 10.',
    );
  });
});

it('the gradient’s question is answered by the product of χ⊥', () => {
  const of = (label: string, gradientLog10: number) => ({ label, gradientLog10 });
  expect(
    answerGradient([
      of('A', 0.5),
      of('B', -37),
      of('C', 20),
      of('D', -37),
      of('E', Number.NEGATIVE_INFINITY),
      of('F', 5000),
    ]),
  ).toBe(
    'At infinite width, from the last layer to the first, A keeps its squared gradient; B and D divide their squared gradients by 10³⁷; C multiplies its squared gradient by 10²⁰; E leaves less of its squared gradient than float64 holds; F takes its squared gradient beyond float64.',
  );
  const said = (id: string, fields: object, depth: number) =>
    answerGradient(phaseViews({ ...DEFAULT_EXPERIMENT, depth, arms: [{ ...defaultArm(id), ...fields }] }));
  // χ⊥ is 1 at every layer of ReLU with C_W = 2, and half of that with C_W = 1: 39 layers leave 2^-39.
  expect(said('relu', {}, 40)).toContain('ReLU keeps its squared gradient.');
  expect(said('relu', { init: 'lecun' }, 40)).toContain('ReLU divides its squared gradient by 10¹².');
});
