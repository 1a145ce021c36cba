/** Theory on the plane of a map, computed in slices that keep no frame waiting, and remembered. */
import type { Experiment } from '../../experiment/experiment.ts';
import type { MapAxis, MapPlan } from '../../experiment/map/map.ts';
import { type TheoryGrid, theoryGrid } from '../../experiment/map/theory.ts';
import { remember } from '../../lib/remember.ts';
import { mapKey } from './knownMap.ts';

export interface MapTheory {
  /** At the cells themselves. */
  readonly cells: TheoryGrid;
  /** The finest so far, for boundary lines. */
  readonly finest: TheoryGrid;
}

/** Milliseconds of a frame that it may take. */
const SLICE = 4;
/** Points along an axis of the finest grid, about. */
const FINEST = 128;

/** Planes seen lately: of four arms each, a few maps. */
const known = new Map<string, MapTheory>();
const REMEMBERED = 24;

/**
 * Tells of theory on an arm's plane: at the cells at first, then at points between them. What is known already is told at once.
 * Returns what ends it.
 */
export function watchMapTheory(
  { experiment, plan }: { readonly experiment: Experiment; readonly plan: MapPlan },
  arm: number,
  tell: (theory: MapTheory) => void,
): () => void {
  const key = `${arm} ${mapKey(experiment, { ...plan, steps: 0 })}`;
  const before = known.get(key);
  const sizes = [
    { columns: plan.x.cells, rows: plan.y.cells },
    { columns: pointsOf(plan.x), rows: pointsOf(plan.y) },
  ];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const refine = (step: number, coarser: MapTheory | null) => {
    const size = sizes[step];
    if (!size) return;
    inSlices(theoryGrid(experiment, arm, plan, size), (grid) => {
      const theory = { cells: coarser?.cells ?? grid, finest: grid };
      remember(known, key, theory, REMEMBERED);
      tell(theory);
      refine(step + 1, theory);
    });
  };
  function inSlices(work: Generator<undefined, TheoryGrid>, done: (grid: TheoryGrid) => void): void {
    timer = setTimeout(() => {
      const end = performance.now() + SLICE;
      let next = work.next();
      while (!next.done && performance.now() < end) next = work.next();
      if (next.done) done(next.value);
      else inSlices(work, done);
    });
  }
  if (before) tell(before);
  refine(before === undefined ? 0 : before.finest === before.cells ? 1 : 2, before ?? null);
  return () => clearTimeout(timer);
}

/** So that every cell is one of them. */
const pointsOf = ({ cells }: MapAxis): number => (cells - 1) * Math.max(1, Math.round(FINEST / Math.max(1, cells))) + 1;
