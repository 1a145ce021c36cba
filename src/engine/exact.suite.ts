/** Exact weights on every engine: part of engines.suite.ts. */
import { describe, expect, test } from 'vitest';
import { parseFragment } from '../experiment/permalink.ts';
import { setup } from '../experiment/setup.ts';
import { uint32Stream } from '../lib/random.ts';
import type { Engine } from './engine.ts';

const POINTS = 1000;

export function describeExact(engine: () => Engine): void {
  describe('exact weights', () => {
    test.each([
      ['x y, MRePU(1)', 'arm=mrepu.1_init.exact&task=monomial&variables=2&depth=2&width=4', [1, 1]],
      ['x y, MRePU(2)', 'arm=mrepu.2_init.exact&task=monomial&variables=2&depth=2&width=4', [1, 1]],
      ['x y z, MRePU(2)', 'arm=mrepu.2_init.exact&task=monomial&depth=3&width=16', [1, 1, 1]],
      ['x² y, MRePU(3)', 'arm=mrepu.3_init.exact&task=monomial&variables=2&power1=2&depth=3&width=24', [2, 1]],
      ['x², MRePU(2)', 'arm=mrepu.2_init.exact&degree=2&depth=2&width=16', [2]],
      ['x³, MRePU(3)', 'arm=mrepu.3_init.exact&depth=2&width=16', [3]],
      ['x⁴, MRePU(4)', 'arm=mrepu.4_init.exact&degree=4&depth=2&width=16', [4]],
    ])('%s: off by less than 1e-6 at 1,000 points', async (_, fragment, powers) => {
      const { experiment, rejected } = parseFragment(fragment);
      expect(rejected).toEqual([]);
      const dimension = powers.length;
      expect(setup(experiment).data.inputDimension).toBe(dimension);
      const next = uint32Stream(1, 'exact points', 0);
      const points = Float32Array.from({ length: POINTS * dimension }, () => next() / 2 ** 31 - 1);
      const trainer = await engine().create(experiment, 1);
      const [outputs] = await trainer.predict(points);
      trainer.dispose();
      const errors = Array.from(outputs!, (output, i) => {
        const expected = powers.reduce((product, power, k) => product * points[i * dimension + k]! ** power, 1);
        return Math.abs(output - expected);
      });
      expect(errors).toHaveLength(POINTS);
      expect(Math.max(...errors)).toBeLessThan(1e-6);
    });

    test('training starts from them, and each replica from the same', async () => {
      const { experiment } = parseFragment(
        'arm=mrepu.2_init.exact&task=monomial&depth=3&width=16&opt=sgd&lr=0.01&replicas=2',
      );
      const trainer = await engine().create(experiment, 1);
      const { measurement: start } = await trainer.measure();
      await trainer.advance(5);
      const { measurement } = await trainer.measure();
      trainer.dispose();
      expect(start.arms[0]?.loss).toBeLessThan(1e-12);
      expect(start.arms[0]?.lossSpread).toBe(0);
      expect(measurement.arms[0]?.loss).toBeLessThan(1e-12);
    });
  });
}
