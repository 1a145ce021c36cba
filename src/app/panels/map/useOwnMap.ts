import { useEffect } from 'react';
import { useLab } from '../../store/LabContext.tsx';
import { useMap } from './useMap.ts';

/** Milliseconds of rest after a change: a slider that is dragged on starts none. */
const REST = 400;

/** In slides and frames, where a map is shown to be looked at, it is computed without being asked for, unless they stand still (`play=0`). */
export function useOwnMap(): void {
  const slides = useLab(({ display }) => (display.view !== 'full' || display.story !== null) && display.play);
  const { model, state } = useMap();
  const wanted = slides && state.status === 'none' && state.problem === null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another plan begins the rest anew
  useEffect(() => {
    if (!wanted) return;
    const timer = setTimeout(() => void model.start(), REST);
    return () => clearTimeout(timer);
  }, [wanted, model, state.plan]);
}
