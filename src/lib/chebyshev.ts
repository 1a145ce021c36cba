/** Values at these points of [-1, 1] (Chebyshev's, first kind) determine the polynomial of degree `count` - 1. */
export function chebyshevNodes(count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, k) => Math.cos((Math.PI * (k + 0.5)) / count));
}

/** cos(π j (k + ½)/n) at j n + k, by n. */
const cosines = new Map<number, Float64Array>();

function cosinesOf(n: number): Float64Array {
  let known = cosines.get(n);
  if (known === undefined) {
    known = Float64Array.from({ length: n * n }, (_, i) =>
      Math.cos((Math.PI * Math.floor(i / n) * ((i % n) + 0.5)) / n),
    );
    cosines.set(n, known);
  }
  return known;
}

/** Coefficients of Chebyshev polynomials T_0, T_1, … of the interpolant through `values` at `chebyshevNodes(values.length)`. */
export function chebyshevFit(values: Float64Array): Float64Array {
  const n = values.length;
  const cosine = cosinesOf(n);
  const coefficients = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    let sum = 0;
    for (let k = 0; k < n; k++) sum += values[k]! * cosine[j * n + k]!;
    coefficients[j] = ((j === 0 ? 1 : 2) * sum) / n;
  }
  return coefficients;
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
