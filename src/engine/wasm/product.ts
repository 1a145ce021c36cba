/**
 * Matrix products, specialised to their shape: C[i, j] = Σ_k A[i, k] B[k, j].
 *
 * B is packed into panels of eight columns, each with its rows one after the other, so that the inner loop reads it
 * front to back; A is read in place with any two strides, one element for all lanes. A tile of C, six rows by eight
 * columns, stays in twelve vector registers (x86-64 has sixteen); compare Goto and van de Geijn, "Anatomy of
 * High-Performance Matrix Multiplication" (2008).
 */
import { Code, type Lanes, type Local } from './code.ts';

const FLOAT = 4;
const VECTOR = 16;
/** Columns of a panel, and what the width of every array that is read by vectors is a multiple of. */
export const PANEL = 8;
const PANEL_BYTES = PANEL * FLOAT;
const VECTORS = PANEL / 4;
const TILE_ROWS = 6;
/** Terms of the sum per turn of the inner loop. */
const UNROLL = 4;

export interface ProductShape {
  /** Rows of A and C. */
  readonly rows: number;
  /** Terms of each sum. */
  readonly inner: number;
  readonly panels: number;
  /** Distance of A[i, k] from A[i+1, k], in floats. */
  readonly rowStride: number;
  /** Distance of A[i, k] from A[i, k+1], in floats. */
  readonly innerStride: number;
  /** Width of C in floats. */
  readonly width: number;
  /** Rows that each panel holds. */
  readonly panelRows: number;
  /** Whether the panel's row number `inner` holds biases, which the sums start from. */
  readonly biased: boolean;
}

/** (a, panels, c): C = A B, or A B plus biases. */
export function product(shape: ProductShape, fma: boolean): Code {
  const [code, a, panels, c] = Code.define(['i32', 'i32', 'i32']);
  const [element, panel, target] = code.locals('i32', 'i32', 'i32');
  const [strips, columns, turns] = code.locals('i32', 'i32', 'i32');
  const vectors = (count: number) => Array.from({ length: count }, () => code.local('v128'));
  const sums = Array.from({ length: TILE_ROWS }, () => vectors(VECTORS));
  const terms = vectors(VECTORS);
  const factor = code.local('v128');

  const accumulate = (rows: number, ahead: number) => {
    terms.forEach((term, j) => {
      const offset = ahead * PANEL_BYTES + j * VECTOR;
      code.get(panel).load(offset).set(term);
    });
    for (const [i, row] of sums.slice(0, rows).entries()) {
      code.get(element).loadSplat((i * shape.rowStride + ahead * shape.innerStride) * FLOAT);
      code.set(factor);
      row.forEach((sum, j) => {
        const term = terms[j] as Local;
        if (fma) code.get(factor, term, sum).op('f32x4.relaxed_madd').set(sum);
        else code.get(factor, term).op('f32x4.mul').get(sum).op('f32x4.add').set(sum);
      });
    }
  };

  const advance = (count: number) => {
    code.advance(panel, count * PANEL_BYTES).advance(element, count * shape.innerStride * FLOAT);
  };

  const tile = (rows: number) => {
    const used = sums.slice(0, rows);
    const biases = shape.inner * PANEL_BYTES;
    for (const row of used) {
      row.forEach((sum, j) => {
        if (shape.biased) code.get(panel).load(biases + j * VECTOR);
        else code.f32x4(0);
        code.set(sum);
      });
    }
    code.get(a).set(element);
    code.repeat(turns, Math.floor(shape.inner / UNROLL), () => {
      for (let ahead = 0; ahead < UNROLL; ahead++) accumulate(rows, ahead);
      advance(UNROLL);
    });
    for (let ahead = 0; ahead < shape.inner % UNROLL; ahead++) accumulate(rows, ahead);
    code.advance(panel, (shape.panelRows - shape.inner + (shape.inner % UNROLL)) * PANEL_BYTES);
    used.forEach((row, i) => {
      row.forEach((sum, j) => {
        code.get(target, sum).store(i * shape.width * FLOAT + j * VECTOR);
      });
    });
    code.advance(target, PANEL_BYTES);
  };

  const strip = (rows: number) => {
    code.get(panels).set(panel).get(c).set(target);
    code.repeat(columns, shape.panels, () => tile(rows));
    code.advance(a, rows * shape.rowStride * FLOAT).advance(c, rows * shape.width * FLOAT);
  };

  code.repeat(strips, Math.floor(shape.rows / TILE_ROWS), () => strip(TILE_ROWS));
  if (shape.rows % TILE_ROWS > 0) strip(shape.rows % TILE_ROWS);
  return code;
}

/** (source, panels, factor): packs [rows × width], row by row, the first `scaled` rows times the factor. */
export function pack(rows: number, width: number, scaled = 0): Code {
  const [code, source, target, factor] = Code.define(['i32', 'i32', 'f32']);
  const [row, columns, turns] = code.locals('i32', 'i32', 'i32');
  const factors = code.local('v128');
  if (scaled > 0) code.get(factor).op('f32x4.splat').set(factors);
  const copy = (count: number, times: boolean) =>
    code.repeat(turns, count, () => {
      for (let at = 0; at < PANEL_BYTES; at += VECTOR) {
        code.get(target, row).load(at);
        if (times) code.get(factors).op('f32x4.mul');
        code.store(at);
      }
      code.advance(row, width * FLOAT).advance(target, PANEL_BYTES);
    });
  code.repeat(columns, width / PANEL, () => {
    code.get(source).set(row);
    copy(scaled, true);
    copy(rows - scaled, false);
    code.advance(source, PANEL_BYTES);
  });
  return code;
}

/** The lower halves of two vectors, one lane of each in turn, and the upper halves. */
const LOW: Lanes = [0, 4, 1, 5];
const HIGH: Lanes = [2, 6, 3, 7];

/** Rows of a panel of the transpose: four at a time are written. */
export const transposedPanelRows = (width: number): number => Math.ceil(width / 4) * 4;

/**
 * (source, panels): packs the transpose of [rows × width], whose first `columns` columns count; columns of the last
 * panel beyond `rows` are 0.
 */
export function packTransposed(rows: number, columns: number, width: number): Code {
  const [code, source, target] = Code.define(['i32', 'i32']);
  const [column, panelsLeft, turns] = code.locals('i32', 'i32', 'i32');
  const rowsOfFour = code.locals('v128', 'v128', 'v128', 'v128');
  const [p, q, r, s] = rowsOfFour;
  const [evenLow, evenHigh, oddLow, oddHigh] = code.locals('v128', 'v128', 'v128', 'v128');

  /** Four rows of the source from `first`, transposed, to the half of the panel that begins `at` bytes in. */
  const quadrant = (present: number, first: number, at: number) => {
    rowsOfFour.forEach((row, i) => {
      if (first + i < present) code.get(column).load((first + i) * width * FLOAT);
      else code.f32x4(0);
      code.set(row);
    });
    code.get(p, r).shuffle(LOW).set(evenLow).get(p, r).shuffle(HIGH).set(evenHigh);
    code.get(q, s).shuffle(LOW).set(oddLow).get(q, s).shuffle(HIGH).set(oddHigh);
    const columnsOf = [
      [evenLow, oddLow, LOW],
      [evenLow, oddLow, HIGH],
      [evenHigh, oddHigh, LOW],
      [evenHigh, oddHigh, HIGH],
    ] as const;
    columnsOf.forEach(([even, odd, lanes], i) => {
      const offset = at + i * PANEL_BYTES;
      code.get(target, even, odd).shuffle(lanes).store(offset);
    });
  };
  const panel = (present: number) => {
    code.get(source).set(column);
    code.repeat(turns, transposedPanelRows(columns) / 4, () => {
      quadrant(present, 0, 0);
      quadrant(present, 4, VECTOR);
      code.advance(column, VECTOR).advance(target, 4 * PANEL_BYTES);
    });
    code.advance(source, PANEL * width * FLOAT);
  };

  code.repeat(panelsLeft, Math.floor(rows / PANEL), () => panel(PANEL));
  if (rows % PANEL > 0) panel(rows % PANEL);
  return code;
}
