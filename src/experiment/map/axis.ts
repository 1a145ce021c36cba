/** The values of an axis, and what it may go over. */
import { isFormula, LETTERS, type Letter } from '../../activations/formulas.ts';
import { typedOf } from '../../activations/typedId.ts';
import type { Arm, Experiment } from '../experiment.ts';
import { MAP_KEYS, type MapAxis, type MapKey, mapLimits } from './map.ts';

/** Values of an axis have so many significant digits: the last bits of Math.pow differ between browsers. */
const DIGITS = 6;

/** The value at a place of the axis, cell 0 being `from`; whole where its key is. */
export function axisValue({ key, from, to, cells, log }: MapAxis, place: number): number {
  const share = cells === 1 ? 0 : place / (cells - 1);
  const value = log ? from * (to / from) ** share : from + (to - from) * share;
  const { min, max, integer } = mapLimits(key);
  const allowed = Math.min(max, Math.max(min, value));
  return integer ? Math.round(allowed) : Number(allowed.toPrecision(DIGITS));
}

/** The values of its cells, [cells]. */
export const axisValues = (axis: MapAxis): readonly number[] =>
  Array.from({ length: axis.cells }, (_, cell) => axisValue(axis, cell));

/** Letters that stand in an arm's formula. */
export function lettersOf({ activation }: Pick<Arm, 'activation'>): readonly Letter[] {
  if (!isFormula(activation)) return [];
  const { values } = typedOf(activation);
  return LETTERS.filter((letter) => Object.hasOwn(values, letter));
}

/** What an axis of this experiment may go over. */
export function mapKeysOf({ arms }: Experiment): readonly MapKey[] {
  const letters = LETTERS.filter((letter) => arms.some((arm) => lettersOf(arm).includes(letter)));
  return MAP_KEYS.filter((key) => !isLetter(key) || letters.includes(key));
}

export const isLetter = (key: MapKey): key is Letter => (LETTERS as readonly string[]).includes(key);
