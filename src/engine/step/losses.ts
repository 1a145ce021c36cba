/**
 * What a loss (`tasks/task.ts`) makes of one element, which is one output of one example, or all streams of an example's only
 * output: its value, and how it changes with what the network gives there. Engines print these expressions; the loops over
 * outputs and examples, a softmax's maximum and sums and what a padded example counts are theirs, as is what they sum in.
 * The reference has its own by hand.
 *
 * Letters: `s0`, what the network gives, and the other streams `s1`, `s2`, `s3`; what is known of the example (`truth.ts`);
 * `counted`, 0 for what fills up a vector; `scale` and `twice` of it, of one example's loss in what is minimised; of classes
 * `raised` = e^(s0 - m), `total` = Σ `raised` and `logTotal` = log Σ e^(s0) for the largest output m, or for 0 with s0 less m.
 */
import { add, constant, div, type Expression, parameter as letter, mul, neg, sub } from '../../formula/graph.ts';
import type { LossName, StreamCount } from '../../tasks/task.ts';

/** weight · error² */
export interface Square {
  readonly error: Expression;
  /** weight · error */
  readonly weighted: Expression;
  /** How it changes with the error, scaled. */
  readonly pull: Expression;
}

export interface ElementLoss {
  /** What the value is the sum of; of classes nothing. */
  readonly squares: readonly Square[];
  /** Not scaled. */
  readonly value: Expression;
  /** By s0, s1, …, scaled. */
  readonly slopes: readonly Expression[];
}

/** In which order an engine has always rounded, so that links keep their bits, and what it has letters for. */
interface Order {
  readonly counted: Expression;
  readonly scale: Expression;
  /** The summands of a residual, the target's with its sign. */
  residual(target: Expression, linear: readonly Expression[], nonlinear: Expression): readonly Expression[];
  pull(weight: Expression, error: Expression): Expression;
  /** pull · ∂error/∂s_k, of which the terms are given. */
  through(pull: Expression, terms: readonly Expression[]): Expression;
}

const ONE = constant(1);
const letters = (name: string, count: number) => Array.from({ length: count }, (_, k) => letter(`${name}${k}`));
const sum = (terms: readonly Expression[]): Expression => terms.reduce((a, b) => add(a, b), constant(0));
const twice = letter('twice');
const together: Order['through'] = (pull, terms) => mul(pull, sum(terms));
const weighedFirst: Order['pull'] = (weight, error) => mul(twice, mul(weight, error));

const ORDERS: Readonly<Record<'webgpu' | 'wasm' | 'tfjs', Order>> = {
  webgpu: {
    counted: letter('counted'),
    scale: letter('scale'),
    residual: (target, linear, nonlinear) => [nonlinear, target, ...linear],
    pull: weighedFirst,
    through: (pull, terms) => sum(terms.map((term) => mul(pull, term))),
  },
  wasm: {
    counted: ONE,
    scale: letter('scale'),
    residual: (target, linear, nonlinear) => [target, ...linear, nonlinear],
    pull: (weight, error) => mul(mul(twice, weight), error),
    through: together,
  },
  tfjs: {
    counted: ONE,
    scale: ONE,
    residual: (target, linear, nonlinear) => [...linear, nonlinear, target],
    pull: weighedFirst,
    through: together,
  },
};

/** An error, what its square weighs, and the terms of ∂error/∂s_k. */
type Term = readonly [error: Expression, weight: Expression, slopes: readonly (readonly Expression[])[]];

const [y, weight, advection] = [letter('y'), letter('weight'), letter('advection')];

const TERMS: Readonly<
  Record<Exclude<LossName, 'cross-entropy'>, (streams: StreamCount, order: Order) => readonly Term[]>
> = {
  'squared-error': () => [[sub(letter('s0'), y), ONE, [[ONE]]]],
  sobolev: () => [
    [sub(letter('s0'), y), ONE, [[ONE], [], []]],
    [sub(letter('s1'), letter('y1')), weight, [[], [ONE], []]],
  ],
  residual: (streams, order) => {
    const [s, c] = [letters('s', streams), letters('c', streams)];
    const [u, slope] = s as [Expression, Expression];
    const linear = s.map((own, k) => mul(c[k] as Expression, own));
    const nonlinear = mul(advection, mul(u, slope));
    const transposed = [[mul(advection, slope)], [mul(advection, u)]];
    const slopes = c.map((own, k) => [own, ...(transposed[k] ?? [])]);
    return [[sum(order.residual(neg(y), linear, nonlinear)), weight, slopes]];
  },
};

export function elementLoss(engine: keyof typeof ORDERS, loss: LossName, streams: StreamCount): ElementLoss {
  const order = ORDERS[engine];
  return loss === 'cross-entropy' ? crossEntropy(order) : ofSquares(TERMS[loss](streams, order), order);
}

function crossEntropy({ scale, counted }: Order): ElementLoss {
  const share = div(letter('raised'), letter('total'));
  return {
    squares: [],
    value: mul(y, sub(letter('logTotal'), letter('s0'))),
    slopes: [mul(mul(scale, sub(share, y)), counted)],
  };
}

function ofSquares(terms: readonly Term[], order: Order): ElementLoss {
  const squares = terms.map(([error, own]): Square => {
    const counts = mul(order.counted, own);
    return { error, weighted: mul(counts, error), pull: order.pull(counts, error) };
  });
  const pulled = terms.map(([, , slopes], i) => slopes.map((own) => order.through((squares[i] as Square).pull, own)));
  const [first = []] = pulled;
  return {
    squares,
    value: sum(squares.map(({ weighted, error }) => mul(weighted, error))),
    slopes: first.map((_, k) => sum(pulled.map((own) => own[k] as Expression))),
  };
}
