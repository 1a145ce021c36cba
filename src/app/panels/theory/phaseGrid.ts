/** The phase map of an arm as a grid of outcomes, computed in pieces that never block a frame. */

import { phaseCellCentre } from '../../../charts/phaseMap/plane.ts';
import type { PhaseGrid } from '../../../charts/phaseMap/types.ts';
import type { KernelLayer } from '../../../theory/layer.ts';
import { phaseOutcome } from '../../../theory/phase.ts';

/** All that the map depends on: a hidden layer without its C_W. The present point is not among it. */
export interface PhasePlane extends Omit<KernelLayer, 'cw'> {
  readonly depth: number;
  /** See Setup.largestShare. */
  readonly spread: number;
}

/** The same for planes with the same map. */
export const planeKey = ({ activation, depth, cb, spread, skip, norm }: PhasePlane): string =>
  [activation.id, depth, cb, spread, skip, norm].join(' ');

export const PLANE = { cwLog10: [-2, 2], k1Log10: [-6, 2] } as const;
/** Resolutions one after the other: the first is there at once. */
export const RESOLUTIONS = [
  { columns: 24, rows: 18 },
  { columns: 96, rows: 72 },
  { columns: 192, rows: 144 },
] as const;

/** Cells between two looks at the clock. */
const PIECE = 32;

/** Computes the grid piece by piece: yields between pieces, returns the whole. */
export function* phaseGrid(
  asked: PhasePlane,
  { columns, rows }: (typeof RESOLUTIONS)[number],
): Generator<undefined, PhaseGrid> {
  const plane = { columns, rows, ...PLANE };
  const outcome = new Int16Array(columns * rows);
  for (let cell = 0; cell < outcome.length; cell++) {
    const { cw, k1 } = phaseCellCentre(plane, cell % columns, Math.floor(cell / columns));
    outcome[cell] = phaseOutcome({ ...asked, cw }, { ...asked, k1 });
    if (cell % PIECE === PIECE - 1) yield;
  }
  return { ...plane, outcome };
}
