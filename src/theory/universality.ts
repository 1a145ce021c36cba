import type { Activation } from '../activations/activation.ts';
import { findRoot } from '../lib/roots.ts';
import type { CriticalPoint, Universality } from './critical.ts';
import { largestLogK } from './kernelShape.ts';
import { quadraticMoments } from './moments.ts';
import { meanCurvature } from './sampledMoments.ts';

/** Where 0 itself is out of reach of the moments, K is taken so small. */
const TINY_K = 1e-40;
/** So close to 0 that σ′ there is its limit: at 0 itself a formula such as sign(z) log(1 + |z|) has another. */
const BESIDE = 1e-200;
/** K between which half-stable points are looked for, and the step in log K. */
const [SEARCH_FROM, SEARCH_TO, SEARCH_STEP] = [Math.log(1e-3), Math.log(1e4), 0.75];
/** Where a σ that oscillates has turned so often that χ∥/χ⊥ moves by no more than this from step to step, it moves no more. */
const AT_REST = 1e-9;

/** Every critical point, the primary one first: scale invariance, then K* > 0, then K* = 0. */
export function findUniversality(activation: Activation): Universality {
  const a1 = curvatureOfKernelMap(activation);
  const points =
    homogeneity(activation) === 1
      ? [scaleInvariantPoint(activation)]
      : [...halfStablePoints(activation), ...pointAtZero(activation, a1)];
  return { class: points[0]?.kind ?? 'none', a1, points };
}

/** p if σ(λz) = λ^p σ(z) for all λ > 0 (positive homogeneity), else null. */
export const homogeneity = ({ growth }: Activation): number | null =>
  growth.exact ? Math.round(growth.degree * 1e12) / 1e12 : null;

/** a1 of C_W g(K) = K + a1 K² + … (PDLT §5.3.3); null where σ is not smooth at 0, or has no critical point there. */
function curvatureOfKernelMap({ derivatives, kinks }: Activation): number | null {
  const [value, slope, curvature, third] = derivatives.map((d) => d(0)) as [number, number, number, number];
  if (value !== 0 || slope === 0 || kinks.includes(0)) return null;
  return third / slope + 0.75 * (curvature / slope) ** 2;
}

function scaleInvariantPoint(activation: Activation): CriticalPoint {
  return { kind: 'scale-invariant', K: null, cw: 1 / quadraticMoments(activation, 1).g, cb: 0 };
}

/** K* = 0 is critical where g and E[σ'²] K vanish alike, linearly in K: C_W is then fixed by χ = 1. */
function pointAtZero(activation: Activation, a1: number | null): CriticalPoint[] {
  const [value, slope] = activation.derivatives;
  if (value(0) !== 0) return [];
  const atZero = quadraticMoments(activation, TINY_K);
  const differentiable = activation.smoothness >= 1 || !activation.kinks.includes(0);
  const growthRate = differentiable ? slope(BESIDE) ** 2 : atZero.g / TINY_K;
  if (growthRate < 1e-12 || Math.abs(atZero.meanSquareDerivative / growthRate - 1) > 1e-9) return [];
  const rises = a1 === null || a1 === 0 ? ratioToK(activation, 1e-4) > ratioToK(activation, 1e-6) : a1 > 0;
  return [{ kind: rises ? 'unstable' : 'stable', K: 0, cw: 1 / growthRate, cb: 0 }];
}

function ratioToK(activation: Activation, K: number): number {
  return quadraticMoments(activation, K).g / K;
}

/** K* > 0 with χ∥ = χ⊥ = 1, where the map touches the diagonal: it attracts from one side and repels to the other. */
function halfStablePoints(activation: Activation): CriticalPoint[] {
  return equalSusceptibilities(activation).flatMap((point): CriticalPoint[] =>
    point.cb >= 0 ? [{ kind: 'half-stable', ...point }] : [],
  );
}

/**
 * Every K from 1e-3 to 1e4, or as far as averages are integrated, at which χ∥ = χ⊥, a root of g'(K) = E[σ'²], with the C_W
 * that makes both 1 there and the C_b that makes K a fixed point: C_W = 1/E[σ'²], C_b = K - C_W g(K). No biases have that
 * variance where it is negative.
 */
export function equalSusceptibilities(
  activation: Activation,
): { readonly K: number; readonly cw: number; readonly cb: number }[] {
  // A kernel that has σ's asymptotic power agrees with it to rounding: differences so small are not a sign.
  const excess = (logK: number) => {
    const { gPrime, meanSquareDerivative } = quadraticMoments(activation, Math.exp(logK));
    const difference = gPrime / meanSquareDerivative - 1;
    return Math.abs(difference) < 1e-11 ? 0 : difference;
  };
  const refined = activation.smoothness >= 1 ? (logK: number) => meanCurvature(activation, Math.exp(logK)) : excess;

  const points: { K: number; cw: number; cb: number }[] = [];
  let before = excess(SEARCH_FROM);
  let atRest = 0;
  // An exponential leaves float64 before, and what oscillates is followed no further.
  const to = Math.min(SEARCH_TO, largestLogK(activation));
  const oscillates = activation.growth.oscillation !== null;
  for (let logK = SEARCH_FROM + SEARCH_STEP; logK <= to; logK += SEARCH_STEP) {
    const after = excess(logK);
    if (before * after < 0) {
      const K = Math.exp(findRoot(refined, logK - SEARCH_STEP, logK));
      const { g, meanSquareDerivative } = quadraticMoments(activation, K);
      points.push({ K, cw: 1 / meanSquareDerivative, cb: K - g / meanSquareDerivative });
    }
    // To follow many turns is dear, and says the same. Near 0, where σ is linear yet, there is no excess at all.
    atRest = oscillates && after !== 0 && Math.abs(after - before) < AT_REST ? atRest + 1 : 0;
    if (atRest === 2) break;
    before = after;
  }
  return points;
}
