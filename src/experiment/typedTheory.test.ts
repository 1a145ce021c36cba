/** What people type and the catalogue has not: theory stays finite, and says what the function itself says. */
import { beforeAll, describe, expect, test } from 'vitest';
import { activation } from '../activations/catalogue.ts';
import { loadFormulas } from '../activations/loadFormulas.ts';
import { universality } from '../theory/critical.ts';
import { predict } from '../theory/predict.ts';
import { readArm } from './armCodec.ts';
import { parseFragment } from './permalink.ts';
import { setup } from './setup.ts';

const idOf = (text: string): string => {
  const { arm, problems } = readArm(`formula:${text}`, 10);
  if (!arm) throw new Error(problems.join());
  return arm.activation;
};

beforeAll(loadFormulas);

describe('the flow is a number in every layer', () => {
  test.each([
    'z - tanh(z)',
    'sqrt(1 + z^2) - 1',
    'Phi(z) - 0.5',
    'z * log(1 + abs(z))',
    'log(1 + z^2)',
    'sign(z)',
    'z > 0',
    'max(0, z - 5)',
    '2^z',
    'exp(z)',
    'tanh(z)^3',
    'z^3 - z',
    'sin(z^2)',
    '1e6 * tanh(z)',
    '1e-6 * tanh(z)',
    'exp(exp(-abs(z)))',
  ])('%s', (text) => {
    for (const start of ['', '_init.he_k1.30&depth=40', '_init.custom_cw.0.1_k1.0.001&depth=20']) {
      const { experiment, rejected } = parseFragment(`arm=${idOf(text)}${start}`);
      expect(rejected).toEqual([]);
      const { arms, data } = setup(experiment);
      const [arm] = arms as [(typeof arms)[number]];
      const { varianceLog10 } = predict({
        ...arm,
        ...data,
        width: 64,
      });
      for (const log of varianceLog10) expect(log, `${text}${start}`).not.toBeNaN();
    }
  });
});

describe('critical points', () => {
  test('sign(z) log(1 + |z|) is z near 0, though each of its factors has a kink there', () => {
    expect(universality(activation(idOf('sign(z) * log(1 + abs(z))')))).toMatchObject({
      class: 'stable',
      points: [{ K: 0, cw: 1, cb: 0 }],
    });
  });

  test('max(0, z - 5) has none, and is not homogeneous for what it is at 40', () => {
    expect(universality(activation(idOf('max(0, z - 5)'))).points).toEqual([]);
  });

  test.each([
    ['tanh(z) * 1', 'tanh'],
    ['z * Phi(z)', 'gelu'],
    ['z * sigmoid(z)', 'silu'],
    ['z * max(0, z + 1)^3', 'mrepu.3'],
  ])('%s has those of %s', (text, id) => {
    const [own, listed] = [universality(activation(idOf(text))), universality(activation(id))];
    expect(own.class).toBe(listed.class);
    own.points.forEach(({ K, cw, cb }, i) => {
      expect(K ?? -1).toBeCloseTo(listed.points[i]?.K ?? -1, 9);
      expect(cw).toBeCloseTo(listed.points[i]!.cw, 10);
      expect(cb).toBeCloseTo(listed.points[i]!.cb, 10);
    });
  });
});

test.each(['sqrt(max(0, z))', 'max(0, z)^0.1', 'abs(z)^0.5'])('%s is none: its slope has no mean square', (text) => {
  expect(readArm(`formula:${text}`, 10).problems).toEqual([
    expect.stringContaining('The mean square of σ′ is infinite'),
  ]);
});
