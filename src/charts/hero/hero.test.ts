import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ArmSlot } from '../shared/chart.ts';
import { rectsOverlap } from '../shared/labels.ts';
import { heroCurve } from './curve.ts';
import { describeVariance } from './describe.ts';
import { FLOAT32_BOTTOM, FLOAT32_TOP, varianceDomain } from './domain.ts';
import { heroFrame } from './frame.ts';
import { heroLabels } from './labels.ts';
import { layerAt, readoutBox, readoutRows } from './readout.ts';
import type { VarianceArm } from './types.ts';

const DEPTH = 10;
const SIZE = { width: 860, height: 480, depth: DEPTH };

/** RePU(2) from K_1 = 2: K_l = (2/3)·3^(2^(l-1)) (theory.md); the network overflows at layer 9. */
const repuLog10 = Array.from({ length: DEPTH }, (_, index) => Math.log10(2 / 3) + 2 ** index * Math.log10(3));
const repu: VarianceArm = {
  slot: 0,
  label: 'RePU(2)',
  predictedLog10: repuLog10,
  band: repuLog10.map((log10, index) => (log10 < 300 ? 10 ** log10 * 0.3 * (index + 1) : null)),
  ghostLog10: repuLog10.map((log10, index) => (index < 8 ? log10 : null)),
  measuredLog10: repuLog10.map((log10, index) => (index < 8 ? log10 : null)),
  spread: null,
  failure: { kind: 'overflow', layer: 9, step: 0 },
};
const mrepu: VarianceArm = {
  slot: 1,
  label: 'MRePU(2)',
  predictedLog10: new Array(DEPTH).fill(-2.8),
  band: new Array(DEPTH).fill(10 ** -2.8 * 0.2),
  ghostLog10: new Array(DEPTH).fill(-2.8),
  measuredLog10: new Array(DEPTH).fill(-2.75),
  spread: new Array(DEPTH).fill(10 ** -2.8 * 0.2),
  failure: null,
};

const wild = fc.oneof(
  fc.double({ min: -100, max: 100 }),
  fc.constantFrom(1e20, -1e20, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN),
);
const layers = fc.array(wild, { minLength: DEPTH, maxLength: DEPTH });
const holed = fc.array(fc.option(wild), { minLength: DEPTH, maxLength: DEPTH });
const wildArm = (slot: ArmSlot) =>
  fc.record({
    slot: fc.constant(slot),
    label: fc.constantFrom('RePU(2)', 'tanh', 'leaky ReLU(0.01)'),
    predictedLog10: layers,
    band: holed,
    ghostLog10: holed,
    measuredLog10: holed,
    spread: fc.option(holed),
    failure: fc.option(
      fc.oneof(
        fc.record({
          kind: fc.constant('overflow' as const),
          layer: fc.integer({ min: 1, max: DEPTH }),
          step: fc.nat(),
        }),
        fc.record({ kind: fc.constant('loss' as const), layer: fc.constant(null), step: fc.nat() }),
      ),
    ),
  });
const wildArms = fc.tuple(wildArm(0), wildArm(1), wildArm(2), wildArm(3));

describe('the range of the plain logarithm', () => {
  it('goes on to float32’s edge and shows the zone beyond once a curve leaves it', () => {
    const [low, high] = varianceDomain([repu, mrepu]);
    expect(low).toBe(-10);
    expect(high).toBeGreaterThan(FLOAT32_TOP + 5);
    expect(high).toBeLessThan(FLOAT32_TOP + 20);
  });

  it('follows the curves in whole decades while all stay within float32', () => {
    expect(varianceDomain([mrepu])).toEqual([-5, -1]);
  });

  it('shows the zone below for a network that vanishes', () => {
    const gone = {
      ...mrepu,
      measuredLog10: mrepu.measuredLog10.map((log10, index) => (index < 6 ? log10 : Number.NEGATIVE_INFINITY)),
    };
    expect(varianceDomain([gone])[0]).toBeLessThan(FLOAT32_BOTTOM - 5);
  });

  it('grows within a run and never shrinks', () => {
    const start = varianceDomain([mrepu]);
    const moved = varianceDomain([{ ...mrepu, measuredLog10: mrepu.measuredLog10.map(() => 2.2) }], start);
    expect(moved).toEqual([-5, 3]);
    expect(varianceDomain([mrepu], moved)).toEqual(moved);
  });

  it('stands still under the jitter of training', () => {
    const jittered = varianceDomain([
      { ...mrepu, measuredLog10: mrepu.measuredLog10.map((log10, index) => (log10 ?? 0) + 0.2 * Math.sin(index)) },
    ]);
    expect(jittered).toEqual(varianceDomain([mrepu]));
  });

  it('is finite, ascending and no wider than float32 with its zones, whatever the data', () => {
    fc.assert(
      fc.property(wildArms, (arms) => {
        const [low, high] = varianceDomain(arms);
        expect(high - low).toBeGreaterThanOrEqual(4 - 1e-9);
        expect(low > FLOAT32_BOTTOM - 50 && high < FLOAT32_TOP + 50).toBe(true);
      }),
    );
  });
});

describe('a curve of the hero chart', () => {
  const frame = heroFrame({ ...SIZE, arms: [repu, mrepu] });

  it.each(['fate', 'log'] as const)(
    'on the scale %s leaves float32 between layers 8 and 9, upwards, and is marked at layer 9 in the zone',
    (scale) => {
      const frame = heroFrame({ ...SIZE, arms: [repu, mrepu], scale });
      const { arrows, end, dots } = heroCurve(repu, frame, DEPTH);
      expect(dots.map(({ layer }) => layer)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
      expect(arrows).toHaveLength(1);
      expect(arrows[0]?.layer).toBeGreaterThan(8);
      expect(arrows[0]?.layer).toBeLessThan(9);
      expect(arrows[0]?.at[1]).toBeCloseTo(frame.y(FLOAT32_TOP));
      expect(arrows[0]?.angle).toBeGreaterThan(-90);
      expect(arrows[0]?.angle).toBeLessThan(scale === 'log' ? -45 : -10);
      expect(end).toMatchObject({ kind: 'overflow', layer: 9 });
      expect(end?.at[1]).toBeLessThan(frame.y(FLOAT32_TOP));
    },
  );

  it('is drawn layer by layer', () => {
    const half = heroCurve(repu, frame, 5.5);
    expect(half.dots.at(-1)?.layer).toBe(5);
    expect(half.arrows).toEqual([]);
    expect(half.end).toBeNull();
    expect(half.line).toContain(`L${Math.round(frame.x(5.5) * 100) / 100},`);
  });

  it.each(['fate', 'log'] as const)('on the scale %s is straight on the screen from layer to layer', (scale) => {
    const frame = heroFrame({ ...SIZE, arms: [repu, mrepu], scale });
    const [piece = []] = heroCurve(repu, frame, DEPTH).pieces;
    for (let layer = 1; layer <= 8; layer++) {
      expect(piece[layer - 1]?.[1]).toBeCloseTo(frame.y(repuLog10[layer - 1] ?? 0), 9);
    }
    // The last piece is cut at float32's edge, on its way to where layer 9 would be.
    const [from, to] = [piece[7] ?? [0, 0], piece[8] ?? [0, 0]];
    const slope = (frame.y(repuLog10[8] ?? 0) - from[1]) / (frame.x(9) - from[0]);
    expect((to[1] - from[1]) / (to[0] - from[0])).toBeCloseTo(slope, 6);
    expect(to[1]).toBeCloseTo(frame.y(FLOAT32_TOP), 9);
    // While it is being drawn it ends on the same line.
    const ends =
      /L([\d.]+),([\d.]+)$/
        .exec(heroCurve(repu, frame, 5.5).line)
        ?.slice(1)
        .map(Number) ?? [];
    expect(ends[0]).toBeCloseTo(frame.x(5.5), 1);
    expect(ends[1]).toBeCloseTo(((piece[4]?.[1] ?? 0) + (piece[5]?.[1] ?? 0)) / 2, 1);
  });

  it('stops the band where the predicted fluctuation reaches the mean', () => {
    // The relative width is 0.3, 0.6, 0.9, 1.2, …
    expect(heroCurve(repu, frame, DEPTH).bandStop).toMatchObject({ layer: 3, limit: 'as wide as the mean' });
    expect(heroCurve(mrepu, frame, DEPTH).bandStop).toBeNull();
    expect(heroCurve(mrepu, frame, DEPTH).band).not.toBe('');
  });

  it('stops the band where leading order fails, and draws none where it fails at once', () => {
    const failing = { ...mrepu, band: mrepu.band.map((value, index) => (index < 4 ? value : null)) };
    expect(heroCurve(failing, frame, DEPTH).bandStop).toMatchObject({ layer: 4, limit: 'leading order fails' });
    const none = heroCurve({ ...mrepu, band: mrepu.band.map(() => null) }, frame, DEPTH);
    expect([none.band, none.bandStop]).toEqual(['', null]);
  });

  it('has whiskers to mean ± spread, upwards alone where the spread is as large as the mean', () => {
    const [narrow, wide] = [0.2, 1.5].map(
      (ratio) =>
        heroCurve({ ...mrepu, spread: mrepu.measuredLog10.map((log10) => ratio * 10 ** (log10 ?? 0)) }, frame, DEPTH)
          .whiskers[0],
    );
    expect(narrow?.top[1]).toBeCloseTo(frame.y(-2.75 + Math.log10(1.2)), 9);
    expect(narrow?.bottom[1]).toBeCloseTo(frame.y(-2.75 + Math.log10(0.8)), 9);
    expect(wide?.top[1]).toBeCloseTo(frame.y(-2.75 + Math.log10(2.5)), 9);
    expect(wide?.bottom[1]).toBeCloseTo(frame.y(-2.75), 9);
  });

  it('shows the initialisation only where it differs visibly from the present', () => {
    expect(heroCurve(mrepu, frame, DEPTH).ghosts).toEqual([]);
    const trained = { ...mrepu, measuredLog10: mrepu.measuredLog10.map((_, index) => (index < 4 ? -2.8 : 6)) };
    expect(heroCurve(trained, frame, DEPTH).ghosts.map(({ layer }) => layer)).toEqual([5, 6, 7, 8, 9, 10]);
  });

  it('has finite geometry for any data', () => {
    fc.assert(
      fc.property(
        wildArms,
        fc.double({ min: 0, max: DEPTH, noNaN: true }),
        fc.constantFrom('fate' as const, 'log' as const),
        (arms, reveal, scale) => {
          const wildFrame = heroFrame({ ...SIZE, arms, scale });
          const curves = arms.map((arm) => heroCurve(arm, wildFrame, reveal));
          const numbers = [...curves, heroLabels(curves, wildFrame, SIZE.width)].map((part) =>
            JSON.stringify(part, (key, value) => {
              if (key === 'arm') return undefined;
              return typeof value === 'number' && !Number.isFinite(value) ? 'NaN' : value;
            }),
          );
          expect(numbers.join()).not.toMatch(/NaN|Infinity/);
        },
      ),
    );
  });
});

describe('the names of the curves', () => {
  it('stand where each curve ends: beside its exit, or in the right margin', () => {
    const frame = heroFrame({ ...SIZE, arms: [repu, mrepu] });
    const { curves } = heroLabels(
      [repu, mrepu].map((arm) => heroCurve(arm, frame, DEPTH)),
      frame,
      SIZE.width,
    );
    const [leaving, staying] = [curves.find(({ arm }) => arm === repu), curves.find(({ arm }) => arm === mrepu)];
    expect(leaving?.notes).toEqual(['overflow, layer 9', 'theory → 10²⁴⁴']);
    expect(leaving?.rect.x).toBeGreaterThan(frame.x(8));
    expect(staying?.rect.x).toBeGreaterThan(frame.plot.right);
    expect((staying?.rect.y ?? 0) + (staying?.rect.height ?? 0) / 2).toBeCloseTo(frame.y(-2.75), 0);
  });

  it('stand beside the theory’s end where an arm overflows although theory stays in the chart', () => {
    const arm: VarianceArm = {
      ...mrepu,
      measuredLog10: [-2.8, -2.8, -2.8, -2.8, -2.8, 0, 30, null, null, null],
      failure: { kind: 'overflow', layer: 8, step: 0 },
    };
    const frame = heroFrame({ ...SIZE, arms: [arm] });
    const { curves } = heroLabels([heroCurve(arm, frame, DEPTH)], frame, SIZE.width);
    const rect = curves.find(({ role }) => role === 'margin')?.rect ?? { y: 0, height: 0 };
    expect(Math.abs(rect.y + rect.height / 2 - frame.y(-2.8))).toBeLessThan(15);
  });

  it('stand at the cross as well if an arm overflows while training', () => {
    const ended: VarianceArm = { ...mrepu, failure: { kind: 'overflow', layer: 7, step: 120 } };
    const frame = heroFrame({ ...SIZE, arms: [repu, ended] });
    const { curves } = heroLabels(
      [repu, ended].map((arm) => heroCurve(arm, frame, DEPTH)),
      frame,
      SIZE.width,
    );
    const cross = curves.find(({ notes }) => notes.includes('overflow, layer 7, step 120'));
    expect(cross?.arm).toBe(ended);
    expect(cross?.rect.x).toBeLessThanOrEqual(frame.x(7) + 0.01);
    expect((cross?.rect.x ?? 0) + (cross?.rect.width ?? 0)).toBeGreaterThanOrEqual(frame.x(7) - 0.01);
  });

  it('stand apart in a chart of 110 pixels, whose layers are named beside the first one', () => {
    const frame = heroFrame({ width: 300, height: 110, textSize: 12, depth: DEPTH, arms: [repu, mrepu] });
    const { curves, zoneNames } = heroLabels(
      [repu, mrepu].map((arm) => heroCurve(arm, frame, DEPTH)),
      frame,
      300,
    );
    expect(curves.map(({ name, notes }) => [name, notes])).toEqual([
      ['MRePU(2)', []],
      ['RePU(2)', []],
    ]);
    const [first, second] = curves.map(({ rect }) => rect);
    expect(first && second && rectsOverlap(first, second)).toBe(false);
    // No room in the zones.
    expect(zoneNames.map(({ name }) => name)).toEqual(['', '']);
    expect([frame.xTicks[0]?.label, frame.xName]).toEqual(['layer 1', '']);
  });

  it('of a zone gives way to a cross', () => {
    const lost: VarianceArm = {
      ...repu,
      measuredLog10: repuLog10.map((log10, index) => (index < 4 ? log10 : null)),
      failure: { kind: 'overflow', layer: 5, step: 0 },
    };
    for (const [width, textSize] of [
      [860, 13],
      [620, 28],
      [480, 28],
    ] as const) {
      const frame = heroFrame({ width, height: 420, textSize, depth: DEPTH, arms: [lost] });
      const curve = heroCurve(lost, frame, DEPTH);
      const [top] = heroLabels([curve], frame, width).zoneNames;
      const [x, y] = curve.end?.at ?? [0, 0];
      expect(top?.name).toBe({ 860: 'beyond float32: |z| > 3.4·10³⁸', 620: 'overflow', 480: '' }[width]);
      if (top?.name) expect(rectsOverlap(top.rect, { x: x - 5, y: y - 5, width: 10, height: 10 })).toBe(false);
    }
  });

  it('do not overlap when four arms run together or leave together, at every size', () => {
    const together = ([0, 1, 2, 3] as const).map((slot) => ({
      ...(slot < 2 ? repu : mrepu),
      slot,
      label: `RePU(${slot})`,
    }));
    for (const [width, height, textSize, scale] of (
      [
        [860, 480, 13],
        [700, 430, 13],
        [358, 280, 13],
        [1100, 620, 24],
      ] as const
    ).flatMap(
      (size) =>
        [
          [...size, 'fate'],
          [...size, 'log'],
        ] as const,
    )) {
      const frame = heroFrame({ width, height, textSize, depth: DEPTH, arms: together, scale });
      const { curves, zoneNames } = heroLabels(
        together.map((arm) => heroCurve(arm, frame, DEPTH)),
        frame,
        width,
      );
      expect(curves).toHaveLength(4);
      const boxes = [...curves.map(({ rect }) => rect), ...zoneNames.map(({ rect }) => rect)];
      for (const [index, box] of boxes.entries()) {
        for (const other of boxes.slice(index + 1)) expect(rectsOverlap(box, other)).toBe(false);
      }
    }
  });
});

describe('reading a layer', () => {
  const frame = heroFrame({ ...SIZE, arms: [repu, mrepu] });

  it('finds the layer under the pointer', () => {
    for (let layer = 1; layer <= DEPTH; layer++) expect(layerAt(frame.x(layer) + 3, frame)).toBe(layer);
    expect(layerAt(-1000, frame)).toBe(1);
    expect(layerAt(1e6, frame)).toBe(DEPTH);
  });

  it('sets measured beside theory, and says where nothing is finite', () => {
    expect(readoutRows([repu, mrepu], 9)).toEqual([
      { slot: 0, label: 'RePU(2)', measured: 'not finite', theory: '10¹²²' },
      { slot: 1, label: 'MRePU(2)', measured: '0.0018', theory: '0.0016' },
    ]);
  });

  it('keeps its box inside the chart at every layer', () => {
    for (let layer = 1; layer <= DEPTH; layer++) {
      const { rect } = readoutBox(readoutRows([repu, mrepu], layer), layer, frame);
      expect(rect.x >= 0 && rect.x + rect.width <= SIZE.width).toBe(true);
    }
  });
});

describe('the text alternative of the hero chart', () => {
  it('says how each variance runs and how it ends', () => {
    expect(describeVariance([repu, mrepu])).toBe(
      'RePU(2): variance grows from 2.0 at layer 1 to 7.9·10⁶⁰ at layer 8; it overflows float32 at layer 9, at initialisation; networks are predicted to scatter by 90 % at layer 3, where the prediction of their spread ends. ' +
        'MRePU(2): variance stays, from 0.0018 at layer 1 to 0.0018 at layer 10; networks are predicted to scatter by 20 % at layer 10.',
    );
  });
});
