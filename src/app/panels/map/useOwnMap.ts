import { useEffect } from 'react';
import { useLab } from '../../store/LabContext.tsx';
import { useMap } from './useMap.ts';

/** Milliseconds of rest after a change: a slider that is dragged on starts none. */
const REST = 400;

/**
 * In slides and frames, and where a link names its axes, a map is there to be looked at: it is computed without being asked
 * for, unless they stand still (`play=0`).
 * @param inView whether it is near the window.
 */
export function useOwnMap(inView: boolean): void {
  const shown = useLab(
    ({ display: { view, story, mapx, mapy, play } }) =>
      play && (view !== 'full' || story !== null || mapx !== null || mapy !== null),
  );
  const { model, state } = useMap();
  const wanted = shown && inView && state.status === 'none' && state.problem === null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another experiment or plan begins the rest anew
  useEffect(() => {
    if (!wanted) return;
    model.warm();
    const timer = setTimeout(() => void model.start(), REST);
    return () => clearTimeout(timer);
  }, [wanted, model, state.experiment, state.plan]);
}
