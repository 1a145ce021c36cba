import { describe, expect, it } from 'vitest';
import { OVERFLOW_COLOUR, opacityAt, VANISH_COLOUR } from '../phaseMap/colours.ts';
import { notFinite } from '../shared/testing.ts';
import { apart, boundaries } from './boundary.ts';
import { learnedColour, mapPixels, paintOf, scaleEnd } from './colours.ts';
import { bestOf, cellText, countsOf, describeMap, OUTCOMES } from './describe.ts';
import { mapLayout } from './layout.ts';
import { axisDomain, axisScale, axisTicks, cellBox, indexAt, measured, moved } from './plane.ts';
import { strokes, texturePath } from './textures.ts';
import type { CellChart, CellOutcome, MapChartAxis } from './types.ts';

const CW: MapChartAxis = { symbol: 'C_W', words: 'weight variance', from: 0.01, to: 100, cells: 5, log: true };
const SKIP: MapChartAxis = { symbol: 'γ', words: 'skip', from: 0, to: 1.5, cells: 4, log: false };

const cell = (outcome: CellOutcome, more: Partial<CellChart> = {}): CellChart => ({
  x: 2,
  y: 1,
  outcome,
  layer: null,
  step: null,
  loss: null,
  ...more,
});
const SCALE = { depth: 10, least: 0.001, baseline: 0.2 };

describe('the plane', () => {
  it('has cells round the values from the first to the last', () => {
    expect(axisDomain(CW)).toEqual([-2.5, 2.5]);
    expect(axisDomain(SKIP)).toEqual([-0.25, 1.75]);
    const x = axisScale(CW, 100, 600);
    expect([0.01, 0.1, 1, 100].map((value) => x(measured(CW, value)))).toEqual([150, 250, 350, 550]);
    expect(axisDomain({ ...SKIP, to: 0, cells: 1 })).toEqual([-0.5, 0.5]);
  });

  it('finds the cell under a place, at the borders too', () => {
    const axes = { x: CW, y: SKIP };
    expect(indexAt(axes, 0, 0)).toBe(0);
    expect(indexAt(axes, 0.99, 0)).toBe(4);
    expect(indexAt(axes, 0.5, 0.3)).toBe(7);
    expect(indexAt(axes, 1, 1)).toBe(19);
    expect(indexAt(axes, -3, 7)).toBe(15);
  });

  it('draws a cell where a pointer finds it', () => {
    const plot = { left: 10, right: 110, top: 20, bottom: 100 };
    for (let index = 0; index < 20; index++) {
      const { x, y, width, height } = cellBox({ x: CW }, SKIP.cells, plot, index);
      const across = (x + width / 2 - plot.left) / 100;
      const up = (plot.bottom - y - height / 2) / 80;
      expect(indexAt({ x: CW, y: SKIP }, across, up)).toBe(index);
    }
  });

  it('moves by arrow keys and stays within its borders', () => {
    const axes = { x: CW, y: SKIP };
    const from = (index: number) =>
      ['ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'a'].map((key) => moved(axes, index, key));
    expect(from(7)).toEqual([8, 6, 12, 2, 5, 9, null]);
    expect(from(0)).toEqual([1, 0, 5, 0, 0, 4, null]);
    expect(from(19)).toEqual([19, 18, 19, 14, 15, 19, null]);
  });

  it('has ticks on every kind of axis', () => {
    const labels = (axis: MapChartAxis, length = 400) =>
      axisTicks(axis, length, 40).flatMap(({ label }) => (label === null ? [] : [label]));
    expect(labels(CW)).toEqual(['0.01', '0.1', '1', '10', '100']);
    expect(labels({ ...CW, from: 1e-6, to: 100, cells: 17 })[0]).toBe('10⁻⁶');
    expect(labels({ ...CW, from: 2, to: 8 })).toEqual(['2', '8']);
    expect(labels({ ...SKIP, from: 2, to: 32, cells: 16 })).toEqual(['5', '10', '15', '20', '25', '30']);
    expect(labels({ ...SKIP, cells: 1, to: 0 }).length).toBeGreaterThan(0);
  });
});

describe('colours', () => {
  it('are those of the phase map for what is lost at the start', () => {
    expect(paintOf(cell('overflow', { layer: 7 }), SCALE)).toEqual({
      colour: OVERFLOW_COLOUR,
      opacity: opacityAt(7, 10),
    });
    expect(paintOf(cell('vanished', { layer: 2 }), SCALE)).toEqual({
      colour: VANISH_COLOUR,
      opacity: opacityAt(2, 10),
    });
    expect(paintOf(cell('open'), SCALE)).toBeNull();
  });

  it('are the brighter the further the loss fell, beyond the scale as at its ends', () => {
    const luminance = (share: number) => {
      const [red, green, blue] = learnedColour(share, 0.001);
      return 0.21 * red + 0.72 * green + 0.07 * blue;
    };
    const shares = [0.9, 0.5, 0.1, 0.01, 0.001];
    const seen = shares.map(luminance);
    expect([...seen].sort((a, b) => a - b)).toEqual(seen);
    expect(seen.at(-1)! - seen[0]!).toBeGreaterThan(80);
    expect(learnedColour(0, 0.001)).toEqual(learnedColour(0.001, 0.001));
    expect(learnedColour(2, 0.001)).toEqual(learnedColour(0.9, 0.001));
    expect([scaleEnd(0.5), scaleEnd(0.001), scaleEnd(0.002), scaleEnd(0)]).toEqual([-1, -3, -3, -6]);
  });

  it('lie row by row from the largest y, and leave out what is not known', () => {
    const pixels = mapPixels([cell('overflow', { layer: 1 }), null, cell('learned', { loss: 0.1 }), null], 2, 2, SCALE);
    const at = (index: number) => [...pixels.slice(4 * index, 4 * index + 4)];
    expect(at(0)).toEqual([...learnedColour(0.5, 0.001), 255]);
    expect(at(1)).toEqual([0, 0, 0, 0]);
    expect(at(2)).toEqual([...OVERFLOW_COLOUR, 255]);
  });
});

describe('without colour', () => {
  it('every outcome but what learned or stands open has strokes of its own', () => {
    const box = { x: 0, y: 0, width: 10, height: 10 };
    const drawn = OUTCOMES.filter((outcome) => strokes(outcome, box, 12) !== '');
    expect(drawn).toEqual(['overflow', 'diverged', 'vanished', 'mean']);
    expect(new Set(drawn.map((outcome) => strokes(outcome, box, 12))).size).toBe(4);
  });

  it('small cells have strokes in some, large ones in all', () => {
    const cells = Array.from({ length: 64 }, () => cell('vanished'));
    const count = (size: number) =>
      texturePath(cells, 8, 8, { left: 0, right: size, top: 0, bottom: size }, 12).split('M').length - 1;
    expect(count(400)).toBe(64);
    expect(count(40)).toBe(16);
    expect(texturePath([null, cell('learned')], 2, 1, { left: 0, right: 20, top: 0, bottom: 10 }, 12)).toBe('');
  });
});

describe('theory’s boundary', () => {
  it('runs between what overflows and what does not, in the measure of the axes', () => {
    const [columns, rows] = [41, 21];
    // Overflows where log10 C_W is above 0.
    const outcome = Int16Array.from({ length: columns * rows }, (_, at) => (at % columns > 20 ? 5 : 0));
    const { overflow, vanish } = boundaries({ columns, rows, outcome }, { x: CW, y: SKIP });
    expect([overflow.length, vanish.length]).toEqual([rows - 1, 0]);
    for (const [from, to] of overflow) {
      expect(Math.abs(from[0] - 0.05)).toBeLessThan(0.02);
      expect(to[1]).toBeGreaterThanOrEqual(0);
      expect(to[1]).toBeLessThanOrEqual(1.5);
    }
  });

  it.each([
    [0, 0],
    [1, 0],
    [4, 1],
  ])('of a strip of %d points that survive between the two fates has a second line on %d side', (width, second) => {
    const [columns, rows] = [41, 21];
    const outcome = Int16Array.from({ length: columns * rows }, (_, at) =>
      at % columns < 20 ? -4 : at % columns < 20 + width ? 0 : 4,
    );
    const { overflow, vanish } = boundaries({ columns, rows, outcome }, { x: CW, y: SKIP });
    expect([overflow.length, vanish.length]).toEqual([rows - 1, rows - 1]);
    // Points are a tenth of a decade apart.
    expect(apart(vanish, overflow, 0.2)).toHaveLength(second * (rows - 1));
  });

  it('is none where all share one fate', () => {
    const grid = { columns: 5, rows: 5, outcome: new Int16Array(25).fill(3) };
    expect(boundaries(grid, { x: CW, y: SKIP })).toEqual({ overflow: [], vanish: [] });
  });
});

describe('in words', () => {
  it.each([
    [cell('overflow', { layer: 7 }), 'overflow at layer 7 at the start'],
    [cell('overflow'), 'overflow at the start'],
    [cell('diverged', { step: 12, layer: 3 }), 'diverged at step 12, layer 3'],
    [cell('diverged', { step: 12 }), 'diverged at step 12'],
    [cell('vanished', { layer: 4 }), 'vanished at layer 4 at the start'],
    [cell('vanished'), 'vanished in training'],
    [cell('mean', { loss: 0.19 }), 'learned no more than the mean (loss 0.19, the mean’s 0.20)'],
    [cell('learned', { loss: 0.1 }), 'learned: loss 0.10, 0.50 of the mean’s'],
    [cell('learned', { loss: 0.002 }), 'learned: loss 0.0020, 1/100 of the mean’s'],
    [cell('open'), 'alive at the start, not trained'],
    [null, 'not computed yet'],
  ])('%j', (one, words) => {
    expect(cellText(one, 0.2)).toBe(words);
  });

  it('counts the outcomes and names the best', () => {
    const cells = [cell('learned', { loss: 0.1 }), cell('learned', { loss: 0.01, x: 4 }), cell('overflow'), null];
    expect(countsOf(cells)).toMatchObject({ learned: 2, overflow: 1, unknown: 1, mean: 0 });
    expect(bestOf(cells)?.x).toBe(4);
    const described = describeMap({
      arm: { slot: 0, label: 'RePU(2)' },
      x: CW,
      y: SKIP,
      cells,
      baseline: 0.2,
      point: { x: 1, y: 0 },
    });
    expect(described).toBe(
      'RePU(2): 4 networks, C_W from 0.01 to 100, γ from 0 to 1.5: 1 overflow at the start, 2 learned, 1 not computed yet. The best: C_W 4, γ 1, learned: loss 0.010, 1/20 of the mean’s. The present experiment: C_W 1, γ 0.',
    );
  });
});

describe('the layout', () => {
  const props = { x: CW, y: SKIP, arm: { slot: 0, label: 'RePU(2)' }, point: { x: 1e9, y: -4 } };

  it.each([
    [1200, 700, 28],
    [420, 340, 12],
    [300, 150, 12],
    [140, 90, 12],
    [10, 10, 12],
  ])('holds at %d × %d', (width, height, textSize) => {
    const layout = mapLayout({ ...props, width, height, textSize });
    const { plot, at } = layout;
    expect(plot.right).toBeGreaterThan(plot.left);
    expect(plot.bottom).toBeGreaterThan(plot.top);
    // Beyond the plane the mark stands at its border.
    expect(at).toEqual([plot.right, plot.bottom]);
    expect(notFinite(layout)).toEqual([]);
  });
});
