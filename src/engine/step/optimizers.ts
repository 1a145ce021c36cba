/**
 * Optimizers as data: how one parameter and what is remembered of it follow from its gradient. Engines print these
 * expressions in their own language; the reference has its own by hand.
 *
 * Letters: `parameter`, `gradient`, the accumulators `first` and `second`, and a step's numbers `rate` and `epsilon` or
 * `correction`.
 */
import type { OptimizerName } from '../../experiment/experiment.ts';
import {
  add,
  constant,
  div,
  type Expression,
  parameter as letter,
  mul,
  power,
  sqrt,
  sub,
} from '../../formula/graph.ts';
import { ADAM, MOMENTUM } from './constants.ts';

export interface Optimizer {
  /** The next accumulators, `first` before `second`; they start at zero. */
  readonly accumulators: readonly Expression[];
  /** The next parameter. */
  readonly parameter: Expression;
  /** η, and Adam's other number, at the `step`th step (from 1). */
  numbers(learningRate: number, step: number): readonly [rate: number, other: number];
}

const [parameter, gradient, rate] = [letter('parameter'), letter('gradient'), letter('rate')];
const [first, second] = [letter('first'), letter('second')];
const decayed = (factor: number, memory: Expression, news: Expression) => add(mul(constant(factor), memory), news);
const lessBy = (change: Expression) => sub(parameter, change);
const constantRate = (learningRate: number) => [learningRate, 0] as const;

const sgd: Optimizer = { accumulators: [], parameter: lessBy(mul(rate, gradient)), numbers: constantRate };

const velocity = decayed(MOMENTUM, first, gradient);
const momentum: Optimizer = { accumulators: [velocity], parameter: lessBy(mul(rate, velocity)), numbers: constantRate };

const { beta1, beta2, epsilon } = ADAM;

/** Kingma and Ba 2015, algorithm 1. */
function adam(
  shares: readonly [number, number],
  [correction, tiny]: readonly [Expression, Expression],
  changeOf: (m: Expression, root: Expression) => Expression,
  numbers: Optimizer['numbers'],
): Optimizer {
  const [share, shareOfSquare] = shares.map(constant) as [Expression, Expression];
  const m = decayed(beta1, first, mul(share, gradient));
  const v = decayed(beta2, second, mul(shareOfSquare, power(gradient, 2)));
  const root = add(sqrt(mul(v, correction)), tiny);
  return { accumulators: [m, v], parameter: lessBy(changeOf(m, root)), numbers };
}

const rateFirst = (m: Expression, root: Expression) => div(mul(rate, m), root);
const rateLast = (m: Expression, root: Expression) => mul(rate, div(m, root));

/** m and v are means, as the paper has them: what corrects their bias is a number of each step. */
const adamOfMeans = adam(
  [1 - beta1, 1 - beta2],
  [letter('correction'), constant(epsilon)],
  rateFirst,
  (learningRate, step) => [learningRate / (1 - beta1 ** step), 1 / (1 - beta2 ** step)],
);

/** M = m / (1-β₁) and V = v / (1-β₂) are sums, which saves two products: the constants go into η and ε. */
const adamOfSums = (changeOf: typeof rateFirst) =>
  adam([1, 1], [constant(1), letter('epsilon')], changeOf, (learningRate, step) => {
    const root = Math.sqrt((1 - beta2) / (1 - beta2 ** step));
    return [(learningRate * (1 - beta1)) / (1 - beta1 ** step) / root, epsilon / root];
  });

/** As each engine has always reckoned, so that links keep their bits: Adam's orders of rounding differ. */
export const OPTIMIZERS: Readonly<Record<'webgpu' | 'wasm' | 'tfjs', Readonly<Record<OptimizerName, Optimizer>>>> = {
  webgpu: { sgd, momentum, adam: adamOfMeans },
  wasm: { sgd, momentum, adam: adamOfSums(rateFirst) },
  tfjs: { sgd, momentum, adam: adamOfSums(rateLast) },
};

/** How many numbers are remembered of each parameter. */
export const accumulatorsOf = (optimizer: OptimizerName): number => OPTIMIZERS.wasm[optimizer].accumulators.length;

/** The letters of the accumulators. */
export const ACCUMULATORS = ['first', 'second'] as const;
