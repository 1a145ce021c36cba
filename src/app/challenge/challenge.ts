/** “Can you make it survive?”: which arm the page asks of, and how its networks fare. Pure. */
import { powerOfTen } from '../../charts/shared/format.ts';
import type { ArmMeasurement } from '../../engine/engine.ts';
import { type ArmSetup, hiddenLayer } from '../../experiment/setup.ts';
import { VANISHED_FRACTION } from '../../theory/fate.ts';
import { phaseOutcome } from '../../theory/phase.ts';

/** How the networks of an arm came through their layers before the first step. */
export interface Passage {
  readonly survivors: number;
  readonly networks: number;
  /** What the first of those lost did; null where none is. */
  readonly lost: 'explodes' | 'vanishes' | null;
  /** Where it exploded, 1-based; null where it is not known. */
  readonly layer: number | null;
  /** log10 of what is left at layer 1 of the last layer's squared gradient; null where nothing is finite. */
  readonly gradientLog10: number | null;
}

/** @param start the arm's state at initialisation. */
export function passage(start: ArmMeasurement, networks: number): Passage {
  const { replicasFinite, replicasVanished, failure, variance, gradient } = start;
  const first = variance[0] ?? 0;
  const faint = variance.slice(0, -1).some((value) => value !== null && value <= VANISHED_FRACTION * first);
  // A mean that has vanished is that of networks which all have.
  const vanished = faint ? replicasFinite : replicasVanished;
  const lost = replicasFinite < networks ? 'explodes' : vanished > 0 ? 'vanishes' : null;
  const [bottom = null, top = null] = [gradient[0], gradient.at(-1)];
  const gradientLog10 = bottom === null || top === null ? null : Math.log10(bottom / top);
  return { survivors: replicasFinite - vanished, networks, lost, layer: failure?.layer ?? null, gradientLog10 };
}

/** Of K_1, in decades: as on the phase map. */
const [FROM, TO, STEP] = [-6, 2, 0.25];

/** At infinite width, does it hang on K_1 alone whether the arm's signal explodes, vanishes or lasts? */
export function hangsOnScale(arm: ArmSetup, depth: number, spread: number): boolean {
  const hidden = hiddenLayer(arm);
  const fates = Array.from({ length: (TO - FROM) / STEP + 1 }, (_, index) => 10 ** (FROM + index * STEP))
    .filter((k1) => k1 > hidden.cb)
    .map((k1) => Math.sign(phaseOutcome(hidden, { k1, depth, spread })));
  return new Set(fates).size > 1;
}

const WORDS = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

/** `ten layers`, `40 layers`. */
export const layers = (depth: number): string => `${WORDS[depth - 2] ?? depth} layers`;

/** In decades: beyond it a gradient that has come through is nothing to boast of. */
const FADED = -12;

/** What became of the present try; null while its networks are being drawn. */
export function tryText(label: string, depth: number, k1: string, tried: Passage | null): string {
  if (tried === null) return '';
  const { survivors, networks, lost, layer, gradientLog10 } = tried;
  if (lost === null && gradientLog10 !== null && gradientLog10 < FADED) {
    const shrunk = Number.isFinite(gradientLog10) ? `shrinks by ${powerOfTen(-gradientLog10)}` : 'dies';
    return `${label}’s signal survives ${layers(depth)} from K_1 = ${k1}, but its squared gradient ${shrunk} on the way to layer 1.`;
  }
  if (lost === null) return `${label} survives ${layers(depth)} from K_1 = ${k1}. Does it from another seed?`;
  if (networks > 1)
    return `Now ${survivors === 0 ? 'none' : survivors} of its ${networks} networks ${survivors === 1 ? 'survives' : 'survive'}.`;
  return `Now it ${lost}${lost === 'explodes' && layer !== null ? ` at layer ${layer}` : ''}.`;
}
