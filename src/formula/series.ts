/**
 * Taylor's series of an expression at z = 0 by arithmetic on truncated power series: its coefficients have the digits that
 * values near 0 have lost where terms cancel, as in z - tanh(z) or Φ(z) - ½.
 */
import { FUNCTIONS, type Unary } from './functions.ts';
import { type Expression, nodesOf } from './graph.ts';

/** Terms: good to the last bit up to half of the distance to the next singularity, or of where cancelling ends. */
const TERMS = 32;

export type Series = Float64Array;

const make = (term: (k: number) => number): Series => Float64Array.from({ length: TERMS }, (_, k) => term(k));
const constant = (value: number): Series => make((k) => (k === 0 ? value : 0));
const scaled = (a: Series, factor: number): Series => a.map((x) => factor * x);
const plus = (a: Series, b: Series, sign = 1): Series => make((k) => a[k]! + sign * b[k]!);

/** Σ_{j=from}^{to} a_j b_{k-j} */
function convolved(a: Series, b: Series, k: number, from: number, to: number): number {
  let sum = 0;
  for (let j = from; j <= to; j++) sum += a[j]! * b[k - j]!;
  return sum;
}

const times = (a: Series, b: Series): Series => make((k) => convolved(a, b, k, 0, k));

/** The first that is not 0; TERMS where all are. */
function leading(a: Series): number {
  const first = a.findIndex((x) => x !== 0);
  return first < 0 ? TERMS : first;
}

/** Null where the quotient has a pole, or no term is left. */
function quotient(a: Series, b: Series): Series | null {
  const shift = leading(b);
  if (shift === TERMS || leading(a) < shift) return null;
  const out = new Float64Array(TERMS);
  for (let k = 0; k + shift < TERMS; k++) {
    out[k] = (a[k + shift]! - convolved(out, b.subarray(shift), k, 0, k - 1)) / b[shift]!;
  }
  // What was shifted out is not known: such a series would end too early to be told from a good one.
  return shift <= TERMS / 4 ? out : null;
}

/** y with y′ = slope · a′, k at a time: slope_{k-1} may depend on y up to there. */
function integrated(a: Series, first: number, slope: (k: number, y: Series) => number): Series {
  const y = new Float64Array(TERMS);
  const rates = new Float64Array(TERMS);
  y[0] = first;
  for (let k = 1; k < TERMS; k++) {
    rates[k - 1] = slope(k - 1, y);
    let sum = 0;
    for (let j = 1; j <= k; j++) sum += j * a[j]! * rates[k - j]!;
    y[k] = sum / k;
  }
  return y;
}

const through = (a: Series, first: number, slope: Series): Series => integrated(a, first, (k) => slope[k]!);

const exponential = (a: Series): Series => integrated(a, Math.exp(a[0]!), (k, y) => y[k]!);

/** b^r, b_0 > 0. */
function realPower(b: Series, r: number): Series {
  const y = new Float64Array(TERMS);
  y[0] = b[0]! ** r;
  for (let k = 1; k < TERMS; k++) {
    let sum = 0;
    for (let j = 1; j <= k; j++) sum += (r * j - (k - j)) * b[j]! * y[k - j]!;
    y[k] = sum / (k * b[0]!);
  }
  return y;
}

function wholePower(a: Series, n: number): Series | null {
  if (n < 0) return quotient(constant(1), wholePower(a, -n)!);
  return Array.from({ length: n }).reduce<Series>((product) => times(product, a), constant(1));
}

/** sin a and cos a, each the other's slope. */
function turned(a: Series): readonly [Series, Series] {
  const [sin, cos] = [new Float64Array(TERMS), new Float64Array(TERMS)];
  [sin[0], cos[0]] = [Math.sin(a[0]!), Math.cos(a[0]!)];
  for (let k = 1; k < TERMS; k++) {
    let [rise, fall] = [0, 0];
    for (let j = 1; j <= k; j++) {
      rise += j * a[j]! * cos[k - j]!;
      fall += j * a[j]! * sin[k - j]!;
    }
    [sin[k], cos[k]] = [rise / k, -fall / k];
  }
  return [sin, cos];
}

/** tanh: its slope 1 - y². */
const tanh = (a: Series): Series =>
  integrated(a, Math.tanh(a[0]!), (k, y) => (k === 0 ? FUNCTIONS.sech2(a[0]!) : -convolved(y, y, k, 0, k)));
/** sigmoid: its slope y (1 - y). */
const sigmoid = (a: Series): Series =>
  integrated(a, FUNCTIONS.sigmoid(a[0]!), (k, y) =>
    k === 0 ? FUNCTIONS.sigmoidSlope(a[0]!) : y[k]! - convolved(y, y, k, 0, k),
  );
/** factor · e^{-a²/width}, with its first term as good as the function is. */
function bell(a: Series, first: number, width: number): Series {
  const exponent = scaled(times(a, a), -1 / width);
  return integrated(exponent, first, (k, y) => y[k]!);
}
const density = (a: Series): Series => bell(a, FUNCTIONS.phi(a[0]!), 2);

const FUNCTION: Readonly<Partial<Record<Unary, (a: Series) => Series | null>>> = {
  neg: (a) => scaled(a, -1),
  exp: exponential,
  expm1: (a) => exponential(a).map((x, k) => (k === 0 ? Math.expm1(a[0]!) : x)),
  log: (a) => {
    const rates = quotient(constant(1), a);
    return a[0]! > 0 && rates ? through(a, Math.log(a[0]!), rates) : null;
  },
  sqrt: (a) => (a[0]! > 0 ? realPower(a, 0.5) : null),
  sin: (a) => turned(a)[0],
  cos: (a) => turned(a)[1],
  tan: (a) => quotient(...turned(a)),
  atan: (a) => through(a, Math.atan(a[0]!), quotient(constant(1), plus(times(a, a), constant(1)))!),
  tanh,
  sech2: (a) => {
    const y = tanh(a);
    return make((k) => (k === 0 ? FUNCTIONS.sech2(a[0]!) : -convolved(y, y, k, 0, k)));
  },
  sigmoid,
  sigmoidSlope: (a) => {
    const y = sigmoid(a);
    return make((k) => (k === 0 ? FUNCTIONS.sigmoidSlope(a[0]!) : y[k]! - convolved(y, y, k, 0, k)));
  },
  softplus: (a) => through(a, FUNCTIONS.softplus(a[0]!), sigmoid(a)),
  erf: (a) => through(a, FUNCTIONS.erf(a[0]!), bell(a, FUNCTIONS.bell(a[0]!), 1)),
  bell: (a) => bell(a, FUNCTIONS.bell(a[0]!), 1),
  Phi: (a) => through(a, FUNCTIONS.Phi(a[0]!), density(a)),
  phi: density,
};

function seriesOfNode(node: Expression, of: (operand: Expression) => Series): Series | null {
  const { op, operands, value } = node;
  const [a, b] = operands as [Expression, Expression];
  switch (op) {
    case 'constant':
      return constant(value);
    case 'z':
      return make((k) => (k === 1 ? 1 : 0));
    case 'add':
      return plus(of(a), of(b));
    case 'sub':
      return plus(of(a), of(b), -1);
    case 'mul':
      return times(of(a), of(b));
    case 'div':
      return quotient(of(a), of(b));
    case 'power':
      return wholePower(of(a), value);
    case 'pow':
      return b.op === 'constant' && of(a)[0]! > 0 ? realPower(of(a), b.value) : generalPower(of(a), of(b));
    default:
      return FUNCTION[op as Unary]?.(of(a)) ?? null;
  }
}

/** b^e = e^{e log b} */
function generalPower(base: Series, exponent: Series): Series | null {
  const logarithm = FUNCTION.log!(base);
  return logarithm && exponential(times(exponent, logarithm));
}

/** Coefficients of 1, z, z², …; null where an expression has none there. @param root without switches (`branchAt`). */
export function seriesAtZero(root: Expression): Series | null {
  const made = new Map<Expression, Series>();
  for (const node of nodesOf(root)) {
    const series = seriesOfNode(node, (operand) => made.get(operand)!);
    if (!series?.every(Number.isFinite)) return null;
    made.set(node, series);
  }
  return made.get(root)!;
}

/** Of the derivative. */
export const slopeOf = (series: Series): Series => make((k) => (k + 1 < TERMS ? (k + 1) * series[k + 1]! : 0));

/** The value of the series. */
export function summed(series: Series, z: number): number {
  let sum = 0;
  for (let k = TERMS - 1; k >= 0; k--) sum = sum * z + series[k]!;
  return sum;
}

/** A sixth of the terms at the end of a series that has converged add nothing to its first. */
const [LAST, NOTHING] = [TERMS - Math.floor(TERMS / 6), 1e-18];

/** How far from 0 the series is good to the last bit, as a power of two up to 1; 0: nowhere. */
export function reachOf(series: Series): number {
  const first = leading(series);
  if (first >= TERMS / 2) return 0;
  // Derivatives of three orders leave as many terms at the end unknown.
  for (let reach = 1; reach > 1e-9; reach /= 2) {
    const last = series.slice(LAST - 3, TERMS - 3).map((x, i) => Math.abs(x) * reach ** (LAST - 3 + i - first));
    if (last.every((x) => x <= NOTHING * Math.abs(series[first]!))) return reach;
  }
  return 0;
}
