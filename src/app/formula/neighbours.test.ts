import { describe, expect, it } from 'vitest';
import { provideFormulas } from '../../activations/formulas.ts';
import { typedFormulas } from '../../activations/typedFormulas.ts';
import { typedOf } from '../../activations/typedId.ts';
import { parseFragment } from '../../experiment/permalink.ts';
import { neighbours } from './neighbours.ts';

provideFormulas(typedFormulas);

const of = (link: string) => {
  const { experiment, rejected } = parseFragment(`#arm=mrepu.2&arm=formula:${link}`);
  expect(rejected).toEqual([]);
  return neighbours(experiment, 1).map(({ arms }) => {
    expect(arms[0]).toBe(experiment.arms[0]);
    return typedOf(arms[1]!.activation).values;
  });
};

describe('what the next presses of a key on the letters of a formula lead to', () => {
  it('is the values to both sides, the nearest first', () => {
    expect(of('tanh(a*z);a=1')).toEqual([1.1, 0.9, 1.2, 0.8, 1.3, 0.7].map((a) => ({ a })));
  });

  it('goes by turns over several letters', () => {
    expect(of('tanh(a*z+b);a=1;b=2').slice(0, 4)).toEqual([
      { a: 1.1, b: 2 },
      { a: 1, b: 2.1 },
      { a: 0.9, b: 2 },
      { a: 1, b: 1.9 },
    ]);
  });

  it('ends with the slider', () => {
    expect(of('tanh(a*z);a=5')).toEqual([4.9, 4.8, 4.7].map((a) => ({ a })));
  });

  it('leaves out values that make no activation, and has none without letters', () => {
    expect(of('z/a;a=0.1').map(({ a }) => a)).not.toContain(0);
    expect(of('tanh(2*z)')).toEqual([]);
  });
});
