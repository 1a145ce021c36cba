import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyNumber, notFinite } from '../shared/testing.ts';
import { opacityAt, phasePixels } from './colours.ts';
import { describePhaseMap } from './describe.ts';
import { legendGeometry } from './legend.ts';
import { phaseGeometry } from './phaseMap.ts';
import { outcomeAt, phaseCellCentre, planeScale } from './plane.ts';
import { regionPlaces } from './regions.ts';
import type { PhaseGrid } from './types.ts';

/** Overflows at layer 3 in the upper half, vanishes at layer 2 in the lower left quarter. */
function quartered(columns = 40, rows = 20): PhaseGrid {
  const outcome = Int16Array.from({ length: columns * rows }, (_, cell) => {
    const row = Math.floor(cell / columns);
    return row >= rows / 2 ? 3 : cell % columns < columns / 2 ? -2 : 0;
  });
  return { columns, rows, outcome, cwLog10: [-1, 1], k1Log10: [-4, 2] };
}
const plot = { left: 40, right: 400, top: 20, bottom: 300 };
const arm = { slot: 0, label: 'RePU(2)' } as const;

describe('the plane of C_W and K_1', () => {
  it('goes from a point to its pixel and back, to three digits', () => {
    const { x, y, pointAt } = planeScale(quartered(), plot);
    fc.assert(
      fc.property(
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.double({ min: -4, max: 2, noNaN: true }),
        (cw, k1) => {
          const point = pointAt(x(cw), y(k1));
          expect(Math.log10(point.cw)).toBeCloseTo(cw, 2);
          expect(Math.log10(point.k1)).toBeCloseTo(k1, 2);
        },
      ),
    );
  });

  it('takes a pixel beyond the border to the border', () => {
    const { pointAt } = planeScale(quartered(), plot);
    expect(pointAt(1e9, 1e9)).toEqual({ cw: 10, k1: 1e-4 });
    expect(pointAt(Number.NaN, -1e9)).toEqual({ cw: 0.1, k1: 100 });
  });

  it('finds each cell at its centre', () => {
    const grid = quartered();
    for (const [column, row] of [
      [0, 0],
      [19, 9],
      [20, 9],
      [39, 19],
    ] as const) {
      expect(outcomeAt(grid, phaseCellCentre(grid, column, row))).toBe(grid.outcome[row * grid.columns + column]);
    }
    expect(outcomeAt(grid, { cw: 11, k1: 1 })).toBeNull();
    expect(outcomeAt(grid, { cw: 10, k1: 100 })).toBe(3);
  });
});

describe('the colours', () => {
  it('leave survival uncoloured, have the largest K_1 on top, and are the stronger the earlier the layer', () => {
    const pixels = phasePixels(quartered(2, 2), 10);
    const alpha = [...pixels].filter((_, index) => index % 4 === 3);
    expect(alpha[0]).toBe(alpha[1]);
    expect(alpha[2]).toBeGreaterThan(alpha[0] ?? 255);
    expect(alpha[3]).toBe(0);
    const opacities = Array.from({ length: 10 }, (_, index) => opacityAt(index + 1, 10));
    expect(opacities).toEqual(opacities.toSorted((a, b) => b - a));
    expect(opacities[9]).toBeGreaterThan(0.2);
  });

  it('are named by a legend that is symmetric, fits its width and has one bar for each layer and fate', () => {
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 900 }), fc.integer({ min: 2, max: 64 }), (width, depth) => {
        const { bars } = legendGeometry(width, depth, 13);
        expect(new Set(bars.map(({ outcome }) => outcome)).size).toBe(2 * depth);
        for (const bar of bars) {
          expect(bar.x).toBeGreaterThanOrEqual(-1e-9);
          const twin = bars.find(({ outcome }) => outcome === -bar.outcome);
          expect(twin?.x).toBeCloseTo(width - bar.x - bar.width, 6);
        }
      }),
    );
  });
});

describe('the phase map', () => {
  const draw = (point = { cw: 1, k1: 1 }) =>
    phaseGeometry({ width: 420, height: 340, arm, grid: quartered(), depth: 10, point });

  it('names every region inside it', () => {
    const { regions, plot: area } = draw({ cw: 1, k1: 1e-3 });
    expect(regions.map(({ name }) => name)).toEqual(['overflows', 'survives to layer 10', 'vanishes']);
    const { pointAt } = planeScale(quartered(), area);
    for (const [index, sign] of [1, 0, -1].entries()) {
      const { x, y, width, height } = regions[index]?.rect ?? { x: 0, y: 0, width: 0, height: 0 };
      for (const corner of [pointAt(x, y), pointAt(x + width, y + height)]) {
        expect(Math.sign(outcomeAt(quartered(), corner) ?? Number.NaN)).toBe(sign);
      }
    }
  });

  it('leaves a region unnamed that is too small for its name', () => {
    expect(regionPlaces(quartered(), 0, plot, { width: 300, height: 15 })).toEqual([]);
    const everywhere = { ...quartered(), outcome: new Int16Array(800) };
    expect(regionPlaces(everywhere, -1, plot, { width: 10, height: 10 })).toEqual([]);
  });

  it('names point and line inside a map as small as the one beside the main chart', () => {
    const {
      critical,
      separatrix,
      plot: area,
    } = phaseGeometry({
      width: 320,
      height: 200,
      textSize: 12,
      arm,
      grid: quartered(),
      depth: 10,
      point: { cw: 1, k1: 0.1 },
      critical: { cw: 1, k1: 0.1, name: 'mean input on its fixed point' },
      separatrix: {
        points: [
          [-1, 1],
          [1, -3],
        ],
        name: 'survives on this line alone',
      },
    });
    for (const label of [critical?.label, separatrix?.label]) {
      expect(label?.rect.x).toBeGreaterThanOrEqual(area.left);
      expect((label?.rect.x ?? 0) + (label?.rect.width ?? 400)).toBeLessThanOrEqual(area.right);
    }
  });

  it('keeps a point beyond the plane at its border', () => {
    const { at, plot: area } = draw({ cw: 1e9, k1: 0 });
    expect(at).toEqual([area.right, area.bottom]);
  });

  it('has no number that is not finite, whatever it is given', () => {
    fc.assert(
      fc.property(anyNumber, anyNumber, fc.nat(900), fc.nat(700), (cw, k1, width, height) => {
        const point = { cw, k1 };
        const { x, y, pointAt, ...geometry } = phaseGeometry({
          width,
          height,
          arm,
          grid: quartered(),
          depth: 10,
          point,
          critical: { ...point, name: 'critical' },
          separatrix: {
            points: [
              [cw, k1],
              [0, 0],
              [k1, cw],
            ],
            name: 'separatrix',
          },
        });
        expect(notFinite(geometry)).toEqual([]);
      }),
    );
  });
});

it('describes the present point and the regions in words', () => {
  const grid = quartered();
  expect(describePhaseMap({ arm, grid, depth: 10, point: { cw: 1.5, k1: 2 } })).toBe(
    'RePU(2) at C_W = 1.5, K_1 = 2.0: at infinite width overflows at layer 3. Of the map, which is drawn at infinite width, 25 % survives to layer 10, 50 % overflows and 25 % vanishes.',
  );
  const atWidth = 'at width 64, 86 % of 512 networks drawn survive';
  expect(describePhaseMap({ arm, grid, depth: 10, point: { cw: 1.5, k1: 1e-3 }, atWidth })).toContain(
    'K_1 = 0.0010: at infinite width survives to layer 10; at width 64, 86 % of 512 networks drawn survive.',
  );
  expect(describePhaseMap({ arm, grid, depth: 10, point: { cw: 99, k1: 2 } })).toContain('K_1 = 2.0: outside the map.');
  expect(describePhaseMap({ arm, grid, depth: 10, point: { cw: 0.2, k1: 1e-3 } })).toContain('vanishes at layer 2');
});
