import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decadeTicks, layerTicks, linearTicks, type Tick } from './ticks.ts';

const distances = (ticks: readonly Tick[], scale: (value: number) => number) => {
  const pixels = ticks
    .filter(({ label }) => label !== null)
    .map(({ value }) => scale(value))
    .sort((a, b) => a - b);
  return pixels.slice(1).map((pixel, index) => pixel - (pixels[index] ?? 0));
};

const length = fc.integer({ min: 40, max: 1200 });

describe('labelled ticks', () => {
  it('of decades stand apart and within the domain', () => {
    fc.assert(
      fc.property(fc.integer({ min: -120, max: 80 }), fc.integer({ min: 1, max: 200 }), length, (low, span, pixels) => {
        const ticks = decadeTicks([low, low + span], pixels, 30);
        for (const distance of distances(ticks, (value) => (value * pixels) / span))
          expect(distance).toBeGreaterThan(29.99);
        for (const { value } of ticks) expect(value >= low && value <= low + span).toBe(true);
      }),
    );
  });

  it('of layers stand apart and begin at 1', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 64 }), length, (depth, pixels) => {
        const ticks = layerTicks(depth, pixels, 28);
        expect(ticks[0]?.value).toBe(1);
        expect(ticks.at(-1)?.value).toBeLessThanOrEqual(depth);
        const scale = (value: number) => ((value - 1) / (depth - 1)) * pixels;
        for (const distance of distances(ticks, scale)) expect(distance).toBeGreaterThan(27.99);
      }),
    );
  });

  it('of a linear axis stand apart', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -50, max: 50, noNaN: true }),
        fc.double({ min: 0.01, max: 1e5, noNaN: true }),
        length,
        (low, span, pixels) => {
          const ticks = linearTicks([low, low + span], pixels, 40);
          for (const distance of distances(ticks, (value) => (value * pixels) / span))
            expect(distance).toBeGreaterThan(39.9);
          expect(new Set(ticks.map(({ label }) => label)).size).toBe(ticks.length);
        },
      ),
    );
  });
});

it('labels say where a tick stands, also where only the ends have room', () => {
  const end = fc.double({ min: -50, max: 50, noNaN: true });
  fc.assert(
    fc.property(
      end,
      fc.double({ min: 0.01, max: 40, noNaN: true }),
      fc.integer({ min: 20, max: 300 }),
      (low, span, pixels) => {
        for (const { value, label } of linearTicks([low, low + span], pixels, 60)) {
          const said = Number(label?.replace('−', '-').replace('\u202f', ''));
          expect(Math.abs(said - value)).toBeLessThan(0.01 * span);
          expect(label).not.toMatch(/^−0(\.0*)?$/);
        }
      },
    ),
    { seed: 1 },
  );
});

describe('ticks in the usual cases', () => {
  it('name every layer of ten and every tenth of sixty-four', () => {
    expect(layerTicks(10, 700, 28).map(({ value }) => value)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(layerTicks(64, 250, 28).map(({ value }) => value)).toEqual([1, 10, 20, 30, 40, 50, 60]);
  });

  it('divide a long decade by minor ticks', () => {
    const minor = decadeTicks([-1, 1], 400, 30).filter(({ label }) => label === null);
    expect(minor).toHaveLength(16);
  });

  it('group thousands from five digits on and write a true minus', () => {
    expect(linearTicks([0, 20000], 300, 60).map(({ label }) => label)).toEqual([
      '0',
      '5000',
      '10\u202f000',
      '15\u202f000',
      '20\u202f000',
    ]);
    // No two round numbers have room: the ends; not even these: none.
    expect(linearTicks([-1.5, 1.5], 70, 60).map(({ label }) => label)).toEqual(['−1.5', '1.5']);
    expect(linearTicks([0, 300], 185, 126).map(({ label }) => label)).toEqual(['0', '300']);
    expect(linearTicks([0, 300], 100, 126)).toEqual([]);
    expect(linearTicks([-1, 1], 200, 40).map(({ label }) => label)).toEqual(['−1.0', '−0.5', '0.0', '0.5', '1.0']);
  });
});
