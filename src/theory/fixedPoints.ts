import { findRoot } from '../lib/roots.ts';
import { universality } from './critical.ts';
import type { KernelLayer } from './layer.ts';
import { entered, logNextKernel, logsOf, parallel } from './layerStep.ts';
import { kernelShape } from './tabulatedMoments.ts';

/** A fixed point K* of a layer's map K → γ² K + C_b + C_W g(κ). */
export interface KernelFixedPoint {
  /** log K*; -Infinity for K* = 0. */
  readonly logK: number;
  /** χ∥(K*) */
  readonly slope: number;
  /** Half-stable: the map touches the diagonal, attracting from one side and repelling to the other. */
  readonly stability: 'stable' | 'unstable' | 'half-stable';
}

/** Between these K fixed points are looked for, and the step in log K. */
const [SEARCH_FROM, SEARCH_TO, SEARCH_STEP] = [Math.log(1e-12), Math.log(1e9), 0.1];
/** A map this close to the diagonal lies on it: the tables of the moments are exact to 1e-10. */
const ON_DIAGONAL = 1e-9;
/** Crossings so close to a critical point, in log K, are its touching: the numbers of an initialisation have twelve digits. */
const TOUCHING = 5e-3;

/**
 * All isolated fixed points from K = 1e-12 to 1e9, and K* = 0 where the map has it, ascending. None where the map is the
 * diagonal itself and every K is fixed. Crossings are found by their sign; a touching has none, and is known from the
 * critical points.
 */
export function kernelFixedPoints(layer: KernelLayer): KernelFixedPoint[] {
  const logs = logsOf(layer);
  const excess = (logK: number) => logNextKernel(layer, logK, logs) - logK;
  const count = Math.ceil((SEARCH_TO - SEARCH_FROM) / SEARCH_STEP);
  const logKs = Array.from({ length: count + 1 }, (_, i) => SEARCH_FROM + (i / count) * (SEARCH_TO - SEARCH_FROM));
  const values = logKs.map((logK) => {
    const value = excess(logK);
    return Math.abs(value) < ON_DIAGONAL ? 0 : value;
  });
  if (values.every((value) => value === 0)) return [];

  const zero = pointAtZero(layer, values.find((value) => value !== 0) ?? 0);
  const touching = criticalTouching(layer);
  const points = zero ? [zero, ...touching] : touching;
  // Samples on the diagonal at the lower end belong to K* = 0.
  let last = values.findIndex((value) => value !== 0);
  for (let i = last + 1; i < values.length; i++) {
    const [before, after] = [values[last]!, values[i]!];
    if (after === 0) continue;
    if (before * after < 0) {
      const logK = i > last + 1 ? (logKs[last]! + logKs[i]!) / 2 : findRoot(excess, logKs[last]!, logKs[i]!);
      const stability = before > 0 ? 'stable' : 'unstable';
      if (touching.every((point) => Math.abs(point.logK - logK) > TOUCHING)) {
        points.push({ logK, slope: slopeAt(layer, logK), stability });
      }
    }
    last = i;
  }
  return points.sort((a, b) => a.logK - b.logK);
}

/** The half-stable critical points whose C_W and C_b these are. */
function criticalTouching(layer: KernelLayer): KernelFixedPoint[] {
  const { cw, cb } = layer;
  const agrees = (value: number, critical: number) => Math.abs(value - critical) <= 1e-9 * Math.max(critical, 1);
  return universality(layer.activation, layer).points.flatMap((point): KernelFixedPoint[] =>
    point.kind === 'half-stable' && point.K !== null && agrees(cw, point.cw) && agrees(cb, point.cb)
      ? [{ logK: Math.log(point.K), slope: 1, stability: 'half-stable' }]
      : [],
  );
}

/** K* = 0: σ(0) = 0, no biases, and no norm that would take any size for 1. Only its upper side exists. */
function pointAtZero(layer: KernelLayer, above: number): KernelFixedPoint | null {
  if (layer.cb > 0 || layer.norm !== 'none' || layer.activation.derivatives[0](0) !== 0) return null;
  const slope = slopeAt(layer, Number.NEGATIVE_INFINITY);
  return { logK: Number.NEGATIVE_INFINITY, slope, stability: above > 0 ? 'unstable' : 'stable' };
}

function slopeAt(layer: KernelLayer, logK: number): number {
  const { shape, logRatio } = entered(layer, logK, kernelShape);
  return parallel(layer, shape, Math.exp(logRatio));
}
