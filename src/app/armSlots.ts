/**
 * Who looks how. Colour: that of the activation's family, so that RePU is orange wherever it stands. Shade: the first arm
 * of a family has the colour itself, each further one the next shade. Marker: each family has one of its own to begin
 * with, and no two arms share one. Where arms are changed on the page, all others stay as they are: those that the rule
 * would give another look keep theirs by `Arm.slot`. A link does not hold that: it looks the same to all who open it.
 */
import { activation, FAMILIES } from '../activations/catalogue.ts';
import { isFormula } from '../activations/formulas.ts';
import { type ArmSlot, lookOf, MARKERS, packed, SHADES } from '../charts/shared/chart.ts';
import type { Arm, Experiment } from '../experiment/experiment.ts';

/** From one shade's first choice of a marker to the next shade's; prime to MARKERS. */
const NEXT_MARKER = 3;

/** Typed formulas have the colour of this family; no fourteenth is far enough from all others. */
const FORMULAS_LIKE = 'erf';

/** Of the family whose colour it has. */
const placeOf = ({ activation: id }: Arm): number => {
  const family = isFormula(id) ? FORMULAS_LIKE : activation(id).family;
  const hue = FAMILIES.find(({ name }) => name === family)?.hue;
  return FAMILIES.findIndex(({ name }) => name === hue);
};

/** The look of every arm; no two are alike in colour and shade, or in marker. */
export function armSlots(arms: readonly Arm[]): readonly ArmSlot[] {
  const given = new Map<number, ArmSlot>();
  const looks = () => [...given.values()].map(lookOf);
  const shadeTaken = (family: number, shade: number) =>
    looks().some((look) => look.family === family && look.shade === shade);
  const markerTaken = (marker: number) => looks().some((look) => look.marker === marker);

  for (const [index, { slot, ...arm }] of arms.entries()) {
    if (slot === undefined) continue;
    const { family, shade, marker } = lookOf(slot);
    if (family === placeOf(arm) && !shadeTaken(family, shade) && !markerTaken(marker)) given.set(index, slot);
  }
  for (const [index, arm] of arms.entries()) {
    if (given.has(index)) continue;
    const family = placeOf(arm);
    const shade = firstFree(SHADES, 0, (candidate) => shadeTaken(family, candidate));
    const marker = firstFree(MARKERS, family + NEXT_MARKER * shade, markerTaken);
    given.set(index, packed({ family, shade, marker }));
  }
  return arms.map((_, index) => given.get(index) ?? 0);
}

/** The first number below `count` that is free, from `start` on and round. */
function firstFree(count: number, start: number, taken: (candidate: number) => boolean): number {
  for (let i = 0; i < count; i++) if (!taken((start + i) % count)) return (start + i) % count;
  return start % count;
}

export const slotOf = ({ arms }: Pick<Experiment, 'arms'>, index: number): ArmSlot => armSlots(arms)[index] ?? 0;

/**
 * The changed arms, each with the look that it had.
 * @param origin place before of the arm that is now at a place; -1 for a new one.
 */
export function withLooksKept(
  before: readonly Arm[],
  after: readonly Arm[],
  origin: (index: number) => number,
): readonly Arm[] {
  const had = armSlots(before);
  const wanted = after.map((arm, index) => {
    const slot = had[origin(index)];
    return slot !== undefined && lookOf(slot).family === placeOf(arm) ? slot : undefined;
  });
  const ruled = after.map(({ slot: _, ...arm }): Arm => arm);
  const byRule = armSlots(ruled);
  if (wanted.every((slot, index) => slot === undefined || slot === byRule[index])) return unchanged(after, ruled);
  return ruled.map((arm, index) => {
    const slot = wanted[index];
    return slot === undefined ? arm : { ...arm, slot };
  });
}

/** The same arms, not copies of them, where none had a look to lose. */
const unchanged = (arms: readonly Arm[], ruled: readonly Arm[]): readonly Arm[] =>
  arms.some(({ slot }) => slot !== undefined) ? ruled : arms;
