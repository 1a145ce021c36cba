import { isFormula, LETTERS, type Letter } from '../../activations/formulas.ts';
import { typedOf } from '../../activations/typedId.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { LETTER_RANGE } from '../../experiment/limits.ts';
import { valueAt } from '../controls/scale.ts';
import { withLetter } from '../store/formulaEdits.ts';
import { withValues } from './judged.ts';
import { letterScale } from './letterRange.ts';

/** Steps of a slider, the nearest first. */
const STEPS = [1, -1, 2, -2, 3, -3];

/**
 * The experiments that the next presses of a key on the sliders of an arm's letters lead to, the nearest first; none where a
 * value makes no activation or lies beyond the slider's end.
 */
export function neighbours(experiment: Experiment, index: number): readonly Experiment[] {
  const arm = experiment.arms[index];
  if (!arm || !isFormula(arm.activation)) return [];
  const { formula, values } = typedOf(arm.activation);
  const beside = (letter: Letter, by: number): readonly Experiment[] => {
    const scale = letterScale(arm.ranges?.[letter] ?? LETTER_RANGE);
    const value = values[letter]! + by * scale.step;
    const moved = valueAt(scale, value);
    // The slider has come to its end.
    if (Math.abs(moved - value) > scale.step / 2) return [];
    if ('problem' in withValues(formula, { ...values, [letter]: moved })) return [];
    return [withLetter(experiment, index, letter, moved).experiment];
  };
  const letters = LETTERS.filter((letter) => letter in values);
  return STEPS.flatMap((by) => letters.flatMap((letter) => beside(letter, by)));
}
