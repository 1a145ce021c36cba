import { describe, expect, test } from 'vitest';
import { activation, FAMILIES } from './catalogue.ts';

describe('the catalogue', () => {
  test('lists the families in display order, the paper’s first', () => {
    expect(FAMILIES.map((f) => f.name)).toEqual([
      'repu',
      'mrepu',
      'relu',
      'leaky-relu',
      'tanh',
      'sin',
      'erf',
      'sigmoid',
      'softplus',
      'gelu',
      'silu',
      'elu',
      'linear',
      'shifted-mrepu',
      'swish',
      'mish',
      'hard-swish',
      'selu',
      'squareplus',
      'atan',
      'softsign',
      'snake',
      'gaussian',
      'step',
    ]);
  });

  test('gives every family’s default an id that leads back to it', () => {
    for (const family of FAMILIES) {
      const created = family.create(family.parameter?.default ?? null);
      expect(activation(created.id).id).toBe(created.id);
      expect(created.family).toBe(family.name);
    }
  });

  test.each([
    ['repu.2', 'repu.2'],
    ['repu(2)', 'repu.2'],
    ['repu.2.0', 'repu.2'],
    ['mrepu.05', 'mrepu.5'],
    ['leaky-relu.0.010', 'leaky-relu.0.01'],
    ['leaky-relu.0', 'leaky-relu.0'],
    ['leaky-relu.1e-3', 'leaky-relu.0.001'],
    ['gelu', 'gelu'],
  ])('reads %s as %s', (text, id) => {
    expect(activation(text).id).toBe(id);
    expect(activation(text)).toBe(activation(id));
  });

  test.each([
    ['repu', 'repu needs a parameter, power: a whole number from 1 to 5, e.g. repu.2; none was given.'],
    ['repu.6', 'repu needs a parameter, power: a whole number from 1 to 5, e.g. repu.2; not 6.'],
    ['repu.1.5', 'repu needs a parameter, power: a whole number from 1 to 5, e.g. repu.2; not 1.5.'],
    ['leaky-relu.2', 'leaky-relu needs a parameter, slope: a number from 0 to 1, e.g. leaky-relu.0.01; not 2.'],
    ['tanh.3', 'tanh takes no parameter, not 3.'],
    ['repu.x', '“x” is not a parameter of repu; allowed: repu.1 to repu.5.'],
    ['repu.-1', '“-1” is not a parameter of repu; allowed: repu.1 to repu.5.'],
  ])('rejects %s with a sentence', (text, reason) => {
    expect(() => activation(text)).toThrow(new RangeError(reason));
  });

  test.each(['', 'maxout', 'ReLU', 'constructor', '__proto__'])('rejects “%s”, naming all that is allowed', (text) => {
    for (const { name } of FAMILIES) expect(() => activation(text)).toThrow(name);
  });
});
