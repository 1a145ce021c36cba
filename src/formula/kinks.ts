/**
 * Where σ or one of its derivatives jumps, and how smooth σ is there: found from the formula alone. Candidates are the
 * zeros of what max, min, abs, sign, comparisons and roots switch at; at each one the branches of either side are
 * compared, so that z·|z|/z or a `where` with equal sides is no kink.
 */
import { findRoot } from '../lib/roots.ts';
import { derivative } from './derivative.ts';
import { compiled } from './evaluate.ts';
import { constant, type Expression, neg, nodesOf, sub, transformed } from './graph.ts';
import { polynomialOf, rootsOf } from './polynomial.ts';

export interface Kinks {
  /** Ascending. */
  readonly kinks: readonly number[];
  /** σ ∈ C^k; -1 where σ itself jumps, Infinity where it is smooth. */
  readonly smoothness: number;
}

/** Where no formula tells, switches are looked for this far, in steps of 1/STEPS near 0. */
const [FAR, NEAR, STEPS] = [1e6, 40, 32];
/** What switches more often than this in that range, as |sin z| does, is split at the places next to 0. */
const MOST = 64;
/** Orders of derivatives compared. */
const HIGHEST_ORDER = 9;
/** Values of both sides closer than this, relative to 1 or their size, are the same. */
const SAME = 1e-6;
/** A turning point is a zero where it is this little beside what is around it. */
const SAME_AS_ZERO = 1e-12;
/** Beside a kink, far enough to be told from it. */
const BESIDE = 1e-6;

const known = new WeakMap<Expression, Kinks>();

export function kinksOf(root: Expression): Kinks {
  let kinks = known.get(root);
  if (kinks === undefined) {
    kinks = found(root);
    known.set(root, kinks);
  }
  return kinks;
}

function found(root: Expression): Kinks {
  const candidates = [...new Set(nodesOf(root).flatMap(switches).flatMap(zerosOf))].sort(
    (a, b) => Math.abs(a) - Math.abs(b),
  );
  const jumps = candidates
    .filter((place, i) => candidates.findIndex((other) => Math.abs(other - place) <= 1e-13 * Math.abs(place)) === i)
    .map((place) => ({ place, order: jumpOrder(root, place) }))
    .filter(({ order }) => order !== null)
    .slice(0, MOST);
  return {
    kinks: jumps.map(({ place }) => place).sort((a, b) => a - b),
    smoothness: jumps.reduce((least, { order }) => Math.min(least, order! - 1), Number.POSITIVE_INFINITY),
  };
}

/** What must vanish for the node to switch. */
function switches({ op, operands }: Expression): readonly Expression[] {
  const [a, b] = operands as [Expression, Expression];
  switch (op) {
    case 'max':
    case 'min':
    case 'less':
    case 'lessEqual':
    case 'equal':
      return [sub(a, b)];
    case 'abs':
    case 'sign':
    case 'sqrt':
    case 'pow':
      return [a];
    case 'where':
      return a.op === 'less' || a.op === 'lessEqual' || a.op === 'equal' ? [] : [a];
    default:
      return [];
  }
}

/**
 * The zeros of an expression: of a polynomial all of them, else by a scan for changes of sign, and within a step for those
 * between which it turns.
 */
export function zerosOf(expression: Expression): readonly number[] {
  if (expression.op === 'mul') return expression.operands.flatMap(zerosOf);
  if (expression.op === 'power' || expression.op === 'neg') return zerosOf(expression.operands[0]!);
  const polynomial = polynomialOf(expression);
  return polynomial === null ? scanned(expression) : rootsOf(polynomial);
}

function scanned(expression: Expression): readonly number[] {
  const value = compiled(expression);
  const slope = compiled(derivative(expression));
  const roots: number[] = [];
  let [before, at] = [value(SCAN[0]!), SCAN[0]!];
  for (const next of SCAN) {
    const now = value(next);
    if (now === 0 && before !== 0 && value(next + 1 / STEPS) !== 0) roots.push(next);
    // Of a whole stretch of zeros, as max(0, z) has, its own switch knows the end.
    if (before * now < 0) roots.push(findRoot(value, at, next));
    // Towards 0 at one end and away from it at the other: it may have crossed twice, or touched.
    else if (before * slope(at) < 0 && now * slope(next) > 0) roots.push(...aroundTurn(value, slope, at, next));
    [before, at] = [now, next];
  }
  return roots;
}

/** The zeros between two places of one sign, where |value| falls at the first and rises at the second. */
function aroundTurn(
  value: (z: number) => number,
  slope: (z: number) => number,
  from: number,
  to: number,
): readonly number[] {
  const turn = findRoot(slope, from, to);
  const [there, least] = [value(turn), SAME_AS_ZERO * Math.max(Math.abs(value(from)), Math.abs(value(to)))];
  if (Math.abs(there) <= least) return [turn];
  return there * value(from) < 0 ? [findRoot(value, from, turn), findRoot(value, turn, to)] : [];
}

const SCAN: readonly number[] = (() => {
  const right: number[] = [];
  for (let x = 1 / STEPS; x <= NEAR; x += 1 / STEPS) right.push(x);
  for (let x = NEAR * 1.05; x <= FAR; x *= 1.05) right.push(x);
  return [...right.map((x) => -x).reverse(), 0, ...right];
})();

/** The branch that the expression is on at `place`, without a switch in it. */
export function branchAt(root: Expression, place: number): Expression {
  return transformed(root, (node) => {
    const [a, b, c] = node.operands as [Expression, Expression, Expression];
    const at = (operand: Expression) => compiled(operand)(place);
    switch (node.op) {
      case 'max':
        return at(a) > at(b) ? a : b;
      case 'min':
        return at(a) < at(b) ? a : b;
      case 'abs':
        return at(a) < 0 ? neg(a) : a;
      case 'sign':
      case 'less':
      case 'lessEqual':
      case 'equal':
        return constant(at(node));
      case 'where':
        return at(a) === 0 ? c : b;
      default:
        return node;
    }
  });
}

/** The lowest order at which σ's derivatives differ between the sides; null where none does. */
function jumpOrder(root: Expression, place: number): number | null {
  const beside = BESIDE * Math.max(1, Math.abs(place));
  let [left, right] = [branchAt(root, place - beside), branchAt(root, place + beside)];
  for (let order = 0; order <= HIGHEST_ORDER; order++) {
    if (order > 0) [left, right] = [derivative(left), derivative(right)];
    const [a, b] = [limit(left, place, -1), limit(right, place, 1)];
    if (!(Math.abs(a - b) <= SAME * Math.max(1, Math.abs(a), Math.abs(b)))) return order;
  }
  return null;
}

/** What the branch tends to at the place; roots and powers may have a side there too, so that it is taken beside it. */
function limit(branch: Expression, place: number, side: 1 | -1): number {
  const sided = nodesOf(branch).some(({ op }) => op === 'sqrt' || op === 'pow' || op === 'div');
  const distance = place === 0 ? 1e-60 : 1e-13 * Math.abs(place);
  return compiled(branch)(sided ? place + side * distance : place);
}
