import { describe, expect, test } from 'vitest';
import { nelderMead, newton } from './minimum.ts';

/** Rosenbrock's valley: its minimum, 0 at (1, 1), lies at the end of a curved bottom. */
const valley = ([x, y]: readonly number[]): number => (1 - x!) ** 2 + 100 * (y! - x! ** 2) ** 2;
/** Minimum 3 at (2, -1, 0.5), axes of very different steepness and mixed. */
const bowl = ([x, y, z]: readonly number[]): number =>
  3 + (x! - 2) ** 2 + 30 * (y! + 1) ** 2 + 0.1 * (z! - 0.5) ** 2 + 0.5 * (x! - 2) * (y! + 1);

describe('nelderMead', () => {
  test('follows a curved valley to its end', () => {
    const { point, value } = nelderMead(valley, [-1.2, 1], [0.5, 0.5], { tolerance: 1e-12, evaluations: 400 });
    expect(value).toBeLessThan(1e-10);
    expect(Math.max(...point.map((x) => Math.abs(x - 1)))).toBeLessThan(1e-4);
  });

  test('keeps away from where f is not a number', () => {
    const { point } = nelderMead(([x]) => (x! <= 0 ? Number.NaN : x! - Math.log(x!)), [0.2], [-0.5]);
    expect(point[0]).toBeCloseTo(1, 3);
  });

  test('asks for no more values than it may, but for the shrinking in hand', () => {
    let asked = 0;
    nelderMead((point) => valley(point) + asked++ * 0, [-1.2, 1], [0.5, 0.5], { evaluations: 40 });
    expect(asked).toBeLessThanOrEqual(43);
  });
});

describe('newton', () => {
  test('finds a minimum to ten digits from nearby', () => {
    const { point, value } = newton(bowl, [1.7, -0.8, 1.3]);
    expect(value).toBeCloseTo(3, 12);
    [2, -1, 0.5].forEach((x, i) => {
      expect(point[i]).toBeCloseTo(x, 9);
    });
  });

  test('does not hang on the last bits of f, as a search by values does', () => {
    // Relative noise of 1e-15 that looks random.
    const noisy = (point: readonly number[]) => bowl(point) * (1 + 1e-15 * Math.sin(1e6 * (point[0]! + 3 * point[1]!)));
    newton(noisy, [1.7, -0.8, 1.3]).point.forEach((x, i) => {
      expect(Math.abs(x - newton(bowl, [1.7, -0.8, 1.3]).point[i]!)).toBeLessThan(1e-8);
    });
  });

  test('stays where there is no minimum', () => {
    expect(newton(([x, y]) => x! ** 2 - y! ** 2, [0.3, 0.2]).point).toEqual([0.3, 0.2]);
  });
});
