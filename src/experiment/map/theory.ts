/**
 * Theory on the plane of a map: what becomes at infinite width of the networks before their first step, by the rule of the phase
 * map (theory/phase.ts).
 */
import { activation } from '../../activations/catalogue.ts';
import { phaseOutcome } from '../../theory/phase.ts';
import type { Arm, Experiment } from '../experiment.ts';
import { kindOf } from '../layerKind.ts';
import { setup } from '../setup.ts';
import { axisValue } from './axis.ts';
import { cellStart, ownStart, shapedBy } from './cell.ts';
import type { MapCell, MapPlan, MapStart } from './map.ts';

/** 0: they survive; l > 0: they overflow at layer l; -l: they vanish at layer l. */
export type TheoryOutcome = number;

/** Outcomes at points that lie evenly from `from` to `to` of either axis, both included, row by row from y.from. */
export interface TheoryGrid {
  readonly columns: number;
  readonly rows: number;
  readonly outcome: Int16Array;
}

/** Theory's outcome at places of the two axes, see `axisValue`; they need not be whole. */
export function planeTheory(
  experiment: Experiment,
  arm: number,
  plan: MapPlan,
): (x: number, y: number) => TheoryOutcome {
  const own = experiment.arms[arm] as Arm;
  // Of the data alone.
  const { largestShare: spread } = setup({
    ...experiment,
    arms: [{ ...own, init: 'lecun', cw: null, cb: null, k1: null }],
  });
  return (x, y) => {
    const values = { [plan.x.key]: axisValue(plan.x, x), [plan.y.key]: axisValue(plan.y, y) };
    const { arms, depth } = shapedBy(experiment, own, values);
    const shaped = arms[0] as Arm;
    const { custom, cw, cb, k1 } = cellStart(experiment, own, values);
    const { meanSquare, firstCw } = ownStart(experiment, own, values);
    const { skip, norm } = kindOf(shaped);
    const hidden = { activation: activation(shaped.activation), cw, cb, skip, norm };
    return phaseOutcome(hidden, { depth, spread, k1: k1 ?? cb + (custom ? cw : firstCw) * meanSquare });
  };
}

/** Points between two looks at the clock. */
const PIECE = 16;

/** Computes a grid piece by piece: yields between pieces, returns the whole. */
export function* theoryGrid(
  experiment: Experiment,
  arm: number,
  plan: MapPlan,
  { columns, rows }: Pick<TheoryGrid, 'columns' | 'rows'>,
): Generator<undefined, TheoryGrid> {
  const outcomeAt = planeTheory(experiment, arm, plan);
  const outcome = new Int16Array(columns * rows);
  const place = (index: number, points: number, cells: number) =>
    points < 2 ? 0 : (index / (points - 1)) * (cells - 1);
  for (let point = 0; point < outcome.length; point++) {
    const x = place(point % columns, columns, plan.x.cells);
    const y = place(Math.floor(point / columns), rows, plan.y.cells);
    outcome[point] = outcomeAt(x, y);
    if (point % PIECE === PIECE - 1) yield;
  }
  return { columns, rows, outcome };
}

export const startOfTheory = (outcome: TheoryOutcome): MapStart =>
  outcome === 0 ? 'open' : outcome > 0 ? 'overflow' : 'vanished';

/** How far theory and measurement agree on what becomes of the networks before their first step. */
export interface Agreement {
  readonly agree: number;
  /** Cells that are known so far. */
  readonly cells: number;
}

/** @param grid of theory at the cells themselves. */
export function agreementOf(cells: readonly (MapCell | null)[], { outcome }: Pick<TheoryGrid, 'outcome'>): Agreement {
  const known = cells.flatMap((cell, index) => (cell ? [cell.start === startOfTheory(outcome[index] as number)] : []));
  return { agree: known.filter((same) => same).length, cells: known.length };
}

/** As a sentence; training is another matter. */
export function agreementSentence({ agree, cells }: Agreement, steps: number): string {
  const what = steps > 0 ? ' Only the start is compared: theory does not speak of training.' : '';
  return `Theory and measurement agree in ${agree} of ${cells} cells at the start.${what}`;
}
