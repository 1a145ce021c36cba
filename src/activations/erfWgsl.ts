/**
 * WGSL expression of erf(argument), which WGSL lacks: the series below 1, Abramowitz & Stegun 7.1.26 above, both within
 * 2e-7. The argument is repeated, so keep it small.
 */
export function erfWgsl(argument: string): string {
  const x = `(${argument})`;
  const square = `(${x} * ${x})`;
  const near = `${x} * (${SERIES.reduceRight((inner, c) => (inner === '' ? c : `${c} + ${square} * (${inner})`), '')})`;
  const a = `min(abs${x}, 9.0)`;
  const t = `(1.0 / (1.0 + 0.3275911 * ${a}))`;
  const tail = `${t} * (0.254829592 + ${t} * (-0.284496736 + ${t} * (1.421413741 + ${t} * (-1.453152027 + ${t} * 1.061405429))))`;
  return `select(sign${x} * (1.0 - ${tail} * exp(-${a} * ${a})), ${near}, abs${x} < 1.0)`;
}

/** 2/√π (-1)^k / (k! (2k+1)), k = 0 … 10: enough for float32 up to 1. */
const SERIES = Array.from({ length: 11 }, (_, k) => {
  let coefficient = 2 / Math.sqrt(Math.PI);
  for (let j = 1; j <= k; j++) coefficient /= -j;
  return `${coefficient / (2 * k + 1)}f`;
});
