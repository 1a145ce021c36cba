/** The losses' data against the definition, and their slopes against its symbolic derivative, in float64. */
import { describe, expect, test } from 'vitest';
import { derivative } from '../../formula/derivative.ts';
import { evaluatedIn } from '../../formula/evaluate.ts';
import { add, applied, type Expression, exp, log, parameter, transformed, z } from '../../formula/graph.ts';
import { elementLoss } from './losses.ts';
import { truthLetters } from './truth.ts';

const ENGINES = ['webgpu', 'wasm', 'tfjs'] as const;
/** One of each sign, and none alike. */
const S = [0.3, -0.7, 1.1, 0.4];
const KNOWN = [-0.9, 3.7, 0.6, 0.5, 0.25, -0.125, 1.3];
const NUMBERS = { counted: 1, scale: 1, twice: 2 };

/** ∂/∂(a letter). */
const by = (letter: string, root: Expression): Expression =>
  applied(derivative(transformed(root, (node) => (node === parameter(letter) ? z : node))), parameter(letter));

const valuesAt = (roots: readonly Expression[], at: Readonly<Record<string, number>>): readonly number[] =>
  evaluatedIn(Object.keys(at), roots)(...Object.values(at));

describe.each(ENGINES)('as %s prints them', (engine) => {
  test.each([
    ['squared-error', 1, squaredError],
    ['sobolev', 3, sobolev],
    ['residual', 3, residual],
    ['residual', 4, residual],
  ] as const)('%s of %i streams: its value, and how that changes with each of them', (loss, streams, expected) => {
    const { value, slopes } = elementLoss(engine, loss, streams);
    const s = S.slice(0, streams);
    const at = {
      ...NUMBERS,
      ...Object.fromEntries(s.map((own, k) => [`s${k}`, own])),
      ...Object.fromEntries(truthLetters(loss, streams).map((letter, k) => [letter, KNOWN[k]!])),
    };
    expect(slopes).toHaveLength(streams);
    expect(valuesAt([value], at)[0]).toBeCloseTo(expected(s, KNOWN), 13);
    const symbolic = valuesAt(
      s.map((_, k) => by(`s${k}`, value)),
      at,
    );
    valuesAt(slopes, at).forEach((slope, k) => {
      expect(slope, `stream ${k}`).toBeCloseTo(symbolic[k]!, 13);
    });
    // Only the middle derivative that slopes leave alone counts for nothing.
    expect(symbolic.filter((slope) => Math.abs(slope) > 0.01)).toHaveLength(loss === 'sobolev' ? 2 : streams);
  });

  test('classes: -log of the softmax at the class, and how that changes with each output', () => {
    const { value, slopes } = elementLoss(engine, 'cross-entropy', 1);
    const outputs = S.map((_, o) => parameter(`z${o}`));
    const total = outputs.map(exp).reduce((a, b) => add(a, b));
    const at = { ...NUMBERS, one: 1, none: 0, ...Object.fromEntries(S.map((own, o) => [`z${o}`, own])) };
    const ofOutput = (rule: Expression, o: number, y: 'one' | 'none') => {
      const z = outputs[o]!;
      const told: Record<string, Expression> = { s0: z, y: parameter(y), raised: exp(z), total, logTotal: log(total) };
      return transformed(rule, (node) => told[node.name] ?? node);
    };
    const mass = S.reduce((sum, own) => sum + Math.exp(own), 0);
    S.forEach((own, label) => {
      const loss = ofOutput(value, label, 'one');
      expect(valuesAt([loss, ofOutput(value, label, 'none')], at)).toEqual([
        expect.closeTo(Math.log(mass) - own, 13),
        0,
      ]);
      S.forEach((_, o) => {
        const slope = ofOutput(slopes[0]!, o, o === label ? 'one' : 'none');
        const [actual, symbolic] = valuesAt([slope, by(`z${o}`, loss)], at) as [number, number];
        expect(actual, `output ${o} of class ${label}`).toBeCloseTo(symbolic, 13);
      });
    });
  });
});

type Numbers = readonly number[];

function squaredError([u]: Numbers, [y]: Numbers): number {
  return (u! - y!) ** 2;
}

function sobolev([u, ux]: Numbers, [y, y1, weight]: Numbers): number {
  return (u! - y!) ** 2 + weight! * (ux! - y1!) ** 2;
}

function residual(s: Numbers, [y, weight, advection, ...c]: Numbers): number {
  const r = s.reduce((sum, own, k) => sum + c[k]! * own, 0) + advection! * s[0]! * s[1]! - y!;
  return weight! * r * r;
}
