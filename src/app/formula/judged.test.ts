import { describe, expect, it } from 'vitest';
import { activation } from '../../activations/catalogue.ts';
import { provideFormulas } from '../../activations/formulas.ts';
import { typedFormulas } from '../../activations/typedFormulas.ts';
import { universality } from '../../theory/critical.ts';
import { EXAMPLES } from './examples.ts';
import { judged, withValues } from './judged.ts';

provideFormulas(typedFormulas);

function good(text: string, known = {}) {
  const made = judged(text, known);
  if ('problem' in made) throw new Error(`${text}: ${made.problem}`);
  return made;
}

describe('a text that is an activation', () => {
  it.each(EXAMPLES)('%s, an example, is one', (example) => {
    expect(activation(good(example).id).derivatives[0](0.7)).toBe(good(example).activation.derivatives[0](0.7));
  });

  it('has the values that its letters have, and 1 for new ones', () => {
    expect(good('a * z + b * tanh(z)', { a: 0.25 }).values).toEqual({ a: 0.25, b: 1 });
    expect(good('z', { a: 3 }).values).toEqual({});
  });

  it('begins elsewhere with a letter that makes it none at 1', () => {
    expect(good('max(0, z)^(a - 1)').values).toEqual({ a: 2 });
    // At 2 and at 0.5 as well.
    expect(good('z * (a - 1) * (a - 2) * (a - 0.5)').values).toEqual({ a: -1 });
  });

  it('has the class of the catalogue’s activation that it is', () => {
    expect(universality(good('z * max(0, z + a)^2').activation).class).toBe('unstable');
  });
});

describe('a text that is none', () => {
  it.each([
    ['z * ', 4, /ends too early/],
    ['1 + sni(z)', 4, /Did you mean sin\?/],
    ['tanh z', 0, /tanh needs brackets/],
    ['z + )', 4, /cannot stand here/],
    ['', 0, /Type a formula of z/],
  ])('%j is wrong at character %i', (text, at, said) => {
    expect(judged(text, {})).toEqual({ at, problem: expect.stringMatching(said) });
  });

  it.each([
    ['2 * pi', /here is no z/],
    ['1 / z', /infinite/],
    ['exp(z^2)', /grows too fast/],
    ['log(z)', /not a number/],
  ])('%s is wrong as a whole', (text, said) => {
    expect(judged(text, {})).toEqual({ at: null, problem: expect.stringMatching(said) });
  });

  it('names the values of its letters', () => {
    const { formula } = good('sin(a * z)');
    expect(withValues(formula, { a: 0 })).toEqual({
      at: null,
      problem: 'σ is constant: it is 0 for every z, so nothing of the input gets through. Here a = 0.',
    });
  });
});
