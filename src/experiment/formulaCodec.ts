/** A typed formula in an arm: `formula.z-0-z-a-add-max-2-pow-mul_a.0.5_amin.0_amax.2`, and what a person may type for it. */
import { formulaReader, LETTERS, type Letter } from '../activations/formulas.ts';
import { signedCodec, writeNumber } from './codec.ts';
import type { Arm, Range } from './experiment.ts';
import { LETTER_LIMITS, LETTER_RANGE } from './limits.ts';

/** Options that go with a typed formula only: each letter's value, and the ends of its slider. */
export const FORMULA_OPTIONS: readonly string[] = LETTERS.flatMap((letter) => [letter, `${letter}min`, `${letter}max`]);

const NUMBER = signedCodec(LETTER_LIMITS);

export type FormulaReading =
  | (Pick<Arm, 'activation' | 'ranges'> & { readonly problems: readonly string[] })
  | { readonly problem: string };

/**
 * Null where it is no formula.
 * @param text what stands before the first option
 * @param options of the arm, by name
 */
export function readFormula(text: string, options: ReadonlyMap<string, string>): FormulaReading | null {
  const [, sign, formula = ''] = /^formula([.:])(.*)$/s.exec(text) ?? [];
  if (sign === undefined) return null;
  const reader = formulaReader();
  if (reader === null) return { problem: 'what reads typed formulas could not be loaded' };
  const problems: string[] = [];
  const number = (name: string, fallback: number): number => {
    const written = options.get(name);
    const value = written === undefined ? fallback : NUMBER.read(written);
    if (value === null) problems.push(`${name} is ${NUMBER.allowed}`);
    return value ?? fallback;
  };
  const reading = reader.read(formula, sign === ':');
  if ('problem' in reading) return reading;
  const { letters } = reading;
  for (const letter of LETTERS) {
    if (!letters.includes(letter) && options.has(letter)) problems.push(`${letter} does not stand in the formula`);
  }
  const values = letters.map((letter) => [letter, number(letter, LETTER_LIMITS.default)] as const);
  const made = reading.activation(Object.fromEntries(values));
  if ('problem' in made) return made;

  const ranges = LETTERS.flatMap((letter): [Letter, Range][] => {
    const [min, max] = [number(`${letter}min`, LETTER_RANGE[0]), number(`${letter}max`, LETTER_RANGE[1])];
    if (min === LETTER_RANGE[0] && max === LETTER_RANGE[1]) return [];
    if (letters.includes(letter) && min < max) return [[letter, [min, max]]];
    problems.push(
      letters.includes(letter) ? `${letter}min is less than ${letter}max` : `${letter} does not stand in the formula`,
    );
    return [];
  });
  return {
    activation: made.id,
    ...(ranges.length > 0 && { ranges: Object.fromEntries(ranges) }),
    problems,
  };
}

/** Options for the sliders' ends, those that are not as ever left out. */
export function writeRanges(ranges: Arm['ranges']): readonly string[] {
  return LETTERS.flatMap((letter) => {
    const [min, max] = ranges?.[letter] ?? LETTER_RANGE;
    return [
      ...(min === LETTER_RANGE[0] ? [] : [`${letter}min.${writeNumber(min)}`]),
      ...(max === LETTER_RANGE[1] ? [] : [`${letter}max.${writeNumber(max)}`]),
    ];
  });
}
