/** Activations from formulas that links name and people type; loaded by formulas.ts. */
import { type Expression, parametersOf } from '../formula/graph.ts';
import { readFormulaLink } from '../formula/parse/link.ts';
import { parseFormula } from '../formula/parse/parse.ts';
import type { Reading } from '../formula/parse/syntax.ts';
import { formulaText } from '../formula/parse/text.ts';
import { remember } from '../lib/remember.ts';
import type { Activation } from './activation.ts';
import type { FormulaReader, Letter, Read } from './formulas.ts';
import { activationOf } from './typed.ts';
import { filledIn, typedId, typedOf } from './typedId.ts';

export const typedFormulas: FormulaReader = { activation, read };

function activation(id: string): Activation {
  const made = named(id);
  if ('problem' in made) throw new RangeError(made.problem);
  return made.activation;
}

/** What was made lately, so that whoever asks for an id shares one activation, and the tables that go with it. */
const known = new Map<string, ReturnType<typeof activationOf>>();
/** Each value of a slider is another one: the oldest are forgotten. */
const REMEMBERED = 64;

/** The activation of a typed formula's id, or why there is none. Throws RangeError where it is no id. */
export function named(id: string): ReturnType<typeof activationOf> {
  const made = known.get(id) ?? makeNamed(id);
  remember(known, id, made, REMEMBERED);
  return made;
}

function makeNamed(id: string): ReturnType<typeof activationOf> {
  const formula = filledIn(typedOf(id));
  return activationOf(formula, { id, label: labelOf(formula) });
}

/** So much of a formula stands in a legend. */
const LONGEST_LABEL = 26;

export function labelOf(formula: Expression): string {
  const text = formulaText(formula);
  return text.length <= LONGEST_LABEL ? text : `${text.slice(0, LONGEST_LABEL - 1).trimEnd()}…`;
}

function read(text: string, typed: boolean): Read | { readonly problem: string } {
  const reading = readEither(text, typed);
  if ('error' in reading) {
    const { at, message } = reading.error;
    return { problem: at === null ? clause(message) : `at character ${at + 1} of the formula: ${clause(message)}` };
  }
  const { formula } = reading;
  return {
    letters: parametersOf(formula) as readonly Letter[],
    activation(values) {
      const id = typedId(formula, values);
      const made = named(id);
      return 'problem' in made ? { problem: clause(made.problem) } : { id };
    },
  };
}

function readEither(text: string, typed: boolean): Reading {
  // A link that was cut short may be a formula as well, and another one: 0-z of 0-z-max. It is never read as that.
  if (!typed && /^[\w.-]*$/.test(text)) return readFormulaLink(text);
  const reading = parseFormula(text);
  const linked = 'error' in reading ? readFormulaLink(text) : reading;
  return 'error' in linked ? reading : linked;
}

/** What goes on after a sentence's end is a sentence of its own. */
const clause = (sentence: string): string => sentence.replace(/\.$/, '');
