import { describe, expect, it } from 'vitest';
import { chosenRate } from './rates.ts';
import { geometricMean, hasLearnt, learns, lossOf, median, quantile, shareError } from './summary.ts';
import { failed, finite } from './testing.ts';

const INFINITE = Number.POSITIVE_INFINITY;

describe('a loss', () => {
  it('is the geometric mean of the last tenth, and infinite where the network failed', () => {
    expect(lossOf({ ...finite(1), losses: [1e-6, 1e-2] })).toBeCloseTo(1e-4, 12);
    expect(lossOf({ ...failed(3), losses: [1e-6] })).toBe(INFINITE);
    expect(geometricMean([0, 1])).toBe(0);
  });

  it('counts as learnt below nine tenths of the best constant, measured by the mean and not by the last step', () => {
    expect([0.899, 0.9, 0.901].map((loss) => hasLearnt(finite(loss)))).toEqual([true, false, false]);
    expect(hasLearnt({ ...finite(1), losses: [0.1, 0.1, 0.1, 5] })).toBe(true);
    expect(hasLearnt({ ...finite(1), losses: [5, 5, 5, 0.1] })).toBe(false);
    expect(hasLearnt(failed(400))).toBe(false);
  });
});

describe('quantiles', () => {
  it('put failures last: the median is finite while fewer than half fail', () => {
    expect(median([INFINITE, 1, INFINITE, 2, 3])).toBe(3);
    expect(median([INFINITE, 1, INFINITE])).toBe(INFINITE);
    expect(median([1, 2, INFINITE, INFINITE])).toBe(INFINITE);
  });

  it('lie between two ranks by the geometric mean', () => {
    expect(median([1e-6, 1e-2])).toBeCloseTo(1e-4, 12);
    expect([0, 0.25, 0.5, 1].map((share) => quantile([4, 1, 2, 8, 16], share))).toEqual([1, 2, 4, 16]);
    expect(quantile([1, 16], 0.25)).toBeCloseTo(2, 12);
  });
});

it('counts what became of every network', () => {
  expect(learns([finite(0.1), finite(2), failed(0), failed(7), failed(9, null)])).toEqual({
    networks: 5,
    learnt: 1,
    failedAtStart: 1,
    failedInTraining: 2,
    loss: INFINITE,
  });
});

it('gives a share a standard error that is not 0 at the ends, and near the binomial one in the middle', () => {
  expect(shareError(20, 20)).toBeCloseTo(Math.sqrt((22 / 24) * (2 / 24)) / Math.sqrt(24), 12);
  expect(shareError(500, 1000)).toBeCloseTo(Math.sqrt(0.25 / 1000), 3);
});

describe('the chosen rate', () => {
  it('has the lowest median loss', () => {
    const trials = [
      { rate: 0.1, endings: [finite(1e-9), failed(3)] },
      { rate: 0.01, endings: [finite(0.1), finite(0.2)] },
      { rate: 0.001, endings: [finite(0.2), finite(0.3)] },
    ];
    expect(chosenRate(trials)).toBe(0.01);
  });

  it('where that is infinite for several has the fewest failures, then the lowest loss of the others', () => {
    const both = { rate: 0.1, endings: [failed(0), failed(0)] };
    const high = { rate: 0.01, endings: [finite(2), failed(3)] };
    const low = { rate: 0.03, endings: [failed(3), finite(1)] };
    expect(chosenRate([both, high])).toBe(0.01);
    expect(chosenRate([both, high, low])).toBe(0.03);
  });

  it('is the smallest of those that are equal in all, in whatever order they come', () => {
    const trials = [0.01, 0.1, 0.001].map((rate) => ({ rate, endings: [failed(0), failed(0)] }));
    expect(chosenRate(trials)).toBe(0.001);
    expect(chosenRate(trials.toReversed())).toBe(0.001);
    expect(() => chosenRate([])).toThrow(RangeError);
  });
});
