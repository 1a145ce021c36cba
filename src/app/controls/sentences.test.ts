import { describe, expect, it } from 'vitest';
import { activation } from '../../activations/catalogue.ts';
import { DEFAULT_EXPERIMENT, defaultArm } from '../../experiment/defaults.ts';
import type { Arm } from '../../experiment/experiment.ts';
import { setup } from '../../experiment/setup.ts';
import { bestStart, type Start, startLoss } from '../../theory/best.ts';
import { criticalInitialisation } from '../../theory/critical.ts';
import { initialisationNote } from './initialisationNote.ts';
import { scaleSentence } from './scaleSentence.ts';

describe('what the starts of the arms have in common', () => {
  it('on the default page: RePU has no critical point, and a better start exists', () => {
    expect(scaleSentence(DEFAULT_EXPERIMENT.arms)).toBe(
      'RePU(2) has no critical point and starts on its fixed point without biases, though a better start exists; every other arm starts critical.',
    );
  });

  it('is criticality where every arm has it', () => {
    expect(scaleSentence([defaultArm('mrepu.2'), defaultArm('gelu')])).toBe(
      'Each arm starts at critical C_W and C_b, input scale K_1 included.',
    );
    expect(scaleSentence([defaultArm('relu')])).toBe(
      'The arm starts at critical C_W and C_b, input scale K_1 included.',
    );
  });

  it('never calls critical what is not', () => {
    for (const id of ['repu.2', 'repu.3', 'sigmoid', 'softplus']) {
      for (const k1 of [null, 0.5]) {
        expect(scaleSentence([{ ...defaultArm(id), k1 }])).not.toMatch(/starts (at )?critical/);
        expect(scaleSentence([{ ...defaultArm(id), k1 }])).toContain('has no critical point and starts');
      }
    }
    expect(scaleSentence([defaultArm('repu.2'), defaultArm('sigmoid')])).toContain(
      'RePU(2) and sigmoid have no critical point and start without biases',
    );
    // Its K_1 is another than the fixed point's.
    expect(scaleSentence([{ ...defaultArm('repu.2'), k1: 0.8 }])).not.toContain('on its fixed point');
  });

  it('is of the arm’s own layers: a skip of 1 or a norm makes RePU critical, and a skip of 1 takes it from tanh', () => {
    const repu = defaultArm('repu.2');
    expect(scaleSentence([{ ...repu, skip: 1 }, { ...repu, norm: 'rms' }, defaultArm('tanh')])).toBe(
      'Each arm starts at critical C_W and C_b, input scale K_1 included.',
    );
    expect(scaleSentence([{ ...defaultArm('tanh'), skip: 1 }])).toBe(
      'tanh + skip has no critical point and starts without biases.',
    );
    expect(scaleSentence([{ ...repu, skip: 0.5 }])).toBe(
      'RePU(2) + skip 0.5 has no critical point and starts on its fixed point without biases.',
    );
  });

  it('is theory’s best start where every arm has it', () => {
    const best = DEFAULT_EXPERIMENT.arms.map((arm) => ({ ...arm, init: 'best' as const }));
    expect(scaleSentence(best)).toBe('Each arm starts where theory finds its best start, input scale K_1 included.');
  });

  it('is one input scale where they were given one', () => {
    expect(scaleSentence(['mrepu.2', 'tanh'].map((id) => ({ ...defaultArm(id), k1: 0.5 })))).toBe(
      'Each arm starts at critical C_W and C_b, all at one input scale.',
    );
  });

  it('is not claimed where one arm starts otherwise', () => {
    expect(scaleSentence([defaultArm('relu'), { ...defaultArm('tanh'), init: 'he' }])).toBe(
      'Each arm starts as set below, at the input scale K_1 set below.',
    );
  });
});

describe('that a better start exists than the one without biases', () => {
  // By the criterion of theory (theory/best.ts), at the depths and the width of the page's controls.
  it.each(['repu.2', 'repu.3', 'repu.4', 'repu.5', 'sigmoid', 'softplus'])('is so of %s', (id) => {
    for (const depth of [4, 10, 40]) {
      const question = { depth, width: 64, smallestShare: 1e-4, largestShare: 3, k1: null };
      const lost = (start: Start) => startLoss(activation(id), start, question).total;
      expect(lost(bestStart(activation(id), question)), `depth ${depth}`).toBeLessThan(
        lost(criticalInitialisation(activation(id), depth)),
      );
    }
  });
});

describe('the note under an arm', () => {
  const note = (arm: Arm) => {
    const [numbers] = setup({ ...DEFAULT_EXPERIMENT, arms: [arm] }).arms;
    return numbers && initialisationNote(numbers);
  };

  it('tells a critical point from what takes its place', () => {
    expect(note(defaultArm('mrepu.2'))).toBe('C_W = 1, C_b = 0: critical');
    expect(note(defaultArm('repu.2'))).toBe('C_W = 1, C_b = 0: on its fixed point without biases, mean input');
    expect(note({ ...defaultArm('repu.2'), k1: 0.8 })).toBe(
      'C_W = 1, C_b = 0: without biases its fixed point is K_1 = 0.667; no critical point exists',
    );
    expect(note(defaultArm('softplus'))).toMatch(
      /^C_W = 3\.\d+, C_b = 0: χ⊥ is 1 at layer 1; no critical point exists$/,
    );
    expect(note({ ...defaultArm('sigmoid'), k1: 2 })).toMatch(/, C_b = 0: no critical point exists$/);
  });

  it('says of a best start that it is theory’s', () => {
    expect(note({ ...defaultArm('repu.2'), init: 'best' })).toMatch(
      /^C_W = [\d.]+, C_b = [\d.]+: by theory, signal and gradient of all inputs last longest from here$/,
    );
  });

  it('gives the range where layers differ', () => {
    expect(note({ ...defaultArm('tanh'), init: 'xavier' })).toBe('C_W = 0.0308 to 1.97 by layer, C_b = 0');
  });
});
