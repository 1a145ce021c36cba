/** Maps that were computed beforehand: what a file of them holds. CONTRIBUTING.md says how one is added. */
import * as v from 'valibot';
import { axisValue } from '../experiment/map/axis.ts';
import { MAP_OUTCOMES, type MapCell, type MapOutcome, type MapPlan, type MapStart } from '../experiment/map/map.ts';
import { columnAndRow } from '../lib/columnAndRow.ts';

/** One arm's cells in their order; a letter or a number for each. */
export interface StoredPlane {
  readonly outcome: string;
  readonly start: string;
  /** Layers and steps count from 1; 0: there is none. */
  readonly layer: readonly number[];
  readonly step: readonly number[];
  /** To four significant digits. */
  readonly loss: readonly (number | null)[];
}

/** How a map came about. */
export interface StoredOrigin {
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly engine: string;
}

export interface StoredMap extends StoredOrigin {
  /** The map: `mapFragment`, in which its seed is. */
  readonly fragment: string;
  /** Of each arm. */
  readonly planes: readonly StoredPlane[];
}

const DIGITS = 4;
const LETTERS: Readonly<Record<MapOutcome, string>> = {
  overflow: 'o',
  diverged: 'd',
  vanished: 'v',
  mean: 'm',
  learned: 'l',
  open: 'a',
};
const STARTS: readonly MapStart[] = ['overflow', 'vanished', 'open'];

const letters = (outcomes: readonly MapOutcome[]) =>
  v.pipe(v.string(), v.regex(new RegExp(`^[${outcomes.map((outcome) => LETTERS[outcome]).join('')}]*$`)));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const loss = v.nullable(v.pipe(v.number(), v.finite(), v.minValue(0)));

const planeSchema = v.pipe(
  v.object({
    outcome: letters(MAP_OUTCOMES),
    start: letters(STARTS),
    layer: v.array(count),
    step: v.array(count),
    loss: v.array(loss),
  }),
  v.check((plane) => new Set(Object.values(plane).map(({ length }) => length)).size === 1, 'a plane has cells'),
);
const schema = v.object({
  fragment: v.string(),
  date: v.pipe(v.string(), v.isoDate()),
  engine: v.string(),
  planes: v.array(planeSchema),
});

/** Throws where it is no stored map. */
export const readStored = (value: unknown): StoredMap => v.parse(schema, value);

/** The name of its file: by FNV-1a (Fowler, Noll and Vo), 32 bits. */
export function storedName(fragment: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(fragment)) hash = Math.imul(hash ^ byte, 0x01000193);
  return `${(hash >>> 0).toString(16).padStart(8, '0')}.json`;
}

export const packedPlane = (cells: readonly MapCell[]): StoredPlane => ({
  outcome: cells.map(({ outcome }) => LETTERS[outcome]).join(''),
  start: cells.map(({ start }) => LETTERS[start]).join(''),
  layer: cells.map(({ layer }) => layer ?? 0),
  step: cells.map(({ step }) => step ?? 0),
  loss: cells.map(({ loss }) => (loss === null ? null : Number(loss.toPrecision(DIGITS)))),
});

/** Its cells; throws RangeError where it is not of that plan. */
export function unpackedPlane({ outcome, start, layer, step, loss }: StoredPlane, { x, y }: MapPlan): MapCell[] {
  if (outcome.length !== x.cells * y.cells) throw new RangeError('The stored plane has other cells than the plan.');
  return Array.from(outcome, (letter, index) => {
    const [ix, iy] = columnAndRow(index, x.cells);
    return {
      x: axisValue(x, ix),
      y: axisValue(y, iy),
      outcome: named(MAP_OUTCOMES, letter),
      start: named(STARTS, start[index]),
      layer: layer[index] || null,
      step: step[index] || null,
      loss: loss[index] ?? null,
    };
  });
}

function named<Outcome extends MapOutcome>(outcomes: readonly Outcome[], letter: string | undefined): Outcome {
  const found = outcomes.find((outcome) => LETTERS[outcome] === letter);
  if (found === undefined) throw new RangeError(`No outcome has the letter ${letter}.`);
  return found;
}
