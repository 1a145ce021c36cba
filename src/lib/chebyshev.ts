/** Values at these points of [-1, 1] (Chebyshev's, first kind) determine the polynomial of degree `count` - 1. */
export function chebyshevNodes(count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, k) => Math.cos((Math.PI * (k + 0.5)) / count));
}

/** Coefficients of Chebyshev polynomials T_0, T_1, … of the interpolant through `values` at `chebyshevNodes(values.length)`. */
export function chebyshevFit(values: Float64Array): Float64Array {
  const n = values.length;
  return Float64Array.from({ length: n }, (_, j) => {
    let sum = 0;
    for (let k = 0; k < n; k++) sum += values[k]! * Math.cos((Math.PI * j * (k + 0.5)) / n);
    return ((j === 0 ? 1 : 2) * sum) / n;
  });
}

/** Σ c_j T_j(x) by Clenshaw's recurrence. */
export function chebyshevValue(coefficients: Float64Array, x: number): number {
  let b1 = 0;
  let b2 = 0;
  for (let j = coefficients.length - 1; j > 0; j--) {
    const b = coefficients[j]! + 2 * x * b1 - b2;
    b2 = b1;
    b1 = b;
  }
  return coefficients[0]! + x * b1 - b2;
}
