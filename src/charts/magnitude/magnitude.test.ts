import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyNumber, notFinite } from '../shared/testing.ts';
import { describeMagnitude } from './describe.ts';
import { magnitudeDomain, magnitudeGeometry } from './magnitude.ts';
import type { MagnitudeArm } from './types.ts';

const arm = (values: readonly number[] | null): MagnitudeArm => ({ slot: 1, label: 'tanh', values });
const x = [0, 0.25, 0.5, 0.75, 1];
const chart = { width: 420, height: 180, x, xName: 'x', yName: '|error|' };

describe('the magnitude of a quantity', () => {
  it('has whole decades that hold the values, and never shrinks within a run', () => {
    const first = magnitudeDomain([arm([0.5, -0.2, 0.3, 0.1, 0.4])], 1);
    const [low, high] = first;
    expect(low).toBeLessThanOrEqual(-1);
    expect(high).toBeGreaterThanOrEqual(Math.log10(0.5));
    const later = magnitudeDomain([arm([1e-5, 1e-5, 1e-5, 1e-5, 1e-5])], 1, first);
    expect(later[0]).toBeLessThanOrEqual(-5);
    expect(later[1]).toBe(high);
  });

  it('lets an arm that runs away leave the chart two decades over what is familiar', () => {
    expect(magnitudeDomain([arm([1e30]), arm([1e-3])], 1)[1]).toBe(3);
  });

  it('draws both signs alike', () => {
    const domain = [-3, 1] as const;
    const path = (values: number[]) => magnitudeGeometry({ ...chart, domain, arms: [arm(values)] }).curves[0]?.path;
    expect(path([1, -0.1, 0.01, -0.1, 1])).toBe(path([1, 0.1, 0.01, 0.1, 1]));
  });

  it('has finite geometry for any values', () => {
    fc.assert(
      fc.property(fc.array(anyNumber, { maxLength: 6 }), (values) => {
        const arms = [arm(values), { ...arm(null), slot: 2 as const }];
        const { x: _x, y: _y, ...rest } = magnitudeGeometry({ ...chart, arms, domain: magnitudeDomain(arms, 1) });
        expect(notFinite(rest)).toEqual([]);
      }),
    );
  });

  it('is told in words', () => {
    expect(describeMagnitude('Error', [arm([3, -4]), { ...arm(null), label: 'ReLU' }])).toBe(
      'Error. tanh: 3.5 root mean square, 4.0 at most. ReLU: nothing finite.',
    );
  });
});
