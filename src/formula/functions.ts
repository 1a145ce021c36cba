/** The functions of one number in float64, to a few units in the last place. */
import { erf, expMinusSquare } from '../lib/erf.ts';
import { normalCumulative, normalDensity } from '../lib/gaussian.ts';

const TWO_OVER_SQRT_PI = 2 / Math.sqrt(Math.PI);

/** 1/(1 + e^{-x}), precise in both tails. */
function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const e = Math.exp(x);
  return e / (1 + e);
}

export const FUNCTIONS = {
  neg: (x: number) => -x,
  abs: Math.abs,
  sign: Math.sign,
  sqrt: Math.sqrt,
  exp: Math.exp,
  expm1: Math.expm1,
  log: Math.log,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  atan: Math.atan,
  tanh: Math.tanh,
  /** The slope of tanh. */
  sech2: (x: number) => 1 / Math.cosh(x) ** 2,
  sigmoid,
  // 1 - sigmoid(x) is taken as sigmoid(-x), which does not cancel.
  sigmoidSlope: (x: number) => sigmoid(x) * sigmoid(-x),
  softplus: (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
  erf,
  /** The slope of erf. */
  bell: (x: number) => TWO_OVER_SQRT_PI * expMinusSquare(x),
  /** Distribution and density of the standard normal. */
  Phi: normalCumulative,
  phi: normalDensity,
  /** Halves to even. */
  round: (x: number) => {
    const down = Math.floor(x);
    const rest = x - down;
    return rest < 0.5 || (rest === 0.5 && down % 2 === 0) ? down : down + 1;
  },
  floor: Math.floor,
} as const satisfies Readonly<Record<string, (x: number) => number>>;

export type Unary = keyof typeof FUNCTIONS;
