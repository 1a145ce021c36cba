import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shade } from '../shared/palette.ts';
import { anyNumber, notFinite } from '../shared/testing.ts';
import { describeHistory } from './describe.ts';
import { historyDomain } from './domain.ts';
import { historyGeometry } from './history.ts';
import { colourScale, columnMeasurements, notFinite as hatched, heatMap } from './raster.ts';
import type { HistoryArm } from './types.ts';

const arm = (
  log10: HistoryArm['log10'],
  steps = log10.map((_, i) => i),
  failedAt: number | null = null,
): HistoryArm => ({
  slot: 1,
  label: 'MRePU(2)',
  steps,
  log10,
  failedAt,
});
const anyArm = fc.array(fc.array(fc.option(anyNumber), { maxLength: 6 }), { maxLength: 8 }).chain((log10) =>
  fc.record({
    slot: fc.constantFrom(0, 1, 2, 3),
    label: fc.string({ maxLength: 12 }),
    steps: fc.constant(log10.map((_, i) => 3 * i)),
    log10: fc.constant(log10),
    failedAt: fc.option(fc.nat(100)),
  }),
) as fc.Arbitrary<HistoryArm>;

describe('the columns of a history', () => {
  it('show the last measurement before their right border, from step 0 to the last that was measured', () => {
    expect([...columnMeasurements([0, 10, 20], 40, 8)]).toEqual([0, 0, 1, 1, 2, -1, -1, -1]);
  });

  it('show nothing before anything is measured', () => {
    expect([...columnMeasurements([], 40, 3)]).toEqual([-1, -1, -1]);
  });

  it('never go back in time, and leave no gap before the last measurement', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(500), { maxLength: 40 }), fc.integer({ min: 1, max: 300 }), (raw, columns) => {
        const steps = [0, ...raw.filter((step) => step > 0).sort((a, b) => a - b)];
        const shown = [...columnMeasurements(steps, 600, columns)];
        const last = shown.lastIndexOf(steps.length - 1);
        expect(last).toBeGreaterThanOrEqual(0);
        expect(shown.slice(last + 1).every((index) => index === -1)).toBe(true);
        expect(shown.slice(0, last + 1)).toEqual(shown.slice(0, last + 1).sort((a, b) => a - b));
        expect(shown[0]).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('the heat map', () => {
  it('has the last layer at the top, and is transparent where there is no number', () => {
    const pixels = heatMap(arm([[0, null, 1]]), Int32Array.of(0, -1), 3, [0, 1]);
    const pixel = (row: number, column: number) => [
      ...pixels.slice((row * 2 + column) * 4, (row * 2 + column) * 4 + 4),
    ];
    expect(pixel(0, 0)).toEqual([...(shade(1, [0, 1]) ?? []), 255]);
    expect(pixel(2, 0)).toEqual([...(shade(0, [0, 1]) ?? []), 255]);
    expect(pixel(1, 0)[3]).toBe(0);
    expect(pixel(0, 1)[3]).toBe(0);
  });

  it('hatches what was measured but is not finite or exactly 0, and nothing else', () => {
    const log10 = [
      [0, 1, null],
      [0, Number.NEGATIVE_INFINITY, null],
    ];
    expect(hatched(arm(log10), Int32Array.of(0, 0, 1, -1), 3)).toEqual([
      [0, 0, 3],
      [1, 2, 1],
    ]);
  });

  it('has colours that grow lighter from the smallest value to the largest, as its scale shows', () => {
    const pixels = colourScale(32);
    const luminance = Array.from({ length: 32 }, (_, row) => {
      const [r = 0, g = 0, b = 0] = pixels.slice(row * 4);
      return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    });
    expect(luminance).toEqual(luminance.toSorted((a, b) => b - a));
    expect(shade(-99, [0, 1])).toEqual(shade(0, [0, 1]));
    expect(shade(Number.NEGATIVE_INFINITY, [0, 1])).toBeNull();
  });
});

const linear = (channel: number): number => (channel / 255) ** 2.2;

describe('the range of the colours', () => {
  it('is that of the arms that train: one that failed at the start has no history', () => {
    expect(historyDomain([arm([[0, 60]], [0], 0), arm([[-2.5, -1.5]])])).toEqual([-3, -1]);
    expect(historyDomain([arm([[0, 60]], [0], 0)])).toEqual([0, 60]);
  });

  it('does not follow an arm that runs away, and within a run only expands', () => {
    expect(historyDomain([arm([[0], [70]])])[1]).toBeLessThanOrEqual(6);
    expect(historyDomain([arm([[0.1, 0.2]])], [-7, 3])).toEqual([-7, 3]);
  });
});

describe('the history', () => {
  it('stacks one strip per arm over the same steps, none touching another', () => {
    const { strips, x } = historyGeometry({
      width: 358,
      height: 280,
      depth: 10,
      stepLimit: 2000,
      arms: [0, 1, 2, 3].map((slot) => ({ ...arm([[0]]), slot: slot as 0 })),
    });
    strips.forEach(({ plot }, index) => {
      expect(plot.left).toBe(x(0));
      expect(plot.right).toBe(x(2000));
      expect(plot.bottom - plot.top).toBeGreaterThan(20);
      expect(plot.top).toBeGreaterThan(strips[index - 1]?.plot.bottom ?? 0);
    });
  });

  it('says beside a cross when the arm failed, within the strip', () => {
    const geometry = (failedAt: number) =>
      historyGeometry({ width: 420, height: 300, depth: 4, stepLimit: 1000, arms: [arm([[0]], [0], failedAt)] });
    expect(geometry(0).strips[0]?.note).toMatchObject({ text: 'failed at the start', anchor: 'start' });
    expect(geometry(990).strips[0]?.note).toMatchObject({ text: 'failed, step 990', anchor: 'end' });
  });

  it('has no number that is not finite, whatever it is given', () => {
    fc.assert(
      fc.property(fc.array(anyArm, { maxLength: 4 }), fc.nat(900), fc.nat(700), (arms, width, height) => {
        const { strips, domain, legend, xTicks } = historyGeometry({ width, height, depth: 6, stepLimit: 0, arms });
        const drawn = strips.map(({ plot, yTicks, cross, note }) => ({ plot, yTicks, cross, note }));
        expect(notFinite([drawn, domain, legend.plot, legend.ticks, xTicks])).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

it('describes the course in words', () => {
  expect(
    describeHistory([
      arm(
        [
          [0, 1],
          [0, null],
        ],
        [0, 40],
        50,
      ),
    ]),
  ).toBe(
    'MRePU(2): variance between 1.0 and 10 at step 0, 1.0, zero or not finite in 1 of 2 layers, at step 40; it failed at step 50.',
  );
  expect(describeHistory([arm([])])).toBe('MRePU(2): nothing measured yet.');
});
