import { useEffect, useState } from 'react';
import type { Experiment } from '../../../experiment/experiment.ts';
import type { MapPlan } from '../../../experiment/map/map.ts';
import { mapKey } from '../../store/knownMap.ts';
import { type MapTheory, watchMapTheory } from '../../store/mapTheory.ts';

/** Milliseconds of rest before theory is computed, so that a slider that is dragged on computes none. */
const REST = 250;

/**
 * Theory on every arm's plane; null until it is known.
 * @param wanted false: there is no such map, or nobody sees it.
 */
export function useMapTheory(experiment: Experiment, plan: MapPlan, wanted: boolean): readonly (MapTheory | null)[] {
  const key = mapKey(experiment, { ...plan, steps: 0 });
  const [known, setKnown] = useState<{ key: string; arms: readonly (MapTheory | null)[] } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for experiment and plan
  useEffect(() => {
    if (!wanted) return;
    let ends: readonly (() => void)[] = [];
    const arms: (MapTheory | null)[] = experiment.arms.map(() => null);
    const timer = setTimeout(() => {
      ends = experiment.arms.map((_, arm) =>
        watchMapTheory({ experiment, plan }, arm, (theory) => {
          arms[arm] = theory;
          setKnown({ key, arms: [...arms] });
        }),
      );
    }, REST);
    return () => {
      clearTimeout(timer);
      for (const end of ends) end();
    };
  }, [key, wanted]);
  return known?.key === key ? known.arms : experiment.arms.map(() => null);
}
