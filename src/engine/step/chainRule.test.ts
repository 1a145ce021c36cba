/** The chain rule's data, in float64, against differences. */
import { expect, test } from 'vitest';
import { activation } from '../../activations/catalogue.ts';
import { evaluatedIn } from '../../formula/evaluate.ts';
import { FORMS } from '../../formula/float32/forms.ts';
import { back, forward } from './chainRule.ts';

const STEP = 1e-4;
/** Of differences with this step, of numbers around 1. */
const TOLERANCE = 1e-6;

const { derivatives } = activation('gelu');
const [Z, D] = [
  [0.3, -0.7, 0.9, 1.1],
  [0.8, 0.6, -1.2, 0.5],
];

/** A rule of so many streams, at z and ∂loss/∂a. */
function at(rule: typeof forward, z: readonly number[], d: readonly number[] = []): readonly number[] {
  const letters = [...FORMS, 'two', ...z.map((_, k) => `z${k}`), ...d.map((_, k) => `d${k}`)];
  const forms = derivatives.map((form) => form(z[0] as number));
  return evaluatedIn(letters, rule(z.length as 3 | 4))(...forms, 2, ...z, ...d);
}

const slopeOf = (f: (h: number) => number) => (f(STEP) - f(-STEP)) / (2 * STEP);

test('forward: σ along a line through z, and its slope and bend there', () => {
  const [z0, z1, z2, z3] = Z as [number, number, number, number];
  const alongX = (h: number) => derivatives[0](z0 + h * z1 + (h * h * z2) / 2);
  const expected = [
    alongX(0),
    slopeOf(alongX),
    (alongX(STEP) - 2 * alongX(0) + alongX(-STEP)) / STEP ** 2,
    slopeOf((h) => derivatives[0](z0 + h * z3)),
  ];
  at(forward, Z).forEach((value, k) => {
    expect(Math.abs(value - (expected[k] as number)), `stream ${k}`).toBeLessThan(TOLERANCE);
  });
  expect(at(forward, Z.slice(0, 3))).toEqual(at(forward, Z).slice(0, 3));
});

test.each([3, 4])('back with %i streams: how Σ d_k a_k changes with each z_k', (streams) => {
  const [z, d] = [Z.slice(0, streams), D.slice(0, streams)];
  const total = (point: readonly number[]) => at(forward, point).reduce((sum, a, k) => sum + (d[k] as number) * a, 0);
  at(back, z, d).forEach((value, k) => {
    const expected = slopeOf((h) => total(z.map((own, i) => (i === k ? own + h : own))));
    expect(Math.abs(value - expected), `stream ${k}`).toBeLessThan(TOLERANCE);
  });
});
