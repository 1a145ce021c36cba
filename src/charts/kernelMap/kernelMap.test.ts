import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Point } from '../shared/chart.ts';
import { rectsOverlap } from '../shared/labels.ts';
import { anyNumber, notFinite } from '../shared/testing.ts';
import { describeKernelMap } from './describe.ts';
import { kernelMapGeometry } from './kernelMap.ts';
import { staircase } from './staircase.ts';
import type { KernelArm } from './types.ts';
import { kernelWindow } from './window.ts';

const anyArm = fc.record({
  slot: fc.constantFrom(0, 1, 2, 3),
  label: fc.string({ maxLength: 12 }),
  map: fc.array(fc.tuple(fc.double({ min: -10, max: 10, noNaN: true }), anyNumber), { maxLength: 20 }),
  iteratesLog10: fc.array(anyNumber, { maxLength: 12 }),
  largestLog10: fc.array(anyNumber, { maxLength: 12 }),
  fixedPoints: fc.array(
    fc.record({ log10K: anyNumber, slope: anyNumber, stability: fc.constantFrom('stable', 'unstable', 'half-stable') }),
    { maxLength: 3 },
  ),
}) as fc.Arbitrary<KernelArm>;

/** A power law K' = K* (K/K*)^p, which RePU_p is exactly. */
function powerLaw(p: number, fixed: number, k1: number, layers = 10): KernelArm {
  const next = (k: number) => fixed + p * (k - fixed);
  const iterates = [k1];
  while (iterates.length < layers) iterates.push(next(iterates.at(-1) ?? 0));
  return {
    slot: 0,
    label: 'RePU',
    map: Array.from({ length: 241 }, (_, i): Point => [-12 + i / 10, next(-12 + i / 10)]),
    iteratesLog10: iterates,
    fixedPoints: p === 1 ? [] : [{ log10K: fixed, slope: p, stability: p > 1 ? 'unstable' : 'stable' }],
  };
}

describe('the window of a kernel map', () => {
  it('holds K = 1, every K_1 and every fixed point that lie within reach of each other, and is finite whatever it is given', () => {
    fc.assert(
      fc.property(fc.array(anyArm, { maxLength: 4 }), (arms) => {
        const [low, high] = kernelWindow(arms);
        expect(high - low).toBeGreaterThanOrEqual(5);
        expect(high - low).toBeLessThanOrEqual(20);
      }),
    );
    const [low, high] = kernelWindow([powerLaw(2, -3.2, -3.1), powerLaw(2, 2, 2)]);
    expect(low).toBeLessThanOrEqual(-3.5);
    expect(high).toBeGreaterThanOrEqual(2.5);
  });

  it('does not follow a flow that runs away', () => {
    expect(kernelWindow([powerLaw(2, -0.18, 0)])[1]).toBeLessThanOrEqual(6);
    expect(kernelWindow([powerLaw(2, -0.18, -0.5)])[0]).toBeGreaterThanOrEqual(-6);
  });

  it('follows a flow that stays near', () => {
    expect(kernelWindow([powerLaw(1, 0, 0)])).toEqual(kernelWindow([]));
    expect(kernelWindow([{ iteratesLog10: [0, -1, -2, -3, -4], fixedPoints: [] }])[0]).toBeLessThanOrEqual(-4.5);
  });
});

describe('the staircase', () => {
  it('goes up from K_1 on the axis to the map and across to the diagonal, in turn', () => {
    expect(staircase([0, 1, 3], [-4, 4])).toEqual({
      points: [
        [0, -4],
        [0, 1],
        [1, 1],
        [1, 3],
        [3, 3],
      ],
      exit: null,
    });
  });

  it('ends at the border by which the flow leaves, and says whence it came', () => {
    const up = staircase([0, 1, 1e20, 2], [-4, 4]);
    expect(up.points.at(-1)).toEqual([1, 4]);
    expect(up.exit).toEqual({ at: [1, 4], from: [1, 1] });
    expect(staircase([0, -1, Number.NEGATIVE_INFINITY], [-4, 4]).exit).toEqual({ at: [-1, -4], from: [-1, -1] });
  });

  it('moves along one axis at a time and never leaves the window, whatever the flow', () => {
    fc.assert(
      fc.property(fc.array(anyNumber, { maxLength: 20 }), (iterates) => {
        const { points } = staircase(iterates, [-4, 4]);
        for (const [index, [x, y]] of points.entries()) {
          expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(4);
          const before = points[index - 1];
          if (before) expect(before[0] === x || before[1] === y).toBe(true);
        }
      }),
    );
  });
});

describe('the kernel map', () => {
  const draw = (...arms: KernelArm[]) => kernelMapGeometry({ width: 420, height: 340, arms });

  it('puts an isolated fixed point on the diagonal where the map crosses it', () => {
    const { curves, x, y } = draw(powerLaw(2, -0.18, 0));
    expect(curves[0]?.fixed.map(({ at }) => at)).toEqual([[x(-0.18), y(-0.18)]]);
    expect(curves[0]?.invariant).toBe(false);
  });

  it('finds that a map on the diagonal fixes every K', () => {
    const { curves, labels } = draw(powerLaw(1, 0, 0));
    expect(curves[0]?.invariant).toBe(true);
    expect(labels[0]?.notes.join(' ')).toBe('every K is fixed');
  });

  it('lists K* = 0, which no logarithmic axis reaches, with its stability', () => {
    const arm = powerLaw(2, -0.18, 0);
    const zero = { log10K: Number.NEGATIVE_INFINITY, slope: 0, stability: 'stable' } as const;
    const { zeros, curves } = draw({ ...arm, fixedPoints: [zero, ...arm.fixedPoints] });
    expect(zeros?.rows.map(({ text }) => text)).toEqual(['RePU stable, slope 0']);
    expect(curves[0]?.fixed).toHaveLength(1);
  });

  it('leaves the list of zeros out where it would reach the diagonal', () => {
    const arm = powerLaw(2, -0.18, 0);
    const zero = { log10K: Number.NEGATIVE_INFINITY, slope: 0, stability: 'stable' } as const;
    const arms = [{ ...arm, fixedPoints: [zero, ...arm.fixedPoints] }];
    expect(kernelMapGeometry({ width: 320, height: 300, arms }).zeros).not.toBeNull();
    expect(kernelMapGeometry({ width: 666, height: 374, textSize: 28, arms }).zeros).toBeNull();
  });

  it('draws the largest input’s staircase beside the mean one’s: that stands on K*, this leaves', () => {
    const arm = powerLaw(2, -0.18, -0.18);
    const { curves, x, plot } = draw({ ...arm, largestLog10: powerLaw(2, -0.18, 0.3).iteratesLog10 });
    const [curve] = curves;
    expect(curve?.mean.arrow).toBeNull();
    expect(new Set(curve?.mean.points.slice(1).map(([across]) => across))).toEqual(new Set([x(-0.18)]));
    expect(curve?.largest?.start).toEqual([x(0.3), plot.bottom]);
    expect(curve?.largest?.arrow?.at[1]).toBeCloseTo(plot.top, 9);
    expect(draw(arm).curves[0]?.largest).toBeNull();
  });

  it('marks the iterates on the map itself', () => {
    const { curves, x, y } = draw(powerLaw(1.2, 0, 0.1, 4));
    const [first] = curves[0]?.iterates ?? [];
    expect(curves[0]?.mean.start?.[0]).toBeCloseTo(x(0.1), 9);
    expect(first?.[0]).toBeCloseTo(x(0.1), 9);
    expect(first?.[1]).toBeCloseTo(y(0.12), 9);
  });

  it('writes no word over another, however long the names in a room’s text size', () => {
    const long = (slot: 0 | 1 | 2 | 3, arm: KernelArm): KernelArm => ({ ...arm, slot, label: 'RePU(2) + skip + RMS' });
    const arms = [
      long(0, powerLaw(2, 0, 0.1, 4)),
      long(1, powerLaw(1.2, 0, 0.1, 4)),
      long(2, powerLaw(0, 0, 0.1, 4)),
      long(3, powerLaw(1, 0, 0.1, 4)),
    ];
    for (const [width, height, textSize] of [
      [550, 290, 28],
      [455, 300, 28],
      [340, 260, 13],
    ] as const) {
      const { labels } = kernelMapGeometry({ width, height, textSize, arms });
      expect(new Set(labels.map(({ curve }) => curve.arm.slot)).size).toBe(4);
      for (const [i, { rect }] of labels.entries()) {
        for (const other of labels.slice(i + 1)) expect(rectsOverlap(rect, other.rect)).toBe(false);
      }
    }
  });

  it('has no number that is not finite, whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.array(anyArm, { maxLength: 4 }),
        fc.integer({ min: 0, max: 900 }),
        fc.integer({ min: 0, max: 700 }),
        (arms, width, height) => {
          const { x, y, zeros, ...geometry } = kernelMapGeometry({ width, height, arms });
          const drawn = geometry.curves.map(({ arm, ...curve }) => ({
            ...curve,
            fixed: curve.fixed.map(({ at }) => at),
          }));
          const text = [
            drawn,
            geometry.labels.map(({ rect }) => rect),
            geometry.plot,
            zeros?.rect,
            zeros?.rows.map((r) => r.y),
          ];
          expect(notFinite(text)).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });
});

it('describes fixed points and flow in words', () => {
  expect(describeKernelMap([powerLaw(2, 0, 0.1, 3)])).toBe(
    'RePU: K* = 1.0, unstable, slope 2; K grows from 1.3 at layer 1 to 2.5 at layer 3.',
  );
  expect(describeKernelMap([powerLaw(1, 0, 0)])).toBe('RePU: no isolated fixed point; K stays at 1.0.');
});
