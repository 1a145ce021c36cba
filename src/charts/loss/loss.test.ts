import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatNumber } from '../shared/format.ts';
import { rectsOverlap } from '../shared/labels.ts';
import { decimate } from './decimate.ts';
import { describeLoss, describeMetric } from './describe.ts';
import { lossDomain, lossGeometry } from './loss.ts';
import type { LossArm } from './types.ts';

const arm = (losses: readonly number[], failedAt: number | null = null): LossArm => ({
  slot: 0,
  label: 'tanh',
  steps: losses.map((_, step) => step),
  losses,
  failedAt,
});
const chart = { width: 430, height: 260, baseline: 0.14, stepLimit: 2000 };

/** An arm's training, under one of these names. */
const anyRun = (...labels: readonly string[]) =>
  fc.record({
    label: fc.constantFrom(...labels),
    losses: fc.array(fc.double({ min: 1e-9, max: 10, noNaN: true }), { minLength: 1, maxLength: 30 }),
    failedAt: fc.option(fc.nat(30)),
  });

describe('decimation', () => {
  it('keeps first, last and every extreme of each pixel column, in order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1e-9, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 3000 }),
        (losses) => {
          const perPixel = 25;
          const thinned = decimate(
            losses.map((_, step) => step),
            losses,
            (step) => step / perPixel,
          ).flatMap((point) => (point ? [point] : []));
          expect(thinned.length).toBeLessThanOrEqual(4 * Math.ceil(losses.length / perPixel));
          for (let column = 0; column * perPixel < losses.length; column++) {
            const all = losses.slice(column * perPixel, (column + 1) * perPixel).map(Math.log10);
            const kept = thinned.filter(([x]) => Math.floor(x) === column).map(([, y]) => y);
            expect([Math.min(...kept), Math.max(...kept), kept[0], kept.at(-1)]).toEqual([
              Math.min(...all),
              Math.max(...all),
              all[0],
              all.at(-1),
            ]);
          }
          expect(thinned.every(([x], index) => index === 0 || x >= (thinned[index - 1]?.[0] ?? 0))).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('leaves a gap where the loss is not a number', () => {
    const thinned = decimate([0, 1, 2, 3], [1, Number.NaN, Number.POSITIVE_INFINITY, 1], (step) => step * 10);
    expect(thinned).toEqual([[0, 0], null, [30, 0]]);
  });
});

describe('the range of the loss axis', () => {
  it('holds the baseline and every loss, and does not shrink', () => {
    const domain = lossDomain([arm([0.3, 1e-5])], 0.14);
    expect(domain).toEqual([-6, 0]);
    expect(lossDomain([arm([0.3])], 0.14, domain)).toEqual(domain);
  });

  it('is not squashed by a diverging arm', () => {
    expect(lossDomain([arm([0.3, 1e30])], 0.14)[1]).toBeLessThanOrEqual(3);
  });
});

describe('the loss chart', () => {
  it('ends at the step limit, or grows by round numbers where there is none', () => {
    expect(lossGeometry({ ...chart, arms: [] }).x(2000)).toBeCloseTo(lossGeometry({ ...chart, arms: [] }).plot.right);
    const open = lossGeometry({ ...chart, stepLimit: 0, arms: [arm(new Array(1200).fill(0.1))] });
    expect(open.x(2000)).toBeCloseTo(open.plot.right);
  });

  it('marks and names an arm that failed, even before its first loss', () => {
    const { curves, labels } = lossGeometry({ ...chart, arms: [arm([], 0), { ...arm([0.2, 0.1]), slot: 1 }] });
    expect(curves[0]?.cross).not.toBeNull();
    expect(curves[1]?.cross).toBeNull();
    expect(labels.find(({ slot }) => slot === 0)?.notes).toEqual(['failed, step 0']);
    expect(labels.find(({ slot }) => slot === 1)?.notes).toEqual(['0.10']);
  });

  it('names every arm that failed at the start, each at the height of a cross of its own', () => {
    const failed = [0, 1, 2].map((slot) => ({ ...arm([], 0), slot: slot as 0 | 1 | 2, label: `RePU(${slot + 2})` }));
    const { curves, labels } = lossGeometry({ ...chart, arms: [...failed, { ...arm([0.2, 0.1]), slot: 3 }] });
    expect(labels.map(({ slot }) => slot).sort()).toEqual([0, 1, 2, 3]);
    expect(new Set(curves.flatMap(({ cross }) => (cross ? [cross[1]] : []))).size).toBe(3);
    for (const { slot, rect } of labels.filter(({ slot }) => slot < 3)) {
      expect(Math.abs(rect.y + rect.height / 2 - (curves[slot]?.cross?.[1] ?? 0))).toBeLessThan(26);
    }
  });

  it('draws the lowest so far where it is told, and names the arm by it', () => {
    const losses = [0.3, 0.01, 0.2, 0.005, 0.9];
    const spiky = { ...arm(losses), minima: [0.3, 0.01, 0.01, 0.005, 0.005] };
    const { curves, labels, y } = lossGeometry({ ...chart, stepLimit: 4, arms: [spiky, { ...arm(losses), slot: 1 }] });
    expect(curves[0]?.head?.[1]).toBeCloseTo(y(Math.log10(0.005)), 9);
    const heights = [...(curves[0]?.least ?? '').matchAll(/,([\d.]+)/g)].map(([, height]) => Number(height));
    expect(heights).toEqual(heights.toSorted((a, b) => a - b));
    expect(labels[0]?.notes).toEqual([formatNumber(0.005)]);
    expect([curves[1]?.least, labels[1]?.notes]).toEqual(['', [formatNumber(0.9)]]);
  });

  it('names take at most a quarter of the width, stay in the chart and cover no other, at any size', () => {
    const run = anyRun('ReLU', 'MRePU(2)', 'leaky ReLU(0.01)', 'leaky ReLU(0.01) #2');
    fc.assert(
      fc.property(
        fc.array(run, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 240, max: 900 }),
        fc.integer({ min: 110, max: 500 }),
        fc.integer({ min: 11, max: 17 }),
        fc.boolean(),
        (runs, width, height, textSize, share) => {
          const arms = runs.map(({ label, losses, failedAt }, slot) => ({ ...arm(losses, failedAt), slot, label }));
          const scale = share ? 'share' : 'log';
          const { plot, labels } = lossGeometry({ ...chart, width, height, textSize, scale, arms });
          expect(width - plot.right).toBeLessThanOrEqual(width / 4 + 1e-9);
          expect(labels).toHaveLength(arms.length);
          for (const [index, { rect }] of labels.entries()) {
            expect(rect.y).toBeGreaterThanOrEqual(plot.top - textSize - 1e-6);
            expect(rect.y + rect.height).toBeLessThanOrEqual(plot.bottom + textSize + 1e-6);
            for (const other of labels.slice(index + 1)) {
              const [above, below] = rect.y < other.rect.y ? [rect, other.rect] : [other.rect, rect];
              expect(above.y + above.height).toBeLessThanOrEqual(below.y + 1e-6);
            }
          }
        },
      ),
    );
  });

  it('for a room names stand in the plot, none on another, on a mark or on the axis', () => {
    const run = anyRun('ReLU', 'MRePU(2)', 'leaky ReLU(0.01)');
    fc.assert(
      fc.property(
        fc.array(run, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 300, max: 600 }),
        fc.integer({ min: 150, max: 500 }),
        (runs, width, height) => {
          const arms = runs.map(({ label, losses, failedAt }, slot) => ({ ...arm(losses, failedAt), slot, label }));
          const { plot, labels, nameSize, curves } = lossGeometry({ ...chart, width, height, textSize: 28, arms });
          // Beside the plot a long name is set smaller, inside it none is.
          expect(nameSize).toBeGreaterThanOrEqual(0.78 * 28 - 1e-9);
          expect(nameSize).toBeLessThanOrEqual(28);
          expect(width - plot.right).toBeLessThanOrEqual(width / 4);
          const marks = curves.flatMap(({ head, cross }) => [head, cross].filter((at) => at !== null));
          for (const [index, { rect }] of labels.entries()) {
            expect(rect.x).toBeGreaterThan(plot.left);
            expect(rect.x + rect.width).toBeLessThanOrEqual(width);
            for (const { rect: other } of labels.slice(index + 1)) expect(rectsOverlap(rect, other)).toBe(false);
            for (const [x, y] of marks) {
              expect(rectsOverlap(rect, { x: x - 1, y: y - 1, width: 2, height: 2 })).toBe(false);
            }
          }
        },
      ),
      { seed: 1, numRuns: 2000 },
    );
  });

  it('of two arms both are named in a low chart for a room, at the full size', () => {
    const arms = [
      { ...arm([], 0), label: 'RePU(2)' },
      { ...arm([0.2, 0.05, 0.01]), slot: 1, label: 'MRePU(2)' },
    ];
    const { labels, nameSize } = lossGeometry({ ...chart, width: 554, height: 240, textSize: 28, stepLimit: 2, arms });
    expect(labels.map(({ name }) => name)).toEqual(['RePU(2)', 'MRePU(2)']);
    expect(nameSize).toBe(28);
  });

  it('has finite geometry for any losses', () => {
    const wild = fc.array(fc.oneof(fc.double(), fc.constantFrom(0, 1e300, 1e-320)), { maxLength: 200 });
    fc.assert(
      fc.property(wild, fc.double(), fc.option(fc.nat(3000)), (losses, baseline, failedAt) => {
        const { x: _x, y: _y, ...rest } = lossGeometry({ ...chart, baseline, arms: [arm(losses, failedAt)] });
        const text = JSON.stringify(rest, (_, value) =>
          typeof value === 'number' && !Number.isFinite(value) ? 'NaN' : value,
        );
        expect(text).not.toMatch(/NaN|Infinity/);
      }),
    );
  });
});

describe('the text alternative of the loss chart', () => {
  it('tells the lowest loss beside one that has risen since', () => {
    expect(describeLoss([{ ...arm([0.3, 0.01, 0.1]), minima: [0.3, 0.01, 0.01] }], 0.14)).toContain(
      'loss 0.10 at step 2, 1.4 times below that, lowest so far 0.010.',
    );
  });

  it('compares each loss with the best constant’s', () => {
    expect(describeLoss([arm([0.3, 0.014]), arm([], 0)], 0.14)).toBe(
      'Learning only the mean would give a loss of 0.14. tanh: loss 0.014 at step 1, 10 times below that. tanh: no finite loss; it failed at initialisation.',
    );
  });
});

describe('the spread over networks', () => {
  const several = (spreads: number[]) => ({ ...arm([1, 0.1, 0.1, 0.1]), spreads, survivors: '3 of 64 failed' });
  const geometry = (spreads: number[]) =>
    lossGeometry({ ...chart, stepLimit: 3, domain: [-3, 1], arms: [several(spreads)] });

  it('is an area of one standard deviation about the mean, down to the border where it exceeds the mean', () => {
    const { curves, plot, y } = geometry([0.5, 0.05, 0.2, 0]);
    const heights = [...(curves[0]?.band ?? '').matchAll(/,([\d.]+)/g)].map(([, height]) => Number(height));
    const expected = [1.5, 0.15, 0.3, 0.1].map((loss) => y(Math.log10(loss)));
    const below = [y(-1), plot.bottom, y(Math.log10(0.05)), y(Math.log10(0.5))];
    for (const [index, height] of [...expected, ...below].entries()) expect(heights[index]).toBeCloseTo(height, 1);
  });

  it('is absent for one network, and says how many have failed', () => {
    expect(geometry([Number.NaN, Number.NaN, Number.NaN, Number.NaN]).curves[0]?.band).toBe('');
    expect(lossGeometry({ ...chart, arms: [arm([1, 0.5])] }).curves[0]?.band).toBe('');
    expect(geometry([0, 0, 0, 0]).labels[0]?.notes).toContain('3 of 64 failed');
  });

  it('names an arm whose loss lies over the chart at the upper border', () => {
    const { labels, plot } = lossGeometry({ ...chart, domain: [-3, 1], arms: [arm([0.1, 1e20])] });
    expect(labels[0]?.notes).toEqual(['1.0·10²⁰']);
    expect(labels[0]?.rect.y).toBeLessThan(plot.top + 20);
  });

  it('never holds anything but finite numbers', () => {
    const wild = fc.array(fc.double(), { minLength: 0, maxLength: 40 });
    fc.assert(
      fc.property(wild, wild, (losses, spreads) => {
        const { curves } = lossGeometry({ ...chart, arms: [{ ...arm(losses), spreads }] });
        expect(curves[0]?.band).not.toMatch(/NaN|Infinity/);
      }),
    );
  });
});

describe('the test loss', () => {
  const test = { steps: [0, 2, 3], losses: [1, 0.5, 1e-4] };
  const tested = { ...arm([1, 0.1, 0.05, 0.01]), test };

  it('is a curve of its own through the steps at which it was looked at, and the axis has room for it', () => {
    const { curves, x, y } = lossGeometry({ ...chart, stepLimit: 3, arms: [tested] });
    const points = test.steps.map((step, i) => [x(step), y(Math.log10(test.losses[i] as number))]);
    const drawn = [...(curves[0]?.test ?? '').matchAll(/([\d.]+),([\d.]+)/g)].map(([, left, top]) =>
      [left, top].map(Number),
    );
    expect(drawn).toHaveLength(points.length);
    for (const [i, [left, top]] of points.entries()) {
      expect(drawn[i]?.[0]).toBeCloseTo(left as number, 1);
      expect(drawn[i]?.[1]).toBeCloseTo(top as number, 1);
    }
    expect(lossDomain([tested], 0.14)[0]).toBeLessThanOrEqual(-4);
    expect(lossGeometry({ ...chart, arms: [arm([1, 0.1])] }).curves[0]?.test).toBe('');
  });

  it('leaves the marks of the training loss where they are', () => {
    const fixed = { ...chart, domain: [-5, 1] as const, stepLimit: 3 };
    const [alone, both] = [arm([1, 0.1, 0.05, 0.01]), tested].map((one) => lossGeometry({ ...fixed, arms: [one] }));
    expect(both?.curves[0]).toMatchObject({ path: alone?.curves[0]?.path, head: alone?.curves[0]?.head });
    expect(both?.labels[0]?.notes).toEqual(alone?.labels[0]?.notes);
  });

  it('names in the plot keep clear of it', () => {
    const low = { ...chart, width: 700, height: 170, textSize: 18, stepLimit: 40, domain: [-4, 1] as const };
    const run = arm(Array.from({ length: 41 }, () => 0.1));
    const flat = { steps: [0, 40], losses: [0.08, 0.08] };
    const { labels, y } = lossGeometry({ ...low, arms: [{ ...run, test: flat }] });
    expect(labels).toHaveLength(1);
    const { rect } = labels[0]!;
    const height = y(Math.log10(0.08));
    expect(rect.y > height || rect.y + rect.height < height).toBe(true);
  });

  it('is told in words with its own step', () => {
    expect(describeLoss([tested], 0.14)).toMatch(/loss 0\.010 at step 3, .*; test loss 1\.0·10⁻⁴ at step 3\.$/);
    expect(describeLoss([arm([1, 0.1])], 0.14)).not.toContain('test');
  });
});

describe('another measure over the steps', () => {
  const share = { ...chart, baseline: null, scale: 'share' as const };

  it('draws an accuracy from 0 to 1, linearly', () => {
    const { y, plot, curves, baseline } = lossGeometry({ ...share, arms: [arm([0, 0.5, 1])] });
    expect(y(0.5)).toBeCloseTo((plot.top + plot.bottom) / 2, 9);
    expect(curves[0]?.head?.[1]).toBeCloseTo(plot.top, 9);
    expect(baseline).toBeNull();
  });

  it('an error without a baseline has its scale about where it begins', () => {
    const [low, high] = lossDomain([arm([20, 0.5])], null);
    expect(low).toBeLessThanOrEqual(Math.log10(0.5));
    expect(high).toBeGreaterThanOrEqual(Math.log10(20));
  });

  it('where names and values do not fit, names come first, and none covers another', () => {
    const arms = ([0, 1, 2, 3] as const).map((slot) => ({ ...arm([1, 0.5]), slot, label: `arm ${slot}` }));
    const { labels } = lossGeometry({ ...chart, height: 130, arms });
    expect(labels.every(({ notes }) => notes.length === 0)).toBe(true);
    const rows = labels.map(({ rect }) => rect.y).sort((a, b) => a - b);
    for (let i = 1; i < rows.length; i++) expect((rows[i] ?? 0) - (rows[i - 1] ?? 0)).toBeGreaterThan(12);
  });

  it('is told in words', () => {
    expect(describeMetric('test accuracy', [arm([0.5, 0.97])])).toBe('test accuracy. tanh: 0.97 at step 1.');
  });
});
