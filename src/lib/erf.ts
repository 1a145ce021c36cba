/** 2/√π */
const TWO_OVER_SQRT_PI = 1.1283791670955126;
/** 1/√π */
const ONE_OVER_SQRT_PI = 0.5641895835477563;
/** Terms of the continued fraction that suffice for float64 at x = 1, its slowest point. */
const FRACTION_TERMS = 200;

/** erf(x) to a relative error of a few 1e-16, for any real x. */
export function erf(x: number): number {
  if (Math.abs(x) < 1) return series(x);
  return x > 0 ? 1 - tail(x) : tail(-x) - 1;
}

/** erfc(x) = 1 − erf(x) without cancellation in the right tail: relative error below 1e-14 where it does not underflow. */
export function erfc(x: number): number {
  if (Math.abs(x) < 0.5) return 1 - series(x);
  if (x < 0) return 2 - erfc(-x);
  return x < 1 ? 1 - series(x) : tail(x);
}

/** e^{-x²} without the error of rounding x² first: x is split into a part whose square is exact and a rest. */
export function expMinusSquare(x: number): number {
  if (Math.abs(x) > 28) return 0;
  const head = Math.round(x * 65536) / 65536;
  return Math.exp(-head * head) * Math.exp(-(x - head) * (x + head));
}

/** 2/√π e^{-x²} Σ 2^k x^{2k+1} / (2k+1)!! : all terms have one sign, so nothing cancels (DLMF 7.6.2). */
function series(x: number): number {
  let term = x;
  let sum = x;
  for (let k = 1; Math.abs(term) > 1e-18 * Math.abs(sum); k++) {
    term *= (2 * x * x) / (2 * k + 1);
    sum += term;
  }
  return TWO_OVER_SQRT_PI * expMinusSquare(x) * sum;
}

/** erfc for x ≥ 1 by Laplace's continued fraction (DLMF 7.9.1), from the innermost term outwards. */
function tail(x: number): number {
  if (x > 28) return 0;
  const terms = Math.ceil(FRACTION_TERMS / (x * x)) + 12;
  let fraction = x;
  for (let k = terms; k > 0; k--) fraction = x + k / 2 / fraction;
  return (ONE_OVER_SQRT_PI * expMinusSquare(x)) / fraction;
}
