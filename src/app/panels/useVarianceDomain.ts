import { useRef } from 'react';
import { varianceDomain } from '../../charts/hero/domain.ts';
import type { VarianceArm } from '../../charts/hero/types.ts';
import type { Domain } from '../../charts/shared/chart.ts';
import { useLab } from '../store/LabContext.tsx';
import { isStale } from '../store/store.ts';
import { useSteady } from './useSteady.ts';

/**
 * Range of the plain logarithm in the main chart: it follows the run that stands, and only grows while that run trains,
 * while a new one is on its way, and for as long as anything is held, a slider's thumb or a key.
 */
export function useVarianceDomain(arms: readonly VarianceArm[]): Domain {
  const run = useLab((state) => state.run);
  const moving = useLab((state) => state.held || isStale(state));
  const settled = useRef(run);
  if (!moving) settled.current = run;
  return useSteady(`${settled.current}`, (previous) => varianceDomain(arms, previous));
}
