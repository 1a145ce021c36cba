import { useEffect, useMemo, useReducer } from 'react';
import type { Experiment } from '../../experiment/experiment.ts';
import { useActions, useLab } from '../store/LabContext.tsx';
import { type Survival, survivalOf } from '../survival.ts';

/** An experiment has to stand so long, milliseconds, so that no slider that is dragged waits for it. */
const REST = 400;

/**
 * The survival of each arm of an experiment; null until it is known. It is looked for once the experiment's networks are on
 * the page and nothing changes, and while the page is seen.
 */
export function useSurvival(experiment: Experiment): readonly (Survival | null)[] {
  const { survival: ask } = useActions();
  const standing = useLab(({ shown, run }) => (shown?.run === run ? run : null));
  const [learnt, tell] = useReducer((count: number) => count + 1, 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what has been learnt is another answer
  const known = useMemo(() => experiment.arms.map((_, arm) => survivalOf(experiment, arm)), [experiment, learnt]);

  useEffect(() => {
    const open = known.flatMap((survival, arm) => (survival === null ? [arm] : []));
    if (standing === null || open.length === 0) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    const learn = async () => {
      // The page is being left, or its server is away: the verdicts then do without.
      const chunk = await import('../learnSurvival.ts').catch(() => null);
      if (gone || chunk === null) return;
      for (const arm of open) {
        chunk.learnSurvival(experiment, arm, ask).then((learnt) => {
          if (learnt && !gone) tell();
        });
      }
    };
    const wait = () => {
      clearTimeout(timer);
      if (!document.hidden) timer = setTimeout(learn, REST);
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
