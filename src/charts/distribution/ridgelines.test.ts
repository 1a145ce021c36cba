import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { notFinite } from '../shared/testing.ts';
import { describeDistribution } from './describe.ts';
import { chosenLayers, ridgelineGeometry } from './ridgelines.ts';
import type { DistributionArm, Ridge } from './types.ts';

const NAMES = {
  xName: 'z over its root mean square',
  numbersName: 'excess kurtosis',
  numberNames: ['measured', 'theory'],
} as const;

const ridge = (peak = 0.4, predicted: readonly number[] | null = null): Ridge => ({
  measured: Array.from({ length: 61 }, (_, i) => peak * Math.exp(-(((i - 30) / 6) ** 2) / 2)),
  predicted: () => predicted,
  numbers: ['0.55', '0.60'],
});
const arm = (ridges: DistributionArm['ridges'], label = 'tanh', slot = 0): DistributionArm => ({
  slot,
  label,
  ridges,
  note: null,
});
const geometry = (arms: readonly DistributionArm[], width = 700, height = 460) =>
  ridgelineGeometry({ width, height, arms, reach: 5, ...NAMES });

describe('the layers that are shown', () => {
  it('are all of them where there is room, else the first, the last and some evenly between', () => {
    expect(chosenLayers(5, 9)).toEqual([1, 2, 3, 4, 5]);
    expect(chosenLayers(64, 8)).toEqual([1, 10, 19, 28, 37, 46, 55, 64]);
    expect(chosenLayers(10, 1)).toEqual([10]);
    expect(chosenLayers(0, 4)).toEqual([]);
  });

  it('ascend, begin and end with the outermost, and are no more than there is room for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 64 }), fc.integer({ min: 2, max: 80 }), (depth, most) => {
        const layers = chosenLayers(depth, most);
        expect([layers[0], layers.at(-1)]).toEqual([1, depth]);
        expect(layers.length).toBeLessThanOrEqual(most);
        for (let i = 1; i < layers.length; i++) expect(layers[i]!).toBeGreaterThan(layers[i - 1]!);
      }),
    );
  });
});

describe('ridgelines', () => {
  it.each([
    [1, 1200, 460],
    [2, 1200, 460],
    [2, 358, 760],
    [4, 358, 1300],
    [4, 900, 460],
  ])('of %d arms of depth 64 at %d × %d: rows one text line apart, numbers beside the plot', (count, width, height) => {
    const arms = Array.from({ length: count }, (_, i) => arm(new Array(64).fill(ridge()), `arm ${i}`, i));
    const { blocks, pitch } = geometry(arms, width, height);
    expect(pitch).toBeGreaterThan(13 * 1.2);
    for (const { plot, rows, columns, heads, nameAt } of blocks) {
      expect(nameAt).toBeGreaterThan(80);
      expect(rows.length).toBeGreaterThan(3);
      expect(rows.at(-1)!.baseline).toBeCloseTo(plot.bottom, 6);
      expect(rows[0]!.baseline - 1.5 * pitch).toBeGreaterThanOrEqual(plot.top - 1e-6);
      expect(plot.top).toBeGreaterThan(heads[2]);
      expect(plot.right - plot.left).toBeGreaterThan(50);
      expect(columns[0]).toBeGreaterThan(plot.right + 30);
      expect(columns[1]).toBeLessThanOrEqual(width + 1e-6);
      expect(plot.bottom + 13 * 2.6).toBeLessThanOrEqual(height);
    }
    blocks.forEach((block, i) => {
      for (const other of blocks.slice(i + 1)) {
        const beside = block.columns[1] < other.plot.left || other.columns[1] < block.plot.left;
        expect(beside || block.plot.bottom < other.heads[0]).toBe(true);
      }
    });
  });

  it('no line rises above its ridge’s room, however high theory’s is', () => {
    const spike = new Array(61).fill(0).with(30, 1e6);
    const { blocks, pitch } = geometry([arm([ridge(0.4, spike), ridge()])]);
    const [row] = blocks[0]!.rows;
    const heights = [...row!.theory.matchAll(/,([\d.]+)/g)].map(([, y]) => row!.baseline - Number(y));
    expect(Math.max(...heights)).toBeLessThan(1.5 * pitch);
    const own = [...row!.outline.matchAll(/,([\d.]+)/g)].map(([, y]) => row!.baseline - Number(y));
    expect(Math.max(...own)).toBeGreaterThan(0.7 * Math.max(...heights));
  });

  it('a layer that is not finite, or all 0, says so', () => {
    const [block] = geometry([arm([ridge(), { ...ridge(), measured: null }, null])]).blocks;
    expect(block!.rows.map(({ note }) => note)).toEqual([null, 'all 0', 'not finite']);
    expect(block!.rows[2]).toMatchObject({ outline: '', numbers: ['–', '–'] });
  });

  it('have no number that is not finite, whatever the size of the chart', () => {
    const densities = fc.option(
      fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { minLength: 61, maxLength: 61 }),
    );
    const anyRidge = fc.option(
      fc.record({
        measured: densities,
        predicted: densities.map((own) => () => own),
        numbers: fc.constant(['1', '2']),
      }),
    ) as fc.Arbitrary<Ridge | null>;
    const anyArm = fc.array(anyRidge, { maxLength: 12 }).map((ridges) => arm(ridges));
    fc.assert(
      fc.property(fc.array(anyArm, { maxLength: 4 }), fc.nat(1500), fc.nat(900), (arms, width, height) => {
        const { blocks, xTicks, pitch } = geometry(arms, width, height);
        expect(notFinite([xTicks, pitch, blocks.map(({ arm: _, x: __, ...drawn }) => drawn)])).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

it('describes the first and the last layer in words', () => {
  expect(describeDistribution([arm([ridge(), ridge()])], NAMES)).toBe(
    'tanh: excess kurtosis in layer 1: measured 0.55, theory 0.60; layer 2: measured 0.55, theory 0.60.',
  );
  const lost = { ...arm([{ ...ridge(), numbers: ['0.55', '–'] }, null, null]), note: 'at the start' };
  expect(describeDistribution([lost], NAMES)).toBe(
    'tanh (at the start): excess kurtosis in layer 1: measured 0.55, theory unknown; not finite in 2 of 3 layers.',
  );
  expect(describeDistribution([arm([]), arm([null])], NAMES)).toBe(
    'tanh: nothing measured yet. tanh: finite in no layer.',
  );
});
