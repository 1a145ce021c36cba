import { expect, test } from 'vitest';
import { describeCorrelation, describeCorrelationMap } from './describe.ts';
import { correlationGeometry } from './layers.ts';
import { correlationMapGeometry, notesOf, slopeText } from './map.ts';
import { correlationDomain, correlationText } from './scale.ts';
import type { CorrelationArm, CorrelationMapArm } from './types.ts';

const arm = (slot: number, changes: Partial<CorrelationArm> = {}): CorrelationArm => ({
  slot,
  label: `A${slot}`,
  predicted: [0, 0.5, 0.75],
  measured: [{ correlation: 0.02, spread: 0.1 }, null, { correlation: 0.8, spread: null }],
  ...changes,
});

const map = (slot: number, changes: Partial<CorrelationMapArm> = {}): CorrelationMapArm => ({
  slot,
  label: `A${slot}`,
  map: Array.from({ length: 21 }, (_, i) => [-1 + i / 10, 0.5 + (-1 + i / 10) / 2] as const),
  iterates: [0.2, 0.6, 0.8],
  fixedPoints: [{ correlation: 1, slope: 0.5, stability: 'stable' }],
  ...changes,
});

const size = { width: 420, height: 300 };

test('lines, dots and whiskers stand where their layers and correlations are', () => {
  const { x, y, curves, plot } = correlationGeometry({ ...size, arms: [arm(0)], layers: 3 });
  expect(curves[0]!.dots.map(({ layer }) => layer)).toEqual([1, 3]);
  expect(curves[0]!.dots[0]!.at).toEqual([x(1), y(0.02)]);
  expect(curves[0]!.path.split('L')).toHaveLength(3);
  // From 0 on, as none is negative; the whisker ends there.
  expect(curves[0]!.dots[0]!.whisker).toBe(
    `M${[x(1), y(0)].map((v) => Math.round(v * 100) / 100).join()}L${[x(1), y(0.12)].map((v) => Math.round(v * 100) / 100).join()}`,
  );
  expect(curves[0]!.dots[1]!.whisker).toBe('');
  expect(y(0)).toBeLessThan(plot.bottom);
  expect(y(1)).toBeGreaterThan(plot.top);
});

test('names of four arms that end alike do not overlap', () => {
  const { curves, plot } = correlationGeometry({ ...size, arms: [0, 1, 2, 3].map((slot) => arm(slot)), layers: 3 });
  const tops = curves.map(({ label }) => label.y).sort((a, b) => a - b);
  for (let i = 1; i < 4; i++) expect(tops[i]! - tops[i - 1]!).toBeGreaterThan(12);
  expect(curves.every(({ label }) => label.x >= plot.right)).toBe(true);
});

test('the axis goes down to -1 where a correlation is negative', () => {
  expect(correlationDomain([0.2, 1])).toEqual([0, 1]);
  expect(correlationDomain([0.2, -0.3])).toEqual([-1, 1]);
  const { yTicks } = correlationGeometry({ ...size, arms: [arm(0, { predicted: [-1, 0] })], layers: 2 });
  expect(yTicks[0]!.value).toBe(-1);
});

test('one hidden layer stands in the middle, and what is unknown leaves no mark', () => {
  const { curves, x, plot } = correlationGeometry({
    ...size,
    arms: [arm(0, { predicted: [], measured: [] })],
    layers: 1,
  });
  expect(x(1)).toBeCloseTo((plot.left + plot.right) / 2, 9);
  expect(curves[0]!.path).toBe('');
  const none = correlationMapGeometry({ ...size, arms: [map(0, { map: [], iterates: [], fixedPoints: [] })] });
  expect(none.curves[0]).toMatchObject({ path: '', stairs: '', start: null, notes: [] });
});

test('the map with its staircase from c_1 on the axis', () => {
  const { curves, x, y } = correlationMapGeometry({ ...size, arms: [map(0)] });
  const [curve] = curves;
  expect(curve!.start).toEqual([x(0.2), y(0)]);
  // Up to the map and across to the diagonal, twice.
  expect(curve!.stairs.split('L')).toHaveLength(5);
  expect(curve!.fixed.map(({ at }) => at)).toEqual([[x(1), y(1)]]);
  expect(curve!.notes).toEqual(['slope 0.50 at 1']);
});

test('where correlations go is told beside the slope', () => {
  const fixedPoints = [
    { correlation: 0.38, slope: 0.71, stability: 'stable' },
    { correlation: 1, slope: 4 / 3, stability: 'unstable' },
  ] as const;
  expect(notesOf({ map: [[0, 0]], fixedPoints })).toEqual(['slope 1.33 at 1', 'c* = 0.38']);
  expect(notesOf({ map: [[0, 0]], fixedPoints: [] })).toEqual(['every c stays']);
});

test('numbers near 1 keep what tells them from it', () => {
  expect(correlationText(0)).toBe('1');
  expect(correlationText(2.13e-5)).toBe('1 − 2.1·10⁻⁵');
  expect(correlationText(0.62)).toBe('0.38');
  expect(correlationText(1.004)).toBe('0.00');
  expect(correlationText(2)).toBe('−1.00');
  expect([4 / 3, 1.0084, 1.0002, 1 + 1e-9].map(slopeText)).toEqual(['1.33', '1.008', '1.0002', '1']);
});

test('both charts in words', () => {
  expect(describeCorrelation([arm(0)])).toBe(
    'A0: predicted correlation goes from 0.00 in hidden layer 1 to 0.75 in layer 3. A0: measured correlation goes from 0.02 in hidden layer 1 to 0.80 in layer 3.',
  );
  expect(describeCorrelation([arm(0, { predicted: [], measured: [null] })])).toContain('is not known');
  expect(describeCorrelationMap([map(0)])).toBe('A0: fixed at c = 1, stable, slope 0.50.');
});
