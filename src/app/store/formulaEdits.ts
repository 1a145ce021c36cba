/** Changes of an arm with a typed formula; loaded with the field for it. Pure, as edits.ts. */
import { activation } from '../../activations/catalogue.ts';
import { isFormula, type Letter } from '../../activations/formulas.ts';
import { typedId, typedOf } from '../../activations/typedId.ts';
import type { Experiment, Range } from '../../experiment/experiment.ts';
import { LETTER_RANGE } from '../../experiment/limits.ts';
import { type Expression, parametersOf } from '../../formula/graph.ts';
import { type Edit, withArm } from './edits.ts';

/** The formula of the activation that stands there, to be changed. */
export function withOwnFormula(experiment: Experiment, index: number): Edit {
  const id = experiment.arms[index]?.activation ?? '';
  return isFormula(id) ? withArm(experiment, index, {}) : withFormula(experiment, index, activation(id).formula);
}

/** Another formula; letters that stood in the arm's formula before keep their values and the ends of their sliders. */
export function withFormula(
  experiment: Experiment,
  index: number,
  formula: Expression,
  values?: Readonly<Record<string, number>>,
): Edit {
  const { activation: id = '', ranges } = experiment.arms[index] ?? {};
  const letters = parametersOf(formula);
  const kept = Object.entries(ranges ?? {}).filter(([letter]) => letters.includes(letter));
  return withArm(experiment, index, {
    activation: typedId(formula, values ?? (isFormula(id) ? typedOf(id).values : {})),
    ranges: kept.length > 0 ? Object.fromEntries(kept) : undefined,
  });
}

/** Another value of a letter. */
export function withLetter(experiment: Experiment, index: number, letter: Letter, value: number): Edit {
  const { formula, values } = typedOf(experiment.arms[index]?.activation ?? '');
  return withArm(experiment, index, { activation: typedId(formula, { ...values, [letter]: value }) });
}

/** Other ends of a letter's slider. */
export function withLetterRange(experiment: Experiment, index: number, letter: Letter, range: Range): Edit {
  const usual = range[0] === LETTER_RANGE[0] && range[1] === LETTER_RANGE[1];
  const { [letter]: _, ...others } = experiment.arms[index]?.ranges ?? {};
  const ranges = usual ? others : { ...others, [letter]: range };
  return withArm(experiment, index, { ranges: Object.keys(ranges).length > 0 ? ranges : undefined });
}
