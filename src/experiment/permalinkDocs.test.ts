import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LETTERS } from '../activations/formulas.ts';
import { TASKS } from '../tasks/catalogue.ts';
import { isChoiceKey, type TaskKey } from '../tasks/task.ts';
import { writeNumber } from './codec.ts';
import { DEFAULT_DISPLAY } from './defaults.ts';
import { CONTROLS, ENGINES, OPTIMIZERS, PANELS, SCALES, STRIP_SLIDERS, VIEWS } from './experiment.ts';
import { ARM_LIMITS, LETTER_LIMITS, LETTER_RANGE, LIMITS } from './limits.ts';
import { MAP_KEYS, MAP_LIMITS } from './map/map.ts';
import { STORY } from './story.ts';

const lines = readFileSync(new URL('../../docs/permalink.md', import.meta.url), 'utf8').split('\n');

/** Cells of every row whose first cell is this. */
const rowsOf = (first: string): string[][] =>
  lines
    .filter((line) => line.startsWith(`| ${first} |`))
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim())
        .slice(1, -1),
    );

const range = ({ min, max, integer }: { min: number; max: number; integer: boolean }): string =>
  `${integer ? 'whole, ' : ''}${writeNumber(min)}–${writeNumber(max)}`;
const code = (name: string): string => `\`${name}\``;

/** The table of tasks: the cells of a task's first key stand in its own row, further ones below. */
function documentedKeys(): Map<string, string[][]> {
  const found = new Map<string, string[][]>();
  const from = lines.findIndex((line) => line.startsWith('| `task` | what is learnt | its keys'));
  let present = '';
  for (const line of lines.slice(from + 2)) {
    if (!line.startsWith('|')) break;
    const [name = '', , ...key] = line
      .split('|')
      .map((cell) => cell.trim())
      .slice(1, -1);
    if (name !== '') present = name;
    found.set(present, [...(found.get(present) ?? []), key]);
  }
  return found;
}

const cellsOf = ([name, key]: [string, TaskKey]): string[] =>
  isChoiceKey(key)
    ? [code(name), key.choices.map(({ value }) => code(value)).join(', '), code(key.default)]
    : [code(name), range(key), writeNumber(key.default)];

describe('docs/permalink.md', () => {
  it('names every task with its keys, their limits and their defaults, and no other', () => {
    const expected = TASKS.map(({ name, keys }) => [code(name), Object.entries(keys).map(cellsOf)]);
    expect([...documentedKeys()]).toEqual(expected);
  });

  it.each([
    ['depth', LIMITS.depth],
    ['width', LIMITS.width],
    ['seed', LIMITS.seed],
    ['replicas', LIMITS.replicas],
    ['steps', LIMITS.steps],
  ])('gives the limits and the default of %s', (name, limits) => {
    expect(rowsOf(code(name))[0]?.slice(2)).toEqual([range(limits), writeNumber(limits.default)]);
  });

  it.each([
    ['cw', ARM_LIMITS.cw],
    ['cb', ARM_LIMITS.cb],
    ['k1', ARM_LIMITS.k1],
  ])('gives the ends of %s', (name, { min, max }) => {
    // The smallest ones stand in scientific notation.
    const [low = '', high = ''] = rowsOf(code(name))[0]?.[2]?.split(/[–,]/) ?? [];
    expect([Number(low), Number(high)]).toEqual([min, max]);
  });

  it('gives the ends and the default of a formula’s letters, and the ends of their sliders', () => {
    const { min, max, default: value } = LETTER_LIMITS;
    const ends = `${min}–${max}`;
    expect(rowsOf(LETTERS.map(code).join(', '))[0]?.slice(2)).toEqual([ends, `${value}`]);
    expect(rowsOf('`amin`, `amax`, … `dmax`')[0]?.slice(2)).toEqual([
      `${ends}, \`amin\` below \`amax\``,
      LETTER_RANGE.join(', '),
    ]);
  });

  it('names what an axis of the map goes over, and its limits', () => {
    expect(rowsOf('KEY')[0]?.[2]?.match(/`[^`]+`/g)).toEqual(MAP_KEYS.map(code));
    expect(rowsOf('CELLS')[0]?.[2]).toBe(range(MAP_LIMITS.cells));
    expect(rowsOf(code('mapsteps'))[0]?.slice(2)).toEqual([range(MAP_LIMITS.steps), `${DEFAULT_DISPLAY.mapsteps}`]);
  });

  it('counts the steps of the story', () => {
    expect(rowsOf(code('story'))[0]?.[2]).toBe(`whole, 1–${STORY.length}`);
  });

  it.each([
    ['opt', OPTIMIZERS],
    ['engine', ENGINES],
    ['view', VIEWS],
    ['panels', PANELS],
    ['controls', CONTROLS],
    ['scale', SCALES],
    ['strip', STRIP_SLIDERS],
  ])('names every value of %s in order', (name, values) => {
    expect(rowsOf(code(name))[0]?.[2]?.match(/`[^`]+`/g)).toEqual(values.map(code));
  });
});
