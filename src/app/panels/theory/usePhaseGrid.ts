import { useEffect, useState } from 'react';
import type { PhaseGrid } from '../../../charts/phaseMap/types.ts';
import { remember } from '../../../lib/remember.ts';
import { type PhasePlane, phaseGrid, planeKey, RESOLUTIONS } from './phaseGrid.ts';

/** Milliseconds of a frame that a map may take. */
const SLICE = 4;
/** Milliseconds of rest before each resolution, so that a slider that is dragged on computes only the first. */
const REST = [0, 60, 400] as const;

/** The finest grid so far, and up to which resolution it has come. */
interface Progress {
  readonly grid: PhaseGrid;
  readonly resolution: number;
}

/** Grids of planes seen lately, the oldest forgotten first. */
const known = new Map<string, Progress>();
const REMEMBERED = 24;

/**
 * The phase map of a plane, coarse at first and then finer; null until the first is there. Only a change of the plane
 * computes anything, in slices of four milliseconds, so that neither a drag nor training waits for it. While a new plane is
 * under way, the grid of the last one of the same activation stays.
 */
export function usePhaseGrid(plane: PhasePlane): PhaseGrid | null {
  const key = planeKey(plane);
  const [shown, setShown] = useState<{ id: string; grid: PhaseGrid } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the plane
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const show = (grid: PhaseGrid) => setShown({ id: plane.activation.id, grid });
    const refine = (resolution: number) => {
      const size = RESOLUTIONS[resolution];
      if (!size) return;
      const work = phaseGrid(plane, size);
      const slice = () => {
        const end = performance.now() + SLICE;
        let next = work.next();
        while (!next.done && performance.now() < end) next = work.next();
        if (!next.done) {
          timer = setTimeout(slice);
          return;
        }
        remember(known, key, { grid: next.value, resolution }, REMEMBERED);
        show(next.value);
        timer = setTimeout(() => refine(resolution + 1), REST[resolution + 1]);
      };
      slice();
    };
    const before = known.get(key);
    if (before) show(before.grid);
    refine((before?.resolution ?? -1) + 1);
    return () => clearTimeout(timer);
  }, [key]);
  const ready = known.get(key)?.grid;
  return ready ?? (shown?.id === plane.activation.id ? shown.grid : null);
}
