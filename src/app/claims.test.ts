/**
 * docs/claims.md against what the lab says: every sentence of the story, of the examples and of the criticality cards has a
 * row there, and every row names tests that exist. That a test holds its claim is for its reader to judge.
 */
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { FAMILIES } from '../activations/catalogue.ts';
import { DEFAULT_EXPERIMENT, defaultArm } from '../experiment/defaults.ts';
import type { Arm } from '../experiment/experiment.ts';
import { PRESETS } from '../experiment/presets.ts';
import { biasVariance } from '../experiment/setup.ts';
import { STORY_WORDS } from '../experiment/storyWords.ts';
import { defaultSettings, task } from '../tasks/catalogue.ts';
import { criticalityCard } from './panels/theory/card.ts';
import { theoryOf } from './theory.ts';

const ROOT = new URL('../../', import.meta.url);
const TABLE = readFileSync(new URL('docs/claims.md', ROOT), 'utf8');

interface Row {
  readonly claim: string;
  readonly holds: readonly { readonly file: string; readonly title: string }[];
  readonly range: string;
}

/** The rows of all tables: the claim, `file` “title of a test” once or more, and the range. */
function rowsOf(markdown: string): Row[] {
  return markdown
    .split('\n')
    .filter((line) => /^\| /.test(line) && !/^\| (claim|---)/.test(line))
    .map((line) => {
      const [claim = '', holds = '', range = ''] = line
        .split(' | ')
        .map((cell) => cell.replace(/^\| | \|$/g, '').trim());
      const tests = [...holds.matchAll(/`([^`]+)` “([^”]+)”/g)].map(([, file = '', title = '']) => ({ file, title }));
      return { claim, holds: tests, range };
    });
}

/** Numbers, which differ from activation to activation, as one slot; those within names such as K_1 and float32 stay. */
const template = (sentence: string): string =>
  sentence.replace(/(?<![\w_.])[−-]?\d+(\.\d+)?(·10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?(?![\w])/g, '#').trim();

const sentencesOf = (text: string): string[] => text.split(/(?<=[.!?])\s+(?=[A-Z])/);

/** Sentences without a row, word for word or, by `template`, up to their numbers. */
function unclaimed(
  sentences: readonly string[],
  rows: readonly Row[],
  form = (sentence: string) => sentence,
): string[] {
  const known = new Set(rows.map(({ claim }) => form(claim)));
  return [...new Set(sentences)].filter((sentence) => !known.has(form(sentence)));
}

/** Rows whose test is not where they say, one sentence each. */
function broken(rows: readonly Row[]): string[] {
  return rows.flatMap(({ claim, holds, range }) => {
    if (holds.length === 0) return [`“${claim}” names no test`];
    if (range === '') return [`“${claim}” names no range`];
    return holds.flatMap(({ file, title }) => {
      const place = new URL(file, ROOT);
      if (!existsSync(place)) return [`“${claim}”: there is no ${file}`];
      return titled(readFileSync(place, 'utf8'), title) ? [] : [`“${claim}”: ${file} has no test “${title}”`];
    });
  });
}

/** The title stands in quotes as the argument of a test, or of a test of a table. */
function titled(source: string, title: string): boolean {
  const escaped = title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?:\\b(?:it|test|describe)(?:\\.\\w+)?|\\))\\(\\s*['"\`]${escaped}['"\`]`).test(source);
}

/** A card says nothing of single inputs: a task with few of them spares what theory would compute of every pair. */
const TASK = { name: 'poisson', settings: { ...defaultSettings(task('poisson')), points: 8 } };
const DEPTH = 12;

/** Starts at which a card says something else: on its critical point, beside it, and far above its horizon. */
const STARTS: readonly Partial<Arm>[] = [
  {},
  { init: 'lecun' },
  { init: 'custom', cw: 3, cb: 0.1, k1: 0.5 },
  { init: 'custom', cw: 0.1, cb: 0, k1: 1e-3 },
  { k1: 50 },
  { k1: 1e-5 },
];

/** Kinds of layers at which a card says something else, and an activation of each class. */
const KINDS: readonly Partial<Arm>[] = [
  { skip: 0.5 },
  { skip: 1 },
  { skip: 1, k1: 5 },
  { skip: 1.5 },
  { norm: 'rms' },
  { norm: 'layer', init: 'lecun' },
  { skip: 1, norm: 'rms' },
  { weights: 'orthogonal' },
];
const LAYERED = ['relu', 'repu.2', 'repu.3', 'mrepu.2', 'tanh', 'gelu', 'sigmoid', 'step', 'linear'];

/** Everything that the card of any activation of the catalogue says: its class's sentences and the clauses of its rows. */
function cardSentences(): string[] {
  const ids = FAMILIES.flatMap((family) => {
    const values = family.parameter?.integer ? [1, 2, 3, 4, 5] : [family.parameter?.default ?? null];
    return values.map((value) => family.create(value).id);
  });
  const plain = ids.flatMap((id) => STARTS.map((fields) => ({ id, fields })));
  const layered = LAYERED.flatMap((id) => KINDS.map((fields) => ({ id, fields })));
  return [...plain, ...layered].flatMap(({ id, fields }) => {
    const arm = { ...defaultArm(id), ...fields };
    if (arm.k1 !== null && arm.k1 <= biasVariance(arm, DEPTH)) return [];
    const arms = [arm];
    const { setup, predictions } = theoryOf({ ...DEFAULT_EXPERIMENT, task: TASK, depth: DEPTH, arms });
    const card = criticalityCard(setup.arms[0]!, predictions[0]!);
    const clauses = card.rows.flatMap(({ name, text }) => text.split('; ').map((clause) => `${name}: ${clause}`));
    return [...sentencesOf(card.meaning), ...clauses];
  });
}

const rows = rowsOf(TABLE);

it('every sentence of the story has a row', () => {
  const said = STORY_WORDS.flatMap(({ title, text }) => [title, ...sentencesOf(text)]);
  expect(unclaimed(said, rows)).toEqual([]);
});

it('every sentence of the examples has a row', () => {
  expect(
    unclaimed(
      PRESETS.flatMap(({ sentence }) => sentencesOf(sentence)),
      rows,
    ),
  ).toEqual([]);
});

it('every sentence of the cards, of any activation at any start, has a row', () => {
  const said = cardSentences();
  expect(new Set(said).size).toBeGreaterThan(50);
  expect(unclaimed(said, rows, template)).toEqual([]);
});

it('every row names tests that exist, and the range for which they hold it', () => {
  expect(rows.length).toBeGreaterThan(40);
  expect(broken(rows)).toEqual([]);
});

it('a sentence that nobody checked is found, and a row of a test that is not there', () => {
  const made = rowsOf(
    [
      '| claim | held by | range |',
      '|---|---|---|',
      '| K* = 3.6 is a touching. | `src/app/claims.test.ts` “every sentence of the story has a row” | always |',
      '| No test has this. | `src/app/claims.test.ts` “the moon is made of cheese” | never |',
      '| No file has this. | `src/app/nowhere.test.ts` “x” | never |',
      '| Nobody holds this. | by faith | never |',
      '| Held nowhere. | `src/app/claims.test.ts` “every sentence of the story has a row” |  |',
    ].join('\n'),
  );
  expect(made).toHaveLength(5);
  const said = ['K* = 3.6 is a touching.', 'K* = 14 is a touching.', 'RePU(7) cures baldness.'];
  expect(unclaimed(said, made)).toEqual(said.slice(1));
  expect(unclaimed(said, made, template)).toEqual(said.slice(2));
  expect(broken(made)).toEqual([
    expect.stringContaining('has no test “the moon'),
    expect.stringContaining('there is no src/app/nowhere.test.ts'),
    expect.stringContaining('names no test'),
    expect.stringContaining('names no range'),
  ]);
});

it('numbers are slots and names are not', () => {
  expect(template('a_1: −2.0')).toBe('a_1: #');
  expect(template('1/(a_1 K_1) = 3.1·10⁻⁵ layers; float32 at layer 9')).toBe(
    '#/(a_1 K_1) = # layers; float32 at layer #',
  );
  expect(template('RePU(2) at C_W = 1.0')).toBe('RePU(#) at C_W = #');
  expect(sentencesOf('K* = 3.6 holds. MRePU(2) is z·max(0, z + 1)². Try it.')).toHaveLength(3);
});
