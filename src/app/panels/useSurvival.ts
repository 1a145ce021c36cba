import { useEffect, useMemo, useReducer } from 'react';
import type { Experiment } from '../../experiment/experiment.ts';
import { useActions, useLab } from '../store/LabContext.tsx';
import { countSurvivors, type Survival, survivalOf } from '../survival.ts';

/** An experiment has to stand so long before its networks are counted, so that no slider that is dragged waits for it. */
const REST = 400;

/**
 * The survival of each arm of an experiment; null until it is known. What theory cannot foresee is counted by the worker
 * once the experiment's networks are on the page and rest, and while the page is seen.
 */
export function useSurvival(experiment: Experiment): readonly (Survival | null)[] {
  const { survival: ask } = useActions();
  const standing = useLab(({ shown, run }) => (shown?.run === run ? run : null));
  const [counted, tell] = useReducer((count: number) => count + 1, 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a count that has come in is another answer
  const known = useMemo(() => experiment.arms.map((_, arm) => survivalOf(experiment, arm)), [experiment, counted]);

  useEffect(() => {
    const open = known.flatMap((survival, arm) => (survival === null ? [arm] : []));
    if (standing === null || open.length === 0) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    const count = () => {
      for (const arm of open) {
        countSurvivors(experiment, arm, ask).then((known) => {
          if (known && !gone) tell();
        });
      }
    };
    const wait = () => {
      clearTimeout(timer);
      if (!document.hidden) timer = setTimeout(count, REST);
    };
    wait();
    document.addEventListener('visibilitychange', wait);
    return () => {
      gone = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', wait);
    };
  }, [experiment, known, standing, ask]);
  return known;
}
