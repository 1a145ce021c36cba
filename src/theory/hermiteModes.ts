import type { Activation } from '../activations/activation.ts';
import { chebyshevFit, chebyshevNodes, chebyshevValue } from '../lib/chebyshev.ts';
import { integrateOnce } from '../lib/quadrature.ts';
import { largestLogK, SMALLEST_LOG_K } from './kernelShape.ts';
import { breakpoints, DENSITY_AT_ZERO } from './quadratureMoments.ts';
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
  /** E[z²σ'²]/g */
  sizeSlope: 2 * MODES + 6,
} as const;
export const COMPONENTS = 2 * MODES + 7;

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

/** E[σ²σ'²]/(E[σ²] E[σ'²]) and E[z²σ'²]/(K E[σ'²]): all that a loss's gradient needs; 1 where σ' vanishes. */
export function slopeCorrelations(activation: Activation, logK: number): { signal: number; size: number } {
  const { segment, x } = located(activation, logK);
  const at = (place: number) => {
    if (x === null) return segment[place]!;
    return chebyshevValue(segment.subarray(place * NODES.length, (place + 1) * NODES.length), x);
  };
  const slope = at(PLACES.slope);
  if (!(slope > 0)) return { signal: 1, size: 1 };
  return { signal: at(PLACES.signalSlope) / slope, size: at(PLACES.sizeSlope) / slope };
}

/** The segment around log K and the place in it, -1 … 1; null where there is one row of values. */
function located(activation: Activation, logK: number): { segment: Float64Array; x: number | null } {
  let table = tables.get(activation);
  if (table === undefined) {
    table = { largestLogK: largestLogK(activation) - SEGMENT, segments: new Map() };
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
  const deviation = Math.exp(logK / 2);
  const [value, slope] = activation.derivatives;
  const { logG, slopeRatio } = slopeShape(activation, logK);
  const perRootG = Math.exp(-logG / 2);
  const { sigma, square, fourth, sixth } = PLACES;
  const evaluate = (x: number, out: Float64Array) => {
    const weight = DENSITY_AT_ZERO * Math.exp((-x * x) / 2);
    const s = value(deviation * x) * perRootG;
    const mirrored = value(-deviation * x) * perRootG;
    const d = (slope(deviation * x) * deviation * perRootG) ** 2;
    const s2 = s * s;
    // He_{k+1}/√(k+1)! = (x He_k/√k! - √k He_{k-1}/√(k-1)!) / √(k+1).
    let [before, now] = [0, weight];
    for (let k = 0; k < EXACT; k++) {
      out[sigma + k] = s * now;
      out[square + k] = s2 * now;
      [before, now] = [now, (x * now - ROOTS[k]! * before) / ROOTS[k + 1]!];
    }
    // Sums of squares over all odd and over all even modes.
    out[sigma + EXACT] = (weight * s * (s - mirrored)) / 2;
    out[sigma + EXACT + 1] = (weight * s * (s + mirrored)) / 2;
    out[square + EXACT] = (weight * s2 * (s2 - mirrored * mirrored)) / 2;
    out[square + EXACT + 1] = (weight * s2 * (s2 + mirrored * mirrored)) / 2;
    out[fourth] = weight * s2 * s2;
    out[fourth + 1] = weight * s2 * s2 * (x * x - 1);
    out[fourth + 2] = weight * s2 * s2 * (x ** 4 - 6 * x * x + 3);
    out[sixth] = weight * s2 ** 3;
    out[PLACES.slope] = weight * d;
    out[PLACES.signalSlope] = weight * s2 * d;
    out[PLACES.sizeSlope] = weight * x * x * d;
  };
  let panels = breakpoints(activation, deviation);
  let out = integrateOnce(evaluate, COMPONENTS, panels);
  // Where E[σ²]/g is not 1, σ oscillates within the panels (sin); beside a trend its slope shows that first (snake).
  const unseen = () =>
    Math.abs(out[square]! - 1) > 1e-6 || Math.abs(out[PLACES.slope]! - slopeRatio) > 5e-5 * Math.max(1, slopeRatio);
  for (let halved = 0; halved < MOST_HALVED && unseen(); halved++) {
    panels = panels.flatMap((x, i) => (i === 0 ? [x] : [(panels[i - 1]! + x) / 2, x]));
    out = integrateOnce(evaluate, COMPONENTS, panels);
  }
  for (const start of [sigma, square]) {
    for (let k = 0; k < EXACT; k++) out[start + EXACT + ((k + 1) % 2)]! -= out[start + k]! ** 2;
  }
  return out;
}

/** Enough for sin up to K = 1e6, where its modes have long gone into the rests. */
const MOST_HALVED = 6;
const ROOTS = Float64Array.from({ length: EXACT + 1 }, (_, k) => Math.sqrt(k));
