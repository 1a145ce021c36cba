/** An activation is one file of a few lines: this one is added in memory, and all else follows. */
import { expect, test } from 'vitest';
import { parametric } from '../activations/family.ts';
import { evaluated } from '../formula/evaluate.ts';
import { float32Forms } from '../formula/float32/forms.ts';
import { add, constant, div, mul, power, sin, z } from '../formula/graph.ts';
import { pythonFunction } from '../formula/print/python.ts';
import { texOf } from '../formula/print/tex.ts';
import { wgslForms } from '../formula/print/wgsl.ts';
import { criticalInitialisation, universality } from '../theory/critical.ts';
import { kernelFlow } from '../theory/flow.ts';
import { layersOf } from '../theory/testing.ts';
import { activate, multiplySlope } from './wasm/elementwise.ts';
import { Bench } from './wasm/testing.ts';

const wave = parametric('wave', 'wave', { label: 'frequency', min: 0.5, max: 4, default: 1, integer: false }, (a) =>
  add(z, div(power(sin(mul(constant(a), z)), 2), constant(a))),
);

test('one that is added has everything', () => {
  const added = wave.create(2);
  expect(added).toMatchObject({ id: 'wave.2', label: 'wave(2)', kinks: [], smoothness: Number.POSITIVE_INFINITY });
  expect(added.growth).toMatchObject({ degree: 1, right: 1, left: -1, exact: false });
  const [value, slope, curvature] = added.derivatives;
  expect(value(0.4)).toBeCloseTo(0.4 + Math.sin(0.8) ** 2 / 2, 15);
  expect(slope(0.4)).toBeCloseTo(1 + Math.sin(1.6), 15);
  expect(curvature(0.4)).toBeCloseTo(4 * Math.cos(1.6), 14);

  // σ = z + 2 z² + …: C_W = 1, a1 = σ‴(0) + ¾ σ″(0)² = 12.
  const { a1, points: critical } = universality(added);
  expect(a1).toBe(12);
  expect(critical.find(({ K }) => K === 0)).toEqual({ kind: 'unstable', K: 0, cw: 1, cb: 0 });
  expect(criticalInitialisation(added, 10).critical).toBe(true);
  const { logK } = kernelFlow(layersOf(added, { cw: Array<number>(8).fill(1) }), Math.log(1e-4));
  expect(Math.exp(logK[7]!)).toBeCloseTo(1e-4 / (1 - 12 * 7 * 1e-4), 6);

  const bench = new Bench();
  const points = Float32Array.from({ length: 64 }, (_, i) => (i - 32) / 7);
  const [at, values, slopes] = [
    bench.place(points),
    bench.place(new Float32Array(64)),
    bench.place(new Float32Array(64).fill(1)),
  ];
  const forms = float32Forms(added.formula);
  bench.run(activate(forms.value), at.at, at.end, values.at);
  bench.run(multiplySlope(forms.derivative), at.at, at.end, slopes.at);
  points.forEach((point, i) => {
    expect(Math.abs(values.values[i]! - value(point))).toBeLessThan(1e-6 * Math.max(1, Math.abs(value(point))));
    expect(Math.abs(slopes.values[i]! - slope(point))).toBeLessThan(1e-6);
  });
  expect(wgslForms(added.formula).value).toMatch(/^let .*; return .*;$/);
  expect(evaluated(added.formula)(0)).toBe(0);

  expect(pythonFunction(added.formula)).toBe('lambda z: z + 0.5 * torch.sin(2 * z) ** 2');
  expect(texOf(added.formula)).toBe('z + \\frac{\\left(\\sin \\left(2\\,z\\right)\\right)^{2}}{2}');
});
