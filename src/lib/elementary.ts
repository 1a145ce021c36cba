/**
 * Elementary functions made of + − × ÷ and exponent bits alone. IEEE 754 fixes each of these to the last bit, whereas
 * ECMAScript leaves Math.log and Math.sin to the implementation, and browsers do differ. Whatever decides weights or
 * data, and therefore what a permalink shows, goes through these.
 */

const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);
/** Index of the word with sign and exponent: 1 on little-endian machines. */
const HIGH = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;

/** ln 2 split so that k · LN2_HIGH is exact for every exponent k: its lowest 21 bits are zero. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const TWO_54 = 2 ** 54;

/**
 * Natural logarithm, within one unit in the last place of Math.log's; -Infinity at 0.
 * x = 2^k m with m in [√½, √2); ln m = 2 artanh s, s = (m - 1)/(m + 1), |s| < 0.172, by its Taylor series.
 * @param x finite and ≥ 0 (subnormal too).
 */
export function naturalLog(x: number): number {
  if (x === 0) return Number.NEGATIVE_INFINITY;
  let exponent = 0;
  let value = x;
  if (x < 2.2250738585072014e-308) {
    value = x * TWO_54;
    exponent = -54;
  }
  float[0] = value;
  const high = words[HIGH] as number;
  exponent += (high >>> 20) - 1023;
  words[HIGH] = (high & 0xfffff) | 0x3ff00000;
  let m = float[0] as number;
  if (m > Math.SQRT2) {
    m *= 0.5;
    exponent += 1;
  }
  const f = m - 1;
  const s = f / (2 + f);
  const w = s * s;
  // 2 (w/3 + w²/5 + … + w¹¹/23), odd and even powers apart, which halves the chain of dependent operations.
  // The first term left out is below 2^-60 of the sum.
  const v = w * w;
  const odd = w * (2 / 3 + v * (2 / 7 + v * (2 / 11 + v * (2 / 15 + v * (2 / 19 + v * (2 / 23))))));
  const even = v * (2 / 5 + v * (2 / 9 + v * (2 / 13 + v * (2 / 17 + v * (2 / 21)))));
  const series = odd + even;
  // 2s = f - s f exactly, which keeps the rounding of s out of the leading term.
  return exponent * LN2_HIGH - (s * (f - series) - exponent * LN2_LOW - f);
}

/** (-1)^k π^(2k+1) / (2k+1)!, k = 0 … 11: the Taylor series of sin(πt), whose remainder at t = ½ is below 1e-20. */
const SIN_PI_SERIES = Array.from({ length: 12 }, (_, k) => {
  let coefficient = Math.PI;
  for (let i = 1; i <= k; i++) coefficient *= -(Math.PI * Math.PI) / (2 * i * (2 * i + 1));
  return coefficient;
});

/** sin(πx) for finite x; exactly 0 at every integer. Absolute error below 1e-15. */
export function sinPi(x: number): number {
  const nearest = Math.round(x);
  const t = x - nearest;
  const square = t * t;
  const sum = SIN_PI_SERIES.reduceRight((rest, coefficient) => coefficient + square * rest, 0);
  const sign = nearest % 2 === 0 ? 1 : -1;
  return t === 0 ? 0 : sign * t * sum;
}
