import { describe, expect, it } from 'vitest';
import { kernelFixedPoints } from '../theory/fixedPoints.ts';
import { parseFragment, serialise } from './permalink.ts';
import { setup } from './setup.ts';
import { STORY } from './story.ts';
import { STORY_WORDS } from './storyWords.ts';

describe('the story', () => {
  it.each(STORY)('“$fragment” is a canonical permalink without a fault', ({ fragment }) => {
    const { experiment, display, rejected } = parseFragment(fragment);
    expect(rejected).toEqual([]);
    expect(serialise(experiment, display)).toBe(fragment);
  });

  it('has seven steps of one or two sentences, with different panels each', () => {
    expect(STORY).toHaveLength(7);
    expect(STORY_WORDS).toHaveLength(STORY.length);
    for (const { panels } of STORY) expect(new Set(panels).size).toBe(panels.length);
    for (const { text } of STORY_WORDS) {
      expect(text.match(/[.](\s|$)/g)?.length).toBeLessThanOrEqual(2);
      expect(text.length).toBeLessThan(240);
    }
  });

  it('says of the flat crossing of RePU(2) that χ⊥ < 2/3, which holds for any C_W and C_b > 0 that have one', () => {
    const [repu] = setup(parseFragment(STORY[2]?.fragment ?? '').experiment).arms;
    if (!repu) throw new Error('There is an arm.');
    let crossings = 0;
    for (const cw of [0.1, 0.5, 1, 2]) {
      for (const cb of [0.01, 0.05, 0.1]) {
        for (const { logK, slope, stability } of kernelFixedPoints(repu.activation, { cw, cb })) {
          if (stability !== 'stable' || logK === Number.NEGATIVE_INFINITY) continue;
          crossings += 1;
          // χ⊥ = C_W E[σ′²] = 2 C_W K of RePU(2), and χ∥ = 3 C_W K = slope.
          expect(2 * cw * Math.exp(logK)).toBeLessThan(2 / 3);
          expect(3 * cw * Math.exp(logK)).toBeCloseTo(slope, 6);
        }
      }
    }
    expect(crossings).toBeGreaterThan(5);
  });
});
