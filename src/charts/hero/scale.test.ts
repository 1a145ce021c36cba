import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FLOAT32_BOTTOM, FLOAT32_TOP } from './domain.ts';
import { heroFrame } from './frame.ts';
import { fateLog10 as log10At, fatePlace as place } from './scale.ts';
import type { VarianceArm } from './types.ts';

const anyLog10 = fc.double({ min: -1e6, max: 1e6, noNaN: true });

/** An arm whose variance runs through these log10 values, measured and predicted alike. */
const arm = (label: string, log10: readonly number[]): VarianceArm => ({
  slot: 0,
  label,
  predictedLog10: log10,
  band: log10.map(() => null),
  ghostLog10: log10,
  measuredLog10: log10,
  spread: null,
  failure: null,
});

/** Width, height and text size of the hero: the page, the projector, frames of other pages, a phone. */
const SIZES = [
  [690, 450, 14],
  [560, 300, 14],
  [740, 560, 28],
  [590, 380, 14],
  [358, 300, 12],
  [300, 110, 12],
] as const;
const frameAt = ([width, height, textSize]: readonly [number, number, number], arms: readonly VarianceArm[] = []) =>
  heroFrame({ width, height, textSize, depth: 10, arms });

describe('the scale that shows both fates', () => {
  it('is odd about K = 1', () => {
    expect(place(0)).toBe(0);
    fc.assert(
      fc.property(anyLog10, (log10) => {
        expect(place(-log10) + place(log10)).toBeCloseTo(0, 12);
      }),
    );
  });

  it('ascends', () => {
    fc.assert(
      fc.property(anyLog10, fc.double({ min: 1e-4, max: 1e3, noNaN: true }), (log10, more) => {
        expect(place(log10 + more)).toBeGreaterThan(place(log10));
      }),
    );
  });

  it('is undone by its inverse', () => {
    fc.assert(
      fc.property(anyLog10, (log10) => {
        expect(Math.abs(log10At(place(log10)) - log10)).toBeLessThan(1e-12 * (1 + Math.abs(log10)));
      }),
    );
  });

  it('is asinh of the logarithm to base 2', () => {
    for (const variance of [1e-30, 0.001, 0.5, 1, 2, 1e20]) {
      expect(place(Math.log10(variance))).toBeCloseTo(Math.asinh(Math.log2(variance)), 12);
    }
  });

  it('is linear near 1: within a factor of two, 12 % at most', () => {
    const slope = place(1e-6) / 1e-6;
    for (let log10 = 0.01; log10 <= Math.log10(2); log10 += 0.01) {
      expect(place(log10) / (slope * log10)).toBeGreaterThan(0.88);
      expect(place(log10) / (slope * log10)).toBeLessThanOrEqual(1);
    }
  });

  it('turns a double exponential into a nearly straight line', () => {
    // RePU(2) from K_1 = 2: log10 K_l = log10 2/3 + 2^(l-1) log10 3, as far as float32 goes.
    const places = Array.from({ length: 8 }, (_, index) => place(Math.log10(2 / 3) + 2 ** index * Math.log10(3)));
    const steps = places.slice(1).map((to, index) => to - (places[index] ?? 0));
    expect(Math.max(...steps) / Math.min(...steps)).toBeLessThan(1.2);
  });

  it('gives half of float32 to variances from 0.0003 to 3,000', () => {
    const share = (place(Math.log10(3000)) - place(Math.log10(0.0003))) / (place(FLOAT32_TOP) - place(FLOAT32_BOTTOM));
    expect(share).toBeCloseTo(0.5, 2);
  });

  it('takes what no number is', () => {
    expect([place(Number.POSITIVE_INFINITY), place(Number.NEGATIVE_INFINITY)]).toEqual([
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
    ]);
    expect(place(1e300)).toBeLessThan(1000);
  });
});

describe('the axis of both fates', () => {
  it.each(SIZES)('in %i × %i pixels has K = 1 in the middle, and both ends of float32 at its zones', (...size) => {
    const { plot, y, zones } = frameAt(size);
    const [top, bottom] = [zones.find(({ side }) => side === 'top'), zones.find(({ side }) => side === 'bottom')];
    expect(y(0)).toBeCloseTo((plot.top + plot.bottom) / 2, 9);
    expect(top?.rect.y).toBeCloseTo(plot.top, 9);
    expect((top?.rect.y ?? 0) + (top?.rect.height ?? 0)).toBeCloseTo(y(FLOAT32_TOP), 9);
    expect(bottom?.rect.y).toBeCloseTo(y(FLOAT32_BOTTOM), 9);
    expect((bottom?.rect.y ?? 0) + (bottom?.rect.height ?? 0)).toBeCloseTo(plot.bottom, 9);
    for (const zone of [top, bottom]) expect(zone?.rect.height).toBeGreaterThan(5);
  });

  it('is the same for any arms', () => {
    const logs = fc.array(fc.oneof(anyLog10, fc.constantFrom(1e20, -1e20, Number.NEGATIVE_INFINITY)), {
      minLength: 10,
      maxLength: 10,
    });
    const { domain, yTicks, zones } = frameAt(SIZES[0]);
    fc.assert(
      fc.property(logs, logs, (first, second) => {
        const other = frameAt(SIZES[0], [arm('A', first), arm('B', second)]);
        expect([other.domain, other.yTicks]).toEqual([domain, yTicks]);
        expect(other.zones.map(({ rect }) => [rect.y, rect.height])).toEqual(
          zones.map(({ rect }) => [rect.y, rect.height]),
        );
      }),
    );
  });

  it.each(SIZES)('in %i × %i pixels has numbers that stand apart, alike above and below 1', (...size) => {
    const { yTicks, y, plot } = frameAt(size);
    const labelled = yTicks.filter(({ label }) => label !== null).toSorted((a, b) => a.value - b.value);
    expect(labelled.map(({ value }) => -value + 0).toReversed()).toEqual(labelled.map(({ value }) => value));
    expect(labelled.map(({ label }) => label)).toContain('1');
    for (const [index, { value }] of labelled.entries()) {
      expect(y(value) > plot.top && y(value) < plot.bottom).toBe(true);
      const next = labelled[index + 1];
      if (next) expect(y(value) - y(next.value)).toBeGreaterThanOrEqual(1.4 * size[2]);
    }
  });

  it('names round powers of ten, on the page and on the projector', () => {
    const numbers = (size: (typeof SIZES)[number]) =>
      frameAt(size)
        .yTicks.filter(({ label, value }) => label !== null && value >= 0)
        .map(({ label }) => label);
    expect(numbers(SIZES[0])).toEqual(['1', '10', '10³', '10¹⁰', '10³⁰']);
    expect(numbers(SIZES[2])).toEqual(['1', '10³', '10³⁰']);
  });
});
