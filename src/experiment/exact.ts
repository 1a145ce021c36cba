/** Which arms can start from weights that are written down (theory/exactNetwork.ts), and why others cannot. */
import { activation } from '../activations/catalogue.ts';
import { task } from '../tasks/catalogue.ts';
import { exactPlan, leastDepth, neuronsOf } from '../theory/exactPlan.ts';
import type { Arm, Experiment } from './experiment.ts';
import { kindOf, withoutIdleNorm } from './layerKind.ts';

/** What of an experiment decides. */
export type Shape = Pick<Experiment, 'task' | 'depth' | 'width'>;

/** MRePU(p) for the product of the inputs' powers. */
export interface ExactProduct {
  readonly p: number;
  readonly powers: readonly number[];
}

/** What is represented, or why it cannot be: a clause that goes after `init.exact`. */
export type ExactStart = ExactProduct | { readonly problem: string };

/** Exact weights for the arm, whatever its present initialisation is. */
export function exactStart(arm: Arm, { task: { name, settings }, depth, width }: Shape): ExactStart {
  const powers = task(name).powers?.(settings);
  if (!powers) return { problem: 'goes with task=monomial, or task=polynomial with basis=monomial' };
  const { family, parameter: p } = activation(arm.activation);
  if (family !== 'mrepu' || p === null) return { problem: 'goes with mrepu' };
  const { skip, norm } = kindOf(arm);
  if (skip !== 0 || norm !== 'none') return { problem: 'goes without skip and norm' };
  const plan = exactPlan(p, powers, depth);
  if (plan === null) return { problem: `takes depth ${leastDepth(p, powers)} or more for this product` };
  const neurons = neuronsOf(p, plan);
  return neurons > width ? { problem: `takes width ${neurons} or more for this product` } : { p, powers };
}

/** What the arm is to represent from the start, where it can. */
export const startsExact = (arm: Arm, shape: Shape): ExactProduct | null => {
  if (arm.init !== 'exact') return null;
  const start = exactStart(arm, shape);
  return 'problem' in start ? null : start;
};

/** An arm as it can be trained, and a clause for each part that had to change. */
export interface Trainable {
  readonly arm: Arm;
  readonly problems: readonly string[];
}

/** As a clause. */
const NO_NORM =
  'norm goes with tasks that are no equation, and sobolev 0, since derivatives are not carried through it';

/** The arm as it can be trained in an experiment: no norm where the loss has derivatives, exact weights where there are some, at their own scale. */
export function trainable(wanted: Arm, shape: Shape): Trainable {
  const arm = withoutIdleNorm(wanted, shape.task);
  const problems = arm === wanted ? [] : [NO_NORM];
  if (arm.init !== 'exact') return { arm, problems };
  const start = exactStart(arm, shape);
  if ('problem' in start)
    return { arm: { ...arm, init: 'critical', k1: null }, problems: [...problems, `init.exact ${start.problem}`] };
  if (arm.k1 === null) return { arm, problems };
  return {
    arm: { ...arm, k1: null },
    problems: [...problems, 'k1 goes with any init but exact, whose inputs stay as they are'],
  };
}
