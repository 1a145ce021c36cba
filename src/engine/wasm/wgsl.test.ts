import { describe, expect, test } from 'vitest';
import type { Activation } from '../../activations/activation.ts';
import { FAMILIES } from '../../activations/catalogue.ts';
import { activate } from './elementwise.ts';
import { Bench } from './testing.ts';

/** The expression at every z. */
function evaluate(source: string, z: ArrayLike<number>): Float32Array {
  const bench = new Bench();
  const input = bench.place(z);
  const output = bench.place(new Float32Array(z.length));
  bench.run(activate(source), input.at, input.end, output.at);
  return output.values;
}

const points = Float32Array.from({ length: 4000 }, (_, i) => (i - 2000) / 100);
const largestError = (actual: Float32Array, exact: (z: number, i: number) => number): number =>
  points.reduce((worst, z, i) => Math.max(worst, Math.abs((actual[i] as number) - exact(z, i))), 0);

describe('expressions', () => {
  test.each([
    ['1 + 2 * z', 7],
    ['(1 + 2) * z', 9],
    ['10 - z - 2', 5],
    ['12 / z / 2', 2],
    ['-z * -2.0f', 6],
    ['1.5e1 - .5', 14.5],
    ['select(1.0, 2.0, z > 2.0)', 2],
    ['select(1.0, 2.0, z + 1.0 <= 3.5)', 1],
    ['clamp(z, -1.0, 1.0) + max(z, 5.0) + min(z, 0.5)', 6.5],
    ['abs(-z) + sign(-z) + sign(z - 3.0) + round(2.4)', 4],
    ['floor(-1.5) + fract(z + 0.25) + sqrt(z + 1.0)', 0.25],
  ])('%s', (source, expected) => {
    expect(evaluate(source, new Array<number>(8).fill(3))[0]).toBeCloseTo(expected, 6);
  });

  test.each(['', 'z +', '(z', 'z)', 'pow(z, 2.0)', 'max(z)', 'y', 'z z', '2 ** z', 'z; z'])(
    '“%s” is refused by name',
    (source) => {
      expect(() => evaluate(source, points)).toThrow(SyntaxError);
    },
  );

  test('NaN stays NaN, so that a broken network is seen', () => {
    for (const source of ['max(z, 0.0)', 'min(z, 0.0)', 'clamp(z, -1.0, 1.0)', 'exp(z)', 'z * max(z + 1.0, 0.0)']) {
      expect(evaluate(source, new Array<number>(8).fill(Number.NaN))[0]).toBeNaN();
    }
  });
});

describe('elementary functions', () => {
  test('exp, relative error below 2e-7 from -87 to 88, held there beyond', () => {
    const z = Float32Array.from({ length: 17600 }, (_, i) => i / 100 - 87.5);
    const actual = evaluate('exp(z)', z);
    z.forEach((value, i) => {
      const expected = Math.exp(Math.max(-87, Math.min(88, value)));
      expect(Math.abs((actual[i] as number) / expected - 1)).toBeLessThan(2e-7);
    });
  });

  test('log, error below 2e-7 of 1 or of the value over all normal float32', () => {
    const x = Float32Array.from({ length: 2520 }, (_, i) => 2 ** (i / 10 - 126) * (1 + (i % 7) / 3));
    const actual = evaluate('log(z)', x);
    x.forEach((value, i) => {
      const expected = Math.log(value);
      expect(Math.abs((actual[i] as number) - expected)).toBeLessThan(2e-7 * Math.max(1, Math.abs(expected)));
    });
  });
});

/** Every activation of the catalogue, families with a parameter at its ends and its default. */
const every: readonly Activation[] = FAMILIES.flatMap((family) => {
  const parameters = family.parameter ? [family.parameter.min, family.parameter.default, family.parameter.max] : [null];
  return [...new Set(parameters)].map((parameter) => family.create(parameter));
});

describe('activations', () => {
  test.each(every.map((activation) => [activation.id, activation] as const))('%s', (_, { wgsl, derivatives }) => {
    const [value, slope] = derivatives;
    const values = points.map(value);
    const slopes = points.map(slope);
    const within = (exact: Float32Array) => 1e-6 * Math.max(1, ...exact.map(Math.abs));
    expect(largestError(evaluate(wgsl.value, points), value)).toBeLessThan(within(values));
    expect(largestError(evaluate(wgsl.derivative, points), slope)).toBeLessThan(within(slopes));
  });
});
