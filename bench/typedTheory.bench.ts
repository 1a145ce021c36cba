import { bench, describe } from 'vitest';
import type { Activation } from '../src/activations/activation.ts';
import { activation } from '../src/activations/catalogue.ts';
import { defined } from '../src/activations/family.ts';
import { named } from '../src/activations/typedFormulas.ts';
import { typedId } from '../src/activations/typedId.ts';
import { parseFormula } from '../src/formula/parse/parse.ts';
import { bandOfMean } from '../src/theory/bandOfMean.ts';
import { criticalInitialisation } from '../src/theory/critical.ts';
import { kernelFixedPoints } from '../src/theory/fixedPoints.ts';
import { inputPairs } from '../src/theory/inputPairs.ts';
import { predict } from '../src/theory/predict.ts';
import { constant, layersOf } from '../src/theory/testing.ts';

// What a typed formula's slider costs in theory: a new value of its letter at every call, so that nothing is known of it.
// Kinks, growth, class, critical point, flow, band and all fixed points must be there within 100 ms. The first row is the
// peer: the catalogue's MRePU(2), made anew, from its closed forms.
const DEPTH = 10;
const INPUTS = Array.from({ length: 64 }, (_, i) => ((2 * i + 1) / 64 - 1) ** 2 * 3);
const PAIRS = inputPairs(
  INPUTS.map((x, i) => Math.sqrt(x) * (-1) ** i),
  1,
);
const TYPED = [
  'z max(0, z + a)^2',
  'tanh(a z)',
  'z sigmoid(a z)',
  'z Phi(a z)',
  'z / (a + |z|)',
  'exp(a z)',
  'sin(a z)',
  'z + sin(a z)^2 / a',
];

function everythingOf(asked: Activation): void {
  const { cw, cb, k1 } = criticalInitialisation(asked, DEPTH);
  const layers = layersOf(asked, constant(cw, DEPTH, cb));
  const k1PerExample = Float64Array.from(INPUTS, (x) => cb + x * (k1 - cb));
  const input = { layers, k1PerExample, inputDimension: 1, width: 64, outputDimension: 1 };
  bandOfMean(input, PAIRS, predict(input));
  kernelFixedPoints(layers[1]!);
}

let call = 0;

describe('theory of an activation never seen', () => {
  bench('MRePU(2) of the catalogue', () => everythingOf(defined(activation('mrepu.2'))));
  for (const text of TYPED) {
    const reading = parseFormula(text);
    if ('error' in reading) throw new Error(reading.error.message);
    bench(text, () => {
      call = (call + 1) % 100_000;
      const made = named(typedId(reading.formula, { a: 1 + 1e-5 * call }));
      if ('problem' in made) throw new Error(made.problem);
      everythingOf(made.activation);
    });
  }
});
