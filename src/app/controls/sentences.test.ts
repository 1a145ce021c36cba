import { describe, expect, it } from 'vitest';
import { DEFAULT_EXPERIMENT, defaultArm } from '../../experiment/defaults.ts';
import type { Arm } from '../../experiment/experiment.ts';
import { setup } from '../../experiment/setup.ts';
import { initialisationNote } from './initialisationNote.ts';
import { scaleSentence } from './scaleSentence.ts';

describe('what the starts of the arms have in common', () => {
  it('is their own best initialisation by default', () => {
    expect(scaleSentence(DEFAULT_EXPERIMENT.arms)).toBe(
      'Each arm starts at its own best initialisation, input scale K_1 included.',
    );
  });

  it('is one input scale where they were given one', () => {
    expect(scaleSentence(DEFAULT_EXPERIMENT.arms.map((arm) => ({ ...arm, k1: 0.5 })))).toBe(
      'Each arm starts at its own best initialisation, all at one input scale.',
    );
  });

  it('is not claimed where one arm starts otherwise', () => {
    expect(scaleSentence([defaultArm('relu'), { ...defaultArm('tanh'), init: 'he' }])).toBe(
      'Each arm starts as set below, at the input scale K_1 set below.',
    );
  });
});

describe('the note under an arm', () => {
  const note = (arm: Arm) => {
    const [numbers] = setup({ ...DEFAULT_EXPERIMENT, arms: [arm] }).arms;
    return numbers && initialisationNote(numbers);
  };

  it('tells a critical point from a best effort', () => {
    expect(note(defaultArm('mrepu.2'))).toBe('C_W = 1, C_b = 0: a critical point');
    expect(note(defaultArm('repu.2'))).toBe('C_W = 1, C_b = 0: the best effort, as no critical point exists');
  });

  it('gives the range where layers differ', () => {
    expect(note({ ...defaultArm('tanh'), init: 'xavier' })).toBe('C_W = 0.0308 to 1.97 by layer, C_b = 0');
  });
});
