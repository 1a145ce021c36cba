import { describe, expect, test } from 'vitest';
import { FORMULAS } from '../../activations/samples.ts';
import { derivativeOf } from '../../formula/derivative.ts';
import { evaluated } from '../../formula/evaluate.ts';
import { FORMS, float32Forms } from '../../formula/float32/forms.ts';
import { GRID, worstDeviation } from '../../formula/float32/testing.ts';
import * as f from '../../formula/graph.ts';
import { type Expression, z } from '../../formula/graph.ts';
import { activate } from './elementwise.ts';
import { Bench } from './testing.ts';

/** The expression at every z. */
function evaluate(source: Expression, at: ArrayLike<number>): Float32Array {
  const bench = new Bench();
  const input = bench.place(at);
  const output = bench.place(new Float32Array(at.length));
  bench.run(activate(source), input.at, input.end, output.at);
  return output.values;
}

test('NaN stays NaN, so that a broken network is seen', () => {
  const { constant: c } = f;
  for (const source of [
    f.relu(z),
    f.min(c(0), z),
    f.min(f.max(z, c(-1)), c(1)),
    f.exp(z),
    f.mul(z, f.relu(f.add(z, c(1)))),
  ]) {
    expect(evaluate(source, new Array<number>(8).fill(Number.NaN))[0]).toBeNaN();
  }
});

test('a condition that is no comparison, and a comparison that is reckoned with', () => {
  const { constant: c } = f;
  const chosen = f.where(f.sub(z, c(3)), c(7), f.add(c(2), f.mul(c(5), f.lessEqual(z, c(3)))));
  expect([...evaluate(chosen, [3, 4, 0, 3, 3, 3, 3, 3])].slice(0, 4)).toEqual([7, 7, 7, 7]);
});

describe('elementary functions', () => {
  test('exp, relative error below 2e-7 from -87 to 88, held there beyond', () => {
    const at = Float32Array.from({ length: 17600 }, (_, i) => i / 100 - 87.5);
    const actual = evaluate(f.exp(z), at);
    at.forEach((value, i) => {
      const expected = Math.exp(Math.max(-87, Math.min(88, value)));
      expect(Math.abs((actual[i] as number) / expected - 1)).toBeLessThan(2e-7);
    });
  });

  test('log, error below 2e-7 of 1 or of the value over all normal float32', () => {
    const x = Float32Array.from({ length: 2520 }, (_, i) => 2 ** (i / 10 - 126) * (1 + (i % 7) / 3));
    const actual = evaluate(f.log(z), x);
    x.forEach((value, i) => {
      const expected = Math.log(value);
      expect(Math.abs((actual[i] as number) - expected)).toBeLessThan(2e-7 * Math.max(1, Math.abs(expected)));
    });
  });
});

test.each(FORMULAS)('%s to its third derivative agrees with float64, |z| up to 1e38', (_, formula) => {
  const forms = float32Forms(formula);
  for (const [order, form] of FORMS.entries()) {
    const [deviation, at] = worstDeviation(
      evaluated(derivativeOf(formula, order)),
      evaluate(forms[form], GRID),
      formula,
    );
    expect(deviation, `${form} at z = ${at}`).toBeLessThan(1e-6);
  }
});
