import type { Activation } from '../activations/activation.ts';
import { chebyshevFit, chebyshevNodes } from '../lib/chebyshev.ts';
import { largestLogK, OSCILLATING_LOG_K, SMALLEST_LOG_K } from './kernelShape.ts';
import { DENSITY_AT_ZERO } from './sampledMoments.ts';
import { cellsAt, POINT, POINT_SIZE } from './sigmaCells.ts';
import { slopeShape } from './tabulatedMoments.ts';

/** Modes 0 … 16 of σ and of σ²; places 17 and 18 hold the rest, odd and even ones, as one mode each. */
const EXACT = 17;
export const MODES = EXACT + 2;

/**
 * Places of what is tabulated at one log K, all averages over x ~ N(0, 1) at z = √K x and divided by powers of g = E[σ²],
 * so that they stay in range. With correlation c, E[f(z) f(z')] = Σ f_k f'_k c^k for modes f_k = E[f(√K x) He_k(x)]/√k!
 * (Mehler), which is what makes two inputs a matter of one-variable integrals. Sums of squares are exact.
 */
export const PLACES = {
  /** Modes of σ/√g, [MODES]. */
  sigma: 0,
  /** Modes of σ²/g, [MODES]: the first is 1, the third √2 K g'/g. */
  square: MODES,
  /** E[(σ²/g)² He_k] for k = 0, 2, 4. */
  fourth: 2 * MODES,
  /** E[(σ²/g)³] */
  sixth: 2 * MODES + 3,
  /** K E[σ'²]/g */
  slope: 2 * MODES + 4,
  /** K E[σ²σ'²]/g² */
  signalSlope: 2 * MODES + 5,
  /** Modes of K σ'²/g from the first on, [SLOPES]; the zeroth is `slope`. */
  slopes: 2 * MODES + 6,
} as const;
/** So many: of what is asked of them, the rest does not matter. */
export const SLOPES = 8;
export const COMPONENTS = 2 * MODES + 6 + SLOPES;

/** Width of a segment in log K, and nodes for an error of about 1e-6, far below what leading order leaves out. */
const SEGMENT = 1;
const NODES = chebyshevNodes(8);

interface Table {
  readonly largestLogK: number;
  /** Chebyshev coefficients by floor(log K / SEGMENT), [COMPONENTS × NODES]; of a homogeneous σ one value each. */
  readonly segments: Map<number, Float64Array>;
}

const tables = new WeakMap<Activation, Table>();

/** Writes the averages at log K into `out` from `offset` on, [COMPONENTS]; beyond the range of float64 those at its ends, where σ is a power. */
export function hermiteModes(activation: Activation, logK: number, out: Float64Array, offset = 0): void {
  const { segment, x } = located(activation, logK);
  if (x === null) out.set(segment, offset);
  else interpolated(segment, x, out, offset);
  for (const rest of [EXACT, MODES + EXACT]) {
    out[offset + rest] = Math.sqrt(Math.max(0, out[offset + rest]!));
    out[offset + rest + 1] = Math.sqrt(Math.max(0, out[offset + rest + 1]!));
  }
}

/** The segment around log K and the place in it, -1 … 1; null where there is one row of values. */
function located(activation: Activation, logK: number): { segment: Float64Array; x: number | null } {
  let table = tables.get(activation);
  if (table === undefined) {
    // What oscillates has all of its modes in the rests from there on, whatever K.
    const end = Math.min(
      largestLogK(activation),
      activation.growth.oscillation === null ? Infinity : OSCILLATING_LOG_K,
    );
    table = { largestLogK: end - SEGMENT, segments: new Map() };
    tables.set(activation, table);
  }
  const { exact } = activation.growth;
  const held = exact ? 0 : Math.max(SMALLEST_LOG_K, Math.min(table.largestLogK, logK));
  const index = Math.floor(held / SEGMENT);
  let segment = table.segments.get(index);
  if (segment === undefined) {
    segment = exact ? averages(activation, 0) : tabulate(activation, index);
    table.segments.set(index, segment);
  }
  return { segment, x: exact ? null : 2 * (held / SEGMENT - index) - 1 };
}

const polynomials = new Float64Array(NODES.length);

/** Σ_j T_j(x) c_j for all components at once. */
function interpolated(segment: Float64Array, x: number, out: Float64Array, offset: number): void {
  polynomials[0] = 1;
  polynomials[1] = x;
  for (let j = 2; j < NODES.length; j++) polynomials[j] = 2 * x * polynomials[j - 1]! - polynomials[j - 2]!;
  for (let c = 0; c < COMPONENTS; c++) {
    let sum = 0;
    for (let j = 0; j < NODES.length; j++) sum += polynomials[j]! * segment[c * NODES.length + j]!;
    out[offset + c] = sum;
  }
}

function tabulate(activation: Activation, index: number): Float64Array {
  const rows = Array.from(NODES, (x) => averages(activation, (index + (x + 1) / 2) * SEGMENT));
  const segment = new Float64Array(COMPONENTS * NODES.length);
  for (let c = 0; c < COMPONENTS; c++) {
    segment.set(chebyshevFit(Float64Array.from(rows, (row) => row[c]!)), c * NODES.length);
  }
  return segment;
}

/** By quadrature, [COMPONENTS]; the rests as sums of squares. */
function averages(activation: Activation, logK: number): Float64Array {
  const K = Math.exp(logK);
  const deviation = Math.sqrt(K);
  const perRootG = Math.exp(-slopeShape(activation, logK).logG / 2);
  const out = new Float64Array(COMPONENTS);
  for (const { points } of cellsAt(activation, K)) addPoints(points, deviation, perRootG, out);
  for (const start of [PLACES.sigma, PLACES.square]) {
    for (let k = 0; k < EXACT; k++) out[start + EXACT + ((k + 1) % 2)]! -= out[start + k]! ** 2;
  }
  return out;
}

function addPoints(points: Float64Array, deviation: number, perRootG: number, out: Float64Array): void {
  const { sigma, square, fourth, sixth, slopes } = PLACES;
  for (let at = 0; at < points.length; at += POINT_SIZE) {
    const x = points[at + POINT.z]! / deviation;
    const weight = (points[at + POINT.weight]! / deviation) * DENSITY_AT_ZERO * Math.exp((-x * x) / 2);
    const s = points[at + POINT.right]! * perRootG;
    const t = points[at + POINT.left]! * perRootG;
    const d = points[at + POINT.slopeRight]!;
    const e = points[at + POINT.slopeLeft]!;
    const s2 = s * s;
    const t2 = t * t;
    const d2 = (d * deviation * perRootG) ** 2;
    const e2 = (e * deviation * perRootG) ** 2;
    // He_k is even or odd as k is: x and -x together.
    const even = s + t;
    const odd = s - t;
    const evenSquare = s2 + t2;
    const oddSquare = s2 - t2;
    const evenSlope = d2 + e2;
    const oddSlope = d2 - e2;
    // He_{k+1}/√(k+1)! = (x He_k/√k! - √k He_{k-1}/√(k-1)!) / √(k+1).
    let before = 0;
    let now = weight;
    for (let k = 0; k < EXACT; k++) {
      out[sigma + k]! += (k % 2 === 0 ? even : odd) * now;
      out[square + k]! += (k % 2 === 0 ? evenSquare : oddSquare) * now;
      if (k > 0 && k <= SLOPES) out[slopes + k - 1]! += (k % 2 === 0 ? evenSlope : oddSlope) * now;
      const next = (x * now - ROOTS[k]! * before) / ROOTS[k + 1]!;
      before = now;
      now = next;
    }
    // Sums of squares over all odd and over all even modes.
    out[sigma + EXACT]! += (weight * odd * odd) / 2;
    out[sigma + EXACT + 1]! += (weight * even * even) / 2;
    out[square + EXACT]! += (weight * oddSquare * oddSquare) / 2;
    out[square + EXACT + 1]! += (weight * evenSquare * evenSquare) / 2;
    const fourths = weight * (s2 * s2 + t2 * t2);
    out[fourth]! += fourths;
    out[fourth + 1]! += fourths * (x * x - 1);
    out[fourth + 2]! += fourths * (x ** 4 - 6 * x * x + 3);
    out[sixth]! += weight * (s2 * s2 * s2 + t2 * t2 * t2);
    out[PLACES.slope]! += weight * (d2 + e2);
    out[PLACES.signalSlope]! += weight * (s2 * d2 + t2 * e2);
  }
}

const ROOTS = Float64Array.from({ length: EXACT + 1 }, (_, k) => Math.sqrt(k));
