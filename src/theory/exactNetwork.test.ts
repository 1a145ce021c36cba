import { describe, expect, it } from 'vitest';
import { activation } from '../activations/catalogue.ts';
import { exactNetwork, type SparseLayer } from './exactNetwork.ts';
import { exactPlan, leastDepth, neuronsOf } from './exactPlan.ts';

/** The network's output in float64. */
function outputOf(layers: readonly SparseLayer[], p: number, inputs: readonly number[]): number {
  const [sigma] = activation(`mrepu.${p}`).derivatives;
  let values = inputs;
  for (const [l, entries] of layers.entries()) {
    const z = new Array<number>(1 + Math.max(...entries.map(({ to }) => to))).fill(0);
    for (const { from, to, value } of entries) z[to]! += value * values[from]!;
    values = l < layers.length - 1 ? z.map(sigma) : z;
  }
  return values[0] as number;
}

const POINTS = Array.from({ length: 200 }, (_, i) => [1, 2, 3, 4, 5].map((k) => Math.sin(12.9898 * k * (i + 1))));
const CORNERS = Array.from({ length: 32 }, (_, i) => [1, 2, 4, 8, 16].map((bit) => (i & bit ? 1 : -1)));

describe('exact networks of MRePU', () => {
  const cases = [1, 2, 3, 4, 5].flatMap((p) =>
    [[1], [2], [3], [10], [1, 1], [2, 1], [1, 1, 1], [3, 1, 2], [1, 1, 1, 1], [1, 2, 1, 3, 2]].map(
      (powers) => [p, powers] as const,
    ),
  );

  it.each(cases)(
    'of p = %i are the monomial with powers %j, in float64 to its last digits, at any depth',
    (p, powers) => {
      const least = leastDepth(p, powers);
      for (const depth of [least, least + 3]) {
        const layers = exactNetwork(p, powers, depth);
        expect(layers).toHaveLength(depth);
        const widths = layers.slice(0, -1).map((entries) => 1 + Math.max(...entries.map(({ to }) => to)));
        expect(neuronsOf(p, exactPlan(p, powers, depth) ?? [])).toBe(Math.max(...widths));
        for (const point of [...POINTS, ...CORNERS]) {
          const inputs = point.slice(0, powers.length);
          const expected = powers.reduce((product, power, k) => product * inputs[k]! ** power, 1);
          expect(Math.abs(outputOf(layers, p, inputs) - expected)).toBeLessThan(1e-14);
        }
      }
      expect(least === 2 ? null : exactPlan(p, powers, least - 1)).toBeNull();
      expect(() => exactNetwork(p, powers, 1)).toThrow(RangeError);
    },
  );

  it('of x y with MRePU(1) or MRePU(2) are four neurons', () => {
    for (const p of [1, 2]) {
      expect(neuronsOf(p, exactPlan(p, [1, 1], 2) ?? [])).toBe(4);
      const [first, last] = exactNetwork(p, [1, 1], 2);
      expect(last?.map(({ value }) => value)).toEqual([1, 1, -1, -1].map((sign) => sign / (2 * p)));
      expect(first?.every(({ value }) => Math.abs(value) === 0.5)).toBe(true);
    }
  });
});
