/**
 * Eigenvalues of a symmetric matrix by Jacobi's rotations (Golub & Van Loan 2013, 8.5): for tens of rows, to rounding of the largest.
 * @param matrix [count × count]; what is above the diagonal is read.
 * @returns descending, [count]. Throws RangeError where a number is not finite.
 */
export function symmetricEigenvalues(matrix: ArrayLike<number>, count: number): Float64Array {
  const a = Float64Array.from({ length: count * count }, (_, at) => {
    const [i, j] = [Math.floor(at / count), at % count];
    return matrix[Math.min(i, j) * count + Math.max(i, j)]!;
  });
  if (!a.every(Number.isFinite)) throw new RangeError('Eigenvalues need a matrix of finite numbers.');
  for (let sweep = 0; sweep < MOST_SWEEPS && !isDiagonal(a, count); sweep++) {
    for (let p = 0; p < count; p++) for (let q = p + 1; q < count; q++) rotate(a, count, p, q);
  }
  return Float64Array.from({ length: count }, (_, i) => a[i * count + i]!).sort((x, y) => y - x);
}

/** Each squares what is left beside the diagonal. */
const MOST_SWEEPS = 30;

function isDiagonal(a: Float64Array, count: number): boolean {
  let [beside, along] = [0, 0];
  for (let i = 0; i < count; i++) {
    along = Math.max(along, Math.abs(a[i * count + i]!));
    for (let j = i + 1; j < count; j++) beside = Math.max(beside, Math.abs(a[i * count + j]!));
  }
  return beside <= Number.EPSILON * along * 1e-3;
}

/** Turns rows and columns p and q so that a_pq is 0. */
function rotate(a: Float64Array, count: number, p: number, q: number): void {
  const apq = a[p * count + q]!;
  if (apq === 0) return;
  const theta = (a[q * count + q]! - a[p * count + p]!) / (2 * apq);
  // The smaller angle; of a huge θ it is 1/2θ.
  const t =
    Math.abs(theta) > 1e150 ? 1 / (2 * theta) : Math.sign(theta || 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const c = 1 / Math.hypot(t, 1);
  const s = t * c;
  for (let k = 0; k < count; k++) {
    const [kp, kq] = [a[k * count + p]!, a[k * count + q]!];
    a[k * count + p] = c * kp - s * kq;
    a[k * count + q] = s * kp + c * kq;
  }
  for (let k = 0; k < count; k++) {
    const [pk, qk] = [a[p * count + k]!, a[q * count + k]!];
    a[p * count + k] = c * pk - s * qk;
    a[q * count + k] = s * pk + c * qk;
  }
}
