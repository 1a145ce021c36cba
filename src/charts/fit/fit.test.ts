import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberGap } from '../shared/chart.ts';
import { textWidth } from '../shared/format.ts';
import { rectsOverlap } from '../shared/labels.ts';
import { describeFit } from './describe.ts';
import { fitDomain, fitGeometry } from './fit.ts';
import type { FitArm } from './types.ts';

const inputs = Array.from({ length: 65 }, (_, index) => -1 + index / 32);
const target = { x: inputs, y: inputs.map((x) => x ** 3) };
const arm = (outputs: readonly number[] | null): FitArm => ({ slot: 0, label: 'RePU(2)', outputs });
const chart = { width: 430, height: 260, target, data: null, inputs };

describe('the fit chart', () => {
  it('takes its range from target and data, not from what an arm does', () => {
    const [low, high] = fitDomain(target, { x: [0], y: [1.5] });
    expect([low, high]).toEqual([-1 - 0.3, 1.5 + 0.3]);
    expect(fitDomain({ x: [0, 1], y: [2, 2] }, null)).toEqual([0, 4]);
  });

  it('cuts an arm that flies off at the border and names it where it leaves', () => {
    const { curves, labels, plot } = fitGeometry({ ...chart, arms: [arm(inputs.map((x) => 1e6 * (x + 0.5)))] });
    const heights = (curves[0]?.path.match(/,[-\d.]+/g) ?? []).map((height) => Number(height.slice(1)));
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(plot.top - 0.01);
    expect(Math.max(...heights)).toBeLessThanOrEqual(plot.bottom + 0.01);
    expect(labels.find(({ slot }) => slot === 0)?.rect.x).toBeLessThan(plot.right);
  });

  it('says of an arm without finite output that it has none, beside the plot, where it covers neither data nor curves', () => {
    const { curves, labels, plot } = fitGeometry({ ...chart, arms: [arm(null), { ...arm(target.y), slot: 1 }] });
    const silent = labels.find(({ slot }) => slot === 0);
    expect(curves[0]?.path).toBe('');
    expect(silent?.notes).toEqual(['not finite']);
    expect(silent?.rect.x).toBeGreaterThan(plot.right);
    for (const { slot, rect } of labels) {
      if (slot !== 0 && silent) expect(rectsOverlap(rect, silent.rect)).toBe(false);
    }
  });

  it('says of an arm that is finite but nowhere on the chart that it is off it', () => {
    const { labels } = fitGeometry({ ...chart, arms: [arm(inputs.map(() => 50))] });
    expect(labels.find(({ slot }) => slot === 0)?.notes).toEqual(['off the chart']);
  });

  it('has room for the numbers of its axis, at any size of type', () => {
    for (const textSize of [12, 14, 18, 28]) {
      for (const height of [120, 150, 180, 260, 400]) {
        const { plot, yTicks } = fitGeometry({ ...chart, height, textSize, arms: [arm(target.y)] });
        const widest = Math.max(...yTicks.map(({ label }) => textWidth(label ?? '', textSize)));
        expect(plot.left - numberGap(textSize)).toBeGreaterThanOrEqual(widest - 1e-9);
      }
    }
    // Two numbers with two decimals each.
    expect(fitGeometry({ ...chart, height: 150, textSize: 28, arms: [] }).yTicks.map(({ label }) => label)).toEqual([
      '−1.24',
      '1.24',
    ]);
  });

  it('spaces its markers along a curve', () => {
    const { curves } = fitGeometry({ ...chart, arms: [arm(target.y)] });
    const xs = curves[0]?.markers.map(([x]) => x) ?? [];
    expect(xs.length).toBeGreaterThanOrEqual(6);
    for (let index = 1; index < xs.length; index++) expect((xs[index] ?? 0) - (xs[index - 1] ?? 0)).toBeGreaterThan(30);
  });

  it('has finite geometry for any outputs', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double(), { maxLength: 65 }),
        fc.array(fc.double(), { maxLength: 65 }),
        (outputs, noisy) => {
          const {
            x: _x,
            y: _y,
            ...rest
          } = fitGeometry({ ...chart, data: { x: inputs, y: noisy.map((y) => y % 1e6) }, arms: [arm(outputs)] });
          const text = JSON.stringify(rest, (_, value) =>
            typeof value === 'number' && !Number.isFinite(value) ? 'NaN' : value,
          );
          expect(text).not.toMatch(/NaN|Infinity/);
        },
      ),
    );
  });
});

describe('the text alternative of the fit chart', () => {
  it('gives each arm’s distance from the target', () => {
    const arms = [arm(target.y.map((y) => y + 0.1)), { ...arm(null), label: 'RePU(3)' }];
    expect(describeFit({ target, inputs, arms })).toBe(
      'RePU(2): 0.10 from the target (root mean square). RePU(3): no finite output.',
    );
  });
});
