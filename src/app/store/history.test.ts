import { expect, it } from 'vitest';
import { emptyHistory, type History, withMeasured } from './history.ts';

const remembered = (step: number, loss: number | null) => ({
  loss,
  lossSpread: loss === null ? null : loss / 4,
  varianceLog10: [step, null],
  metrics: step === 0 ? {} : { testLoss: step },
});

function after(steps: number, loss: (step: number) => number | null): History {
  let history = emptyHistory(1);
  for (let step = 0; step <= steps; step++) history = withMeasured(history, step, [remembered(step, loss(step))]);
  return history;
}

it('keeps every loss of a short run, a gap where none is finite', () => {
  expect(after(3, (step) => (step === 2 ? null : step + 1))).toEqual({
    steps: [0, 1, 2, 3],
    losses: [[1, 2, Number.NaN, 4]],
    minima: [[1, 1, Number.NaN, 1]],
    lossSpreads: [[0.25, 0.5, Number.NaN, 1]],
    variances: [
      [
        [0, null],
        [1, null],
        [2, null],
        [3, null],
      ],
    ],
    metrics: [{ testLoss: [Number.NaN, 1, 2, 3] }],
    lowest: [1],
  });
});

it('stays small in a long run, in step order, with the newest loss', () => {
  const history = after(50_000, (step) => 1 / (step + 1));
  expect(history.steps.length).toBeLessThanOrEqual(1200);
  expect(history.steps.length).toBeGreaterThan(500);
  expect(history.losses[0]?.length).toBe(history.steps.length);
  expect(history.steps.at(-1)).toBe(50_000);
  expect(history.losses[0]?.at(-1)).toBe(1 / 50_001);
  expect(history.steps.every((step, index) => index === 0 || step > (history.steps[index - 1] ?? 0))).toBe(true);
  for (const [index, step] of history.steps.entries()) {
    expect(history.losses[0]?.[index]).toBe(1 / (step + 1));
    expect(history.variances[0]?.[index]).toEqual([step, null]);
    expect(history.metrics[0]?.testLoss?.[index]).toBe(step === 0 ? Number.NaN : step);
  }
});

it('remembers the lowest loss even when it is thinned away', () => {
  const history = after(5000, (step) => (step === 1234 ? 1e-9 : 1));
  expect(history.lowest).toEqual([1e-9]);
  expect(history.minima).toEqual([history.steps.map((step) => (step < 1234 ? 1 : 1e-9))]);
});

it('takes no step twice, but of the latest the metrics that come after it', () => {
  const history = after(3, () => 1);
  expect(withMeasured(history, 2, [remembered(2, 0.5)])).toBe(history);
  const later = { ...remembered(3, 0.5), metrics: { testLoss: 30, testAccuracy: 0.9 } };
  expect(withMeasured(history, 3, [later])).toEqual({
    ...history,
    metrics: [{ testLoss: [Number.NaN, 1, 2, 30], testAccuracy: [Number.NaN, Number.NaN, Number.NaN, 0.9] }],
  });
});
