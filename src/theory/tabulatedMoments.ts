import type { Activation } from '../activations/activation.ts';
import { chebyshevFit, chebyshevNodes, chebyshevValue } from '../lib/chebyshev.ts';
import {
  beyondShape,
  grownShape,
  type KernelShape,
  largestLogK,
  SMALLEST_LOG_K,
  shapeAtZero,
  shapeFromMoments,
  shrunkShape,
} from './kernelShape.ts';

/** Width of a segment in log K. The averages are analytic in log K well beyond it, so that few nodes reach 1e-12. */
const SEGMENT = 1;
const NODES = chebyshevNodes(14);

/** Chebyshev coefficients of each component over one segment. */
type Segment = Readonly<Record<keyof KernelShape, Float64Array>>;

interface Table {
  readonly largestLogK: number;
  /** The shape at SMALLEST_LOG_K, once it was asked for: so far from σ's scale an average costs more than elsewhere. */
  edge: KernelShape | null;
  /** The shape at largestLogK, likewise. */
  far: KernelShape | null;
  /** Segments by floor(log K / SEGMENT), computed when first met. */
  readonly segments: Map<number, Segment>;
}

/** Each value of a slider is another activation: its table goes with it. */
const tables = new WeakMap<Activation, Table>();

/**
 * The averages at any log K, -Infinity (K = 0) included: from a table to a relative 1e-10 where σ has a scale of its own,
 * by power laws beyond the range of float64 and for a homogeneous σ.
 */
export function kernelShape(activation: Activation, logK: number): KernelShape {
  const found = segmentOrShape(activation, logK);
  if (!('segment' in found)) return found;
  const { segment, x } = found;
  return {
    logG: chebyshevValue(segment.logG, x),
    exponent: chebyshevValue(segment.exponent, x),
    slopeRatio: chebyshevValue(segment.slopeRatio, x),
    kurtosis: chebyshevValue(segment.kurtosis, x),
  };
}

/** log g(K) alone: all that the flow of a batch needs. */
export function logMeanSquare(activation: Activation, logK: number): number {
  const found = segmentOrShape(activation, logK);
  return 'segment' in found ? chebyshevValue(found.segment.logG, found.x) : found.logG;
}

/** log g(K) and K E[σ'²]/g(K): all that a gradient needs, at half the price of the whole shape. */
export function slopeShape(activation: Activation, logK: number): Pick<KernelShape, 'logG' | 'slopeRatio'> {
  const found = segmentOrShape(activation, logK);
  if (!('segment' in found)) return found;
  const { segment, x } = found;
  return { logG: chebyshevValue(segment.logG, x), slopeRatio: chebyshevValue(segment.slopeRatio, x) };
}

function segmentOrShape(activation: Activation, logK: number): KernelShape | { segment: Segment; x: number } {
  if (activation.growth.exact) return grownShape(activation, logK);
  if (logK === Number.NEGATIVE_INFINITY && activation.smoothness < 0) return shapeAtZero(activation);
  const table = tableOf(activation);
  if (logK > table.largestLogK) {
    table.far ??= shapeFromMoments(activation, table.largestLogK);
    return beyondShape(activation, { logK: table.largestLogK, shape: table.far }, logK);
  }
  if (logK < SMALLEST_LOG_K) {
    table.edge ??= shapeFromMoments(activation, SMALLEST_LOG_K);
    return shrunkShape(table.edge, logK);
  }
  const index = Math.floor(logK / SEGMENT);
  let segment = table.segments.get(index);
  if (segment === undefined) {
    segment = tabulate(activation, index);
    table.segments.set(index, segment);
  }
  return { segment, x: 2 * (logK / SEGMENT - index) - 1 };
}

function tableOf(activation: Activation): Table {
  let table = tables.get(activation);
  if (table === undefined) {
    table = { largestLogK: largestLogK(activation), edge: null, far: null, segments: new Map() };
    tables.set(activation, table);
  }
  return table;
}

function tabulate(activation: Activation, index: number): Segment {
  const shapes = Array.from(NODES, (x) => shapeFromMoments(activation, (index + (x + 1) / 2) * SEGMENT));
  const interpolate = (component: keyof KernelShape) =>
    chebyshevFit(Float64Array.from(shapes, (shape) => shape[component]));
  return {
    logG: interpolate('logG'),
    exponent: interpolate('exponent'),
    slopeRatio: interpolate('slopeRatio'),
    kurtosis: interpolate('kurtosis'),
  };
}
