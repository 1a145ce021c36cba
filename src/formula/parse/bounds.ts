/** How large a formula may be, and that it is one: it has z, and values that are not all the same. */
import { compiled } from '../evaluate.ts';
import { type Expression, nodesOf, parametersOf, substituted, z } from '../graph.ts';
import { LETTERS } from '../letters.ts';
import { Refused } from './syntax.ts';
import { formulaText } from './text.ts';

export const LIMITS = {
  /** Without blanks, as typed and in canonical form. */
  characters: 200,
  /** Numbers, letters and operations, written out. */
  nodes: 150,
  /** Of operations within each other. */
  depth: 50,
} as const;

/** Blanks do not count, but a book of them is no formula either. */
const MOST_WITH_BLANKS = 1000;

/** Before reading. Throws Refused at the first character too many. */
export function checkLength(text: string): void {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    if (!/\s/.test(text[at]!)) count++;
    if (count > LIMITS.characters || at >= MOST_WITH_BLANKS) {
      throw new Refused(at, `A formula has at most ${LIMITS.characters} characters.`);
    }
  }
}

/** After reading. Throws Refused. */
export function checkFormula(formula: Expression): void {
  if (formula.size > LIMITS.nodes) {
    throw new Refused(
      null,
      `A formula has at most ${LIMITS.nodes} numbers, letters and operations; this has ${formula.size}.`,
    );
  }
  if (formula.depth > LIMITS.depth) {
    throw new Refused(
      null,
      `In a formula at most ${LIMITS.depth} operations are within each other; here ${formula.depth} are.`,
    );
  }
  const { length } = formulaText(formula).replaceAll(' ', '');
  if (length > LIMITS.characters) {
    throw new Refused(null, `A formula has at most ${LIMITS.characters} characters; written out this has ${length}.`);
  }
  checkVaries(formula);
}

/** Values of the parameters for which nothing cancels by chance. */
const SETTINGS = [
  [0.7, 1.3, 0.4, 1.9],
  [2.6, 0.8, 1.4, 0.3],
  [-1.6, -2.3, -0.9, -0.8],
  [31, 17, 40, 25],
];
const PLACES = [0.001, 0.1, 0.37, 0.5, 1, 1.7, 2, 3, 5.3, 10, 30, 100, 1e3, 1e6].flatMap((place) => [place, -place]);
/** Looked at only where those tell nothing: a short piece may differ. */
const CLOSE_PLACES = Array.from({ length: 2560 }, (_, i) => (i - 1280) / 128 + 0.0037);
/** Values closer than this, relative to the largest, are the same. */
const SAME = 1e-13;

function checkVaries(formula: Expression): void {
  if (!nodesOf(formula).includes(z)) throw new Refused(null, 'An activation depends on z, and here is no z.');
  const settings = parametersOf(formula).length === 0 ? SETTINGS.slice(0, 1) : SETTINGS;
  const filled = settings.map((setting) =>
    compiled(substituted(formula, Object.fromEntries(LETTERS.map((name, i) => [name, setting[i]!])))),
  );
  const values = filled.map((value) => PLACES.map(value));
  if (values.some(varies)) return;
  values.push(CLOSE_PLACES.map(filled[0]!));
  if (varies(values.at(-1)!)) return;
  const defined = values.flat().some(Number.isFinite);
  throw new Refused(
    null,
    defined ? 'This has the same value at every z: no activation.' : 'This has no value at any z.',
  );
}

/** Whether they are different; beside a finite one, one that has left float64 is. */
function varies(values: readonly number[]): boolean {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return false;
  if (values.some((value) => Math.abs(value) === Number.POSITIVE_INFINITY)) return true;
  const [least, most] = [Math.min(...finite), Math.max(...finite)];
  return most - least > SAME * Math.max(Math.abs(least), Math.abs(most));
}
