/**
 * Random orthogonal matrices from standard normals by IEEE 754's own operations alone (+, ×, ÷, √), so that every browser
 * gets the same bits.
 */

/** Columns that are reflected side by side: each element of a reflection's vector is read once for all of them. */
const ABREAST = 4;

/**
 * The first `columns` columns of a Haar-distributed orthogonal matrix, one after the other, [columns × rows]: a product of
 * Householder reflections of independent Gaussian vectors of shrinking length (Stewart 1980, "The efficient generation of
 * random orthogonal matrices", SIAM J. Numer. Anal. 17, 403), about 2 rows columns² operations.
 * @param normals [≥ rows × columns]; of each `rows` of them the k-th vector takes the last rows - k.
 * Throws RangeError if there are more columns than rows.
 */
export function orthogonalColumns(rows: number, columns: number, normals: ArrayLike<number>): Float64Array {
  if (columns > rows) throw new RangeError(`${rows} rows have no ${columns} orthogonal columns.`);
  const result = new Float64Array(columns * rows);
  const vector = new Float64Array(rows);
  // H_0 H_1 … H_{m-1} applied to the unit vectors, the last one first: column k is touched by H_0 … H_k alone.
  for (let k = columns - 1; k >= 0; k--) {
    let square = 0;
    for (let i = k; i < rows; i++) {
      const x = normals[k * rows + i]!;
      vector[i] = x;
      square += x * x;
    }
    const first = vector[k]!;
    const length = Math.sqrt(square);
    // The sign that does not cancel; the column's own sign makes H_k's first column x / |x|, uniform on the sphere.
    const sign = first < 0 ? -1 : 1;
    vector[k] = first + sign * length;
    const half = length * (length + Math.abs(first)); // |v|² / 2
    result[k * rows + k] = -sign;
    if (half > 0) reflect(result, rows, vector, half, k, columns);
  }
  return result;
}

/** q -= v (v·q) / half for the columns from k on; v is 0 above row k. */
function reflect(q: Float64Array, rows: number, v: Float64Array, half: number, k: number, columns: number): void {
  let column = k;
  for (; column + ABREAST <= columns; column += ABREAST) {
    const a = column * rows;
    const [b, c, d] = [a + rows, a + 2 * rows, a + 3 * rows];
    let [p0, p1, p2, p3] = [0, 0, 0, 0];
    for (let i = k; i < rows; i++) {
      const x = v[i]!;
      p0 += x * q[a + i]!;
      p1 += x * q[b + i]!;
      p2 += x * q[c + i]!;
      p3 += x * q[d + i]!;
    }
    p0 /= half;
    p1 /= half;
    p2 /= half;
    p3 /= half;
    for (let i = k; i < rows; i++) {
      const x = v[i]!;
      q[a + i]! -= x * p0;
      q[b + i]! -= x * p1;
      q[c + i]! -= x * p2;
      q[d + i]! -= x * p3;
    }
  }
  for (; column < columns; column++) {
    const a = column * rows;
    let p = 0;
    for (let i = k; i < rows; i++) p += v[i]! * q[a + i]!;
    p /= half;
    for (let i = k; i < rows; i++) q[a + i]! -= v[i]! * p;
  }
}
