import type { Expression } from '../formula/graph.ts';
import { TYPED } from '../formula/testing.ts';
import type { Activation } from './activation.ts';
import { FAMILIES } from './catalogue.ts';

/** Every activation of the catalogue, for the tests: all whole parameters, and both ends and the default of the others. */
export const SAMPLES: readonly Activation[] = FAMILIES.flatMap((family) => {
  const { parameter } = family;
  if (parameter === null) return [family.create(null)];
  const { min, max, integer } = parameter;
  const values = integer ? Array.from({ length: max - min + 1 }, (_, i) => min + i) : [min, parameter.default, max];
  return values.map((value) => family.create(value));
});

/** Their formulas and some that people type, with names. */
export const FORMULAS: readonly (readonly [string, Expression])[] = [
  ...SAMPLES.map(({ id, formula }) => [id, formula] as const),
  ...Object.entries(TYPED),
];
