/**
 * exp and log on float32 vectors, to a few units in the last place: an argument reduction that is exact or
 * nearly so, then a Taylor series on the small interval that is left (Cody and Waite, "Software Manual for the
 * Elementary Functions", 1980).
 */
import type { Bounds } from '../../formula/bounds.ts';
import type { Graph, Node } from './expression.ts';

/** Adding 1.5 · 2²³ to a float32 below 2²² rounds it to an integer, which then stands in the lowest bits. */
const ROUNDER = 1.5 * 2 ** 23;
/** Exponent bits of 1. */
const ONE_BITS = 0x3f800000;
const MANTISSA_BITS = 23;

/** ln 2 as a sum of two parts; products of the first with exponents are exact. */
const LN2 = [0.693359375, -2.1219444005469057e-4] as const;

const inverseFactorial = (n: number): number => (n === 0 ? 1 : inverseFactorial(n - 1) / n);

/** x to the nearest integer: as a float, and in the lowest bits of `bits`. */
function rounded(graph: Graph, x: Node): { integer: Node; bits: Node } {
  const bits = graph.add(x, graph.constant(ROUNDER));
  return { integer: graph.sub(bits, graph.constant(ROUNDER)), bits };
}

/** x - n Σ parts. */
const without = (graph: Graph, x: Node, n: Node, parts: readonly number[]): Node =>
  parts.reduce((rest, part) => graph.sub(rest, graph.mul(n, graph.constant(part))), x);

/** Arguments for which e^x is a normal float32. */
const EXP_RANGE = [-87, 88] as const;

/**
 * e^x; x is taken as -87 or 88 where it is beyond. NaN stays NaN.
 * @param bounds of x, where they are known: what cannot be beyond need not be held.
 */
export function exp(graph: Graph, x: Node, [lowest, highest]: Bounds): Node {
  const [from, to] = EXP_RANGE;
  const low = lowest >= from ? x : graph.binary('f32x4.pmax', x, graph.constant(from));
  const clamped = highest <= to ? low : graph.binary('f32x4.pmin', low, graph.constant(to));
  const { integer, bits } = rounded(graph, graph.mul(clamped, graph.constant(Math.LOG2E)));
  const r = without(graph, clamped, integer, LN2);
  // |r| ≤ ½ ln 2: the first term left out is below 6e-9.
  const series = graph.polynomial(
    r,
    Array.from({ length: 8 }, (_, k) => inverseFactorial(k)),
  );
  const exponent = graph.shiftLeft(bits, MANTISSA_BITS);
  const scale = graph.binary('i32x4.add', exponent, graph.bits(ONE_BITS));
  return graph.mul(series, scale);
}

/** ln x for normal x > 0: x = 2^k m, m in [√½, √2), ln m = 2 artanh s with s = (m - 1)/(m + 1). */
export function log(graph: Graph, x: Node): Node {
  // Counted from √½, so that m - √½ has the mantissa's bits and k the exponent's.
  const fromRootHalf = graph.binary('i32x4.sub', x, graph.bits(ROOT_HALF_BITS));
  const mantissa = graph.binary('v128.and', fromRootHalf, graph.bits(2 ** MANTISSA_BITS - 1));
  const m = graph.binary('i32x4.add', mantissa, graph.bits(ROOT_HALF_BITS));
  const scaled = graph.binary('i32x4.sub', fromRootHalf, mantissa);
  const k = graph.mul(graph.unary('f32x4.convert_i32x4_s', scaled), graph.constant(2 ** -MANTISSA_BITS));
  const one = graph.constant(1);
  const s = graph.div(graph.sub(m, one), graph.add(m, one));
  // s² < 0.0295: the first term left out is below 2e-8 of the first.
  const series = graph.polynomial(graph.mul(s, s), [2, 2 / 3, 2 / 5, 2 / 7, 2 / 9]);
  return graph.add(graph.mul(s, series), graph.mul(k, graph.constant(Math.LN2)));
}

/** Bits of √½ as float32. */
const ROOT_HALF_BITS = 0x3f3504f3;
