import { describe, expect, it } from 'vitest';
import { parseFragment } from '../../../experiment/permalink.ts';
import type { Shown } from '../../store/shown.ts';
import { withFrame } from '../../store/shown.ts';
import { armMeasurement, frameOf } from '../../testing.ts';
import { keptAnswers } from './pictured.ts';

const experimentOf = (fragment: string) => parseFragment(fragment).experiment;
const evaluated = [Float32Array.of(1), Float32Array.of(2)];

/** After the first frame of a run, which comes before its evaluation or with it. */
function shownOf(fragment: string, run: number, answers: typeof evaluated | null): Shown {
  const frame = { ...frameOf(0, [armMeasurement(), armMeasurement()]), evaluated: answers };
  return withFrame(null, run, experimentOf(fragment), frame);
}

describe('while networks are yet to be evaluated', () => {
  const before = shownOf('#task=moons&depth=4', 1, evaluated);

  it('the picture of those before stays', () => {
    expect(keptAnswers(shownOf('#task=moons&depth=5', 2, null), before)).toBe(before);
    const own = shownOf('#task=moons&depth=5', 2, evaluated);
    expect(keptAnswers(own, own)).toBe(own);
  });

  it('that of another task does not', () => {
    const poisson = shownOf('#task=poisson', 2, null);
    expect(keptAnswers(poisson, before)).toBe(poisson);
  });

  it('there is none before the first', () => {
    expect(keptAnswers(null, null)).toBeNull();
    const first = shownOf('#task=moons', 1, null);
    expect(keptAnswers(first, null)).toBe(first);
  });
});
