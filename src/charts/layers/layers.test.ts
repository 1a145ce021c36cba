import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textWidth } from '../shared/format.ts';
import { rectsOverlap } from '../shared/labels.ts';
import { anyNumber, notFinite } from '../shared/testing.ts';
import { describeLayers } from './describe.ts';
import { layerDomain } from './domain.ts';
import { layerGeometry } from './layers.ts';
import type { LayerArm } from './types.ts';

const values = fc.array(fc.option(anyNumber), { maxLength: 12 });
const anyArm = fc.record({
  slot: fc.constantFrom(0, 1, 2, 3),
  label: fc.string({ maxLength: 12 }),
  lines: fc.array(
    fc.record({ symbol: fc.constantFrom('χ∥', ''), stroke: fc.constantFrom('solid', 'dashed'), log10: values }),
    {
      maxLength: 2,
    },
  ),
  measuredLog10: fc.option(values),
}) as fc.Arbitrary<LayerArm>;

const arm = (log10: readonly (number | null)[], measuredLog10: LayerArm['measuredLog10'] = null): LayerArm => ({
  slot: 0,
  label: 'RePU(2)',
  lines: [{ symbol: 'χ∥', stroke: 'solid', log10 }],
  measuredLog10,
});
const reference = { log10: 0, name: 'critical' };
const draw = (scale: 'log' | 'linear', ...arms: LayerArm[]) =>
  layerGeometry({ width: 420, height: 340, depth: 4, arms, scale, reference });

describe('the range of a chart of the layers', () => {
  it('on a linear scale starts at 0, holds the reference, and lets what is far larger leave', () => {
    expect(layerDomain({ arms: [arm([Math.log10(0.5)])], scale: 'linear', reference })).toEqual([0, 1.5]);
    expect(layerDomain({ arms: [arm([0, 3])], scale: 'linear', reference })).toEqual([0, 8]);
  });

  it('on a log scale holds all that float32 could have measured, and no more', () => {
    const [low, high] = layerDomain({ arms: [arm([-3, 2, 1e20])], scale: 'log', reference });
    expect(low).toBeLessThanOrEqual(-3);
    expect(high).toBeGreaterThanOrEqual(76);
    expect(high).toBeLessThan(100);
  });

  it('within a run only expands', () => {
    expect(layerDomain({ arms: [arm([0])], scale: 'log', reference }, [-5, 9])).toEqual([-5, 9]);
  });
});

describe('the chart of the layers', () => {
  it('draws a line through every known layer and a gap where one is unknown', () => {
    const { lines } = draw('log', arm([0, 1, null, 1]));
    expect(lines[0]?.pieces.map((piece) => piece.length)).toEqual([2]);
  });

  it('points an arrow where a line leaves, also where it comes in from beyond', () => {
    const leaves = draw('linear', arm([0, 0, 0, 5])).lines[0];
    expect(leaves?.arrows).toHaveLength(1);
    expect(leaves?.end?.leaves).toBe(true);
    expect(draw('linear', arm([5, 0, 0, 0])).lines[0]?.arrows).toHaveLength(1);
  });

  it('puts measured dots at their values and none where nothing is finite', () => {
    const { dots, x, y } = draw('linear', arm([0, 0, 0, 0], [0, Number.NEGATIVE_INFINITY, null, Math.log10(0.5)]));
    expect(dots[0]?.dots.map(({ layer }) => layer)).toEqual([1, 2, 4]);
    expect(dots[0]?.dots[2]?.at).toEqual([x(4), y(10 ** Math.log10(0.5))]);
    expect(dots[0]?.dots[1]?.at[1]).toBe(y(0));
  });

  it('has no number that is not finite, whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.array(anyArm, { maxLength: 4 }),
        fc.constantFrom('log' as const, 'linear' as const),
        fc.integer({ min: 2, max: 64 }),
        fc.integer({ min: 0, max: 900 }),
        (arms, scale, depth, width) => {
          const {
            lines,
            dots,
            labels,
            plot,
            reference: level,
          } = layerGeometry({
            width,
            height: 300,
            depth,
            arms,
            scale,
            reference,
          });
          const drawn = lines.map(({ path, arrows, end }) => ({ path, arrows, end }));
          expect(notFinite([drawn, dots.map((d) => d.dots), labels.map(({ rect }) => rect), plot, level])).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('names', () => {
  it('of lines that are known to the last but one layer stand in the margin, from top to bottom as their lines do', () => {
    const lines = [2, 1.34, 1.05, 1.04].map((value, index) => ({
      ...arm([Math.log10(value), Math.log10(value), null, null]),
      slot: index as 0 | 1 | 2 | 3,
      label: `arm ${index}`,
    }));
    const { labels, plot } = draw('linear', ...lines);
    const byHeight = labels.toSorted((a, b) => a.rect.y - b.rect.y);
    expect(byHeight.map(({ line }) => line.arm.slot)).toEqual([0, 1, 2, 3]);
    for (const { rect } of labels) expect(rect.x).toBeGreaterThanOrEqual(plot.right);
  });
});

describe('names at what is known last', () => {
  const place = (log10: (number | null)[], measured: (number | null)[]) => {
    const own: LayerArm = { ...arm(log10, measured), lines: [{ symbol: '', stroke: 'solid', log10 }] };
    const common = { width: 420, height: 340, depth: 8, arms: [own], scale: 'log', nameAtLast: true } as const;
    const { labels, plot, x, y } = layerGeometry({ ...common, domain: [-8, 4] });
    return { rect: labels[0]!.rect, plot, x, y };
  };

  it('stand in the margin at the height of a dot at the last place, where the line ends before', () => {
    const { rect, plot, y } = place([2, 1, 0, -1, -2, -3, -4, null], [2, 1, 0, -1, -2, -3, -4, -6]);
    expect(rect.x).toBeGreaterThanOrEqual(plot.right);
    expect(rect.y + rect.height / 2).toBeCloseTo(y(-6), 6);
  });

  it('stand beside the end of a line that ends in the plot with its dots', () => {
    const { rect, x, y } = place([2, 1.5, 1, 0.5, null, null, null, null], [2, 1.5, 1, 0.5, null, null, null, null]);
    const [right, down] = [rect.x - x(4), rect.y + rect.height / 2 - y(0.5)];
    expect(Math.hypot(right, down)).toBeLessThan(3 * 13);
    expect(rect.x).toBeLessThan(x(6));
  });
});

describe('names in a narrow chart for a room', () => {
  it('are set smaller than they would like to be rather than cut off', () => {
    const own: LayerArm = {
      ...arm([0, 0, 0, 0]),
      label: 'MRePU(2)',
      lines: [{ symbol: '', stroke: 'solid', log10: [0, 0, 0, 0] }],
    };
    for (const width of [330, 360, 380, 420]) {
      const { labels, nameSize } = layerGeometry({
        width,
        height: 420,
        textSize: 27,
        depth: 4,
        arms: [own],
        scale: 'log',
      });
      const { name, rect } = labels[0]!;
      expect(rect.x + textWidth(name, nameSize, true)).toBeLessThanOrEqual(width);
    }
  });
});

describe('names in a crowded chart', () => {
  /** The first line of the first arm lies above the axis all the way. */
  const both = (slot: 0 | 1 | 2 | 3): LayerArm => ({
    slot,
    label: 'MRePU(2)',
    lines: [
      { symbol: 'χ∥', stroke: 'solid', log10: slot === 0 ? [1, 1, 1, 1] : [0, 0.01, 0.02, 0.03] },
      { symbol: 'χ⊥', stroke: 'dashed', log10: [0, 0, 0.01, 0.01] },
    ],
    measuredLog10: null,
  });
  const namedAt = (textSize: number, height: number) =>
    layerGeometry({
      width: 470,
      height,
      textSize,
      depth: 4,
      arms: [both(0), both(1), both(2), both(3)],
      scale: 'linear',
      reference,
    });

  it('are those of every line where they have room, and of one line of each arm where not; none covers another', () => {
    for (const [textSize, height, count] of [
      [14, 400, 7],
      [28, 400, 7],
      [28, 300, 4],
    ] as const) {
      const { labels, nameSize } = namedAt(textSize, height);
      expect(labels.map(({ name }) => name)).toHaveLength(count);
      // Stacked names touch, to rounding.
      const inner = labels.map(({ rect }) => ({ ...rect, height: rect.height - 1e-6 }));
      expect(inner.some((rect, i) => inner.slice(i + 1).some((other) => rectsOverlap(rect, other)))).toBe(false);
      expect(new Set(labels.map(({ line }) => line.arm.slot)).size).toBe(4);
      // No name reaches beyond the chart.
      for (const { name, rect } of labels) expect(rect.x + textWidth(name, nameSize, true)).toBeLessThan(470);
    }
  });
});

it('describes what is predicted and measured in words', () => {
  expect(describeLayers([arm([0, null, 1], [0, Number.NEGATIVE_INFINITY])], 'squared gradient')).toBe(
    'RePU(2): predicted χ∥ goes from 1.0 at layer 1 to 10 at layer 3. RePU(2): measured squared gradient goes from 1.0 at layer 1 to 0 at layer 2.',
  );
  expect(describeLayers([arm([null])], 'gradient')).toBe('RePU(2): predicted χ∥ is known at no layer.');
});
