import type { Activation } from '../activations/activation.ts';
import { panelPlaces, panelWeights } from '../lib/panel.ts';
import { integrate } from '../lib/quadrature.ts';
import { quadraticMoments } from './moments.ts';
import type { PairAverages } from './pairAverages.ts';
import { DENSITY_AT_ZERO } from './sampledMoments.ts';
import { cellsAt, NOTHING, reach } from './sigmaCells.ts';

/** A panel is no wider than this many standard deviations of what smooths σ: 15 nodes then follow the Gaussian to 1e-15. */
const WIDEST = 3;
/** Standard deviations less than for E[σ⁴], for which `reach` is. */
const LINEAR = 1.5;
/** Ratio of neighbouring panels' distances from 0, as σ bends on the scale of 1 however wide the Gaussian is. */
const GRADING = 4;
/** Around the image of a kink the smoothed σ bends within its own width. */
const BESIDE_KINK = [-8, -3, 0, 3, 8];
/** Of the mean of squares of what is all but equal, rounding leaves this much over √(1 - c). */
const ROUNDING = 4e-16;

/** Tolerance where c = ±1, and an average over u alone costs nothing. */
const UNSMOOTHED = 1e-12;

/** Places of the outer integrand. */
const [APART, SLOPES, FIRST, SECOND] = [0, 1, 2, 3];

/**
 * Averages over (z, z') of variances K and K' and correlation c, by quadrature. What the two have in common is u,
 *     z = √K (√|c| u + √(1-|c|) v),   z' = √K' (±√|c| u + √(1-|c|) v'),   u, v, v' independent N(0, 1), ± the sign of c,
 * so that with M(u) = E_v[σ(z)], the smoothed σ, E[σσ'] = E_u[M M'], and without a difference of nearly equal numbers
 *     1 - E[σσ']/√(g g') = ½ E_u[(M/√g - M'/√g')² + Var_v σ/g + Var_v σ'/g'].
 * The inner average is split at σ's kinks and where its own cells end (sigmaCells.ts), the outer one is refined until its
 * estimated error is below `tolerance`. E_u[M² + Var_v σ] = g, known otherwise, judges both: `error`.
 */
export function pairQuadrature(
  activation: Activation,
  logK: readonly [number, number],
  apart: number,
  tolerance: number,
): PairAverages {
  const c = 1 - apart;
  // 1 - |c| by way of `apart` where it is small.
  const own = c >= 0 ? apart : Math.max(0, 1 + c);
  const common = Math.sqrt(Math.abs(c));
  const sides = logK.map((log, i) => {
    const deviation = Math.exp(log / 2);
    const { g, meanSquareDerivative } = quadraticMoments(activation, deviation ** 2);
    return {
      deviation: deviation * common * (i === 1 && c < 0 ? -1 : 1),
      perRootG: g > 0 ? 1 / Math.sqrt(g) : 0,
      perRootSlopes: meanSquareDerivative > 0 ? 1 / Math.sqrt(meanSquareDerivative) : 0,
      smoothed: smoothedSigma(activation, deviation, deviation * Math.sqrt(own)),
    };
  });
  const [first, second] = sides as [(typeof sides)[number], (typeof sides)[number]];
  const same = logK[0] === logK[1] && c >= 0;

  const { values, errors } = integrate(
    (u, out) => {
      const a = first.smoothed(first.deviation * u);
      const [mean, variance, slope] = [
        a.mean * first.perRootG,
        a.variance * first.perRootG ** 2,
        a.slope * first.perRootSlopes,
      ];
      const b = same ? null : second.smoothed(second.deviation * u);
      const [otherMean, otherVariance, otherSlope] =
        b === null
          ? [mean, variance, slope]
          : [b.mean * second.perRootG, b.variance * second.perRootG ** 2, b.slope * second.perRootSlopes];
      const weight = DENSITY_AT_ZERO * Math.exp((-u * u) / 2);
      out[APART] = ((mean - otherMean) ** 2 + variance + otherVariance) * (weight / 2);
      out[SLOPES] = slope * otherSlope * weight;
      out[FIRST] = (mean * mean + variance) * weight;
      out[SECOND] = (otherMean * otherMean + otherVariance) * weight;
    },
    4,
    outerPanels(
      activation,
      sides.map(({ deviation }) => deviation),
      logK.map((log) => Math.exp(log / 2) * Math.sqrt(own)),
    ),
    own === 0 ? UNSMOOTHED : Math.max(tolerance, ROUNDING / Math.sqrt(own)),
  );
  const judged = [FIRST, SECOND].map((place) => Math.abs(values[place]! - 1));
  const estimated = [APART, SLOPES].map((place) => (errors[place] === 0 ? 0 : errors[place]!));
  return {
    apart: Math.min(2, values[APART]!),
    slopes: Math.max(-1, Math.min(1, values[SLOPES]!)),
    error: Math.max(...judged, ...estimated),
  };
}

interface Smoothed {
  readonly mean: number;
  readonly variance: number;
  readonly slope: number;
}

/** Panel of σ's samples: 15 of z, of σ and of σ′. */
const PANEL = panelPlaces.length;

/**
 * Mean and variance of σ and mean of σ′ over N(at, width²), a Gaussian of which many make up N(0, deviation²). σ takes the
 * time: it is sampled in panels that serve every `at`, when one first reaches them.
 */
function smoothedSigma(activation: Activation, deviation: number, width: number): (at: number) => Smoothed {
  const { together, growth } = activation;
  const out = new Float64Array(3);
  if (width === 0) {
    return (at) => {
      together(at, out);
      return { mean: out[0]!, variance: 0, slope: out[1]! };
    };
  }
  const within = reach(growth, deviation) - LINEAR;
  const pieces = piecesOf(activation, deviation, width, within);
  const last = pieces.length - 1;
  let weights = new Float64Array(64 * PANEL);
  const visited: Float64Array[] = [];
  return (at) => {
    const [from, to] = [at - within * width, at + within * width];
    let piece = pieces.findIndex(({ right }) => right > from);
    if (piece < 0) piece = last;
    let panel = Math.max(0, Math.floor((from - pieces[piece]!.left) / pieces[piece]!.panel));
    visited.length = 0;
    let [count, mean, slope] = [0, 0, 0];
    while (piece <= last) {
      const { left, panel: size, panels, sampled } = pieces[piece]!;
      const start = left + panel * size;
      if (start >= to) break;
      if (panel >= panels) {
        piece++;
        panel = 0;
        continue;
      }
      let samples = sampled.get(panel);
      if (samples === undefined) {
        samples = samplesOf(together, start, size);
        sampled.set(panel, samples);
      }
      if ((visited.length + 1) * PANEL > weights.length) weights = doubled(weights);
      visited.push(samples);
      const scale = (DENSITY_AT_ZERO * size) / (2 * width);
      for (let i = 0; i < PANEL; i++) {
        const x = (samples[i]! - at) / width;
        const weight = scale * panelWeights[i]! * Math.exp((-x * x) / 2);
        mean += weight * samples[PANEL + i]!;
        slope += weight * samples[2 * PANEL + i]!;
        weights[count++] = weight;
      }
      panel++;
    }
    let variance = 0;
    visited.forEach((samples, p) => {
      for (let i = 0; i < PANEL; i++) variance += weights[p * PANEL + i]! * (samples[PANEL + i]! - mean) ** 2;
    });
    return { mean, variance, slope };
  };
}

function samplesOf(together: Activation['together'], start: number, size: number): Float64Array {
  const out = new Float64Array(3);
  const samples = new Float64Array(3 * PANEL);
  for (let i = 0; i < PANEL; i++) {
    const z = start + (size / 2) * (1 + panelPlaces[i]!);
    together(z, out);
    samples[i] = z;
    samples[PANEL + i] = out[0]!;
    samples[2 * PANEL + i] = out[1]!;
  }
  return samples;
}

/** A stretch of z in which σ needs no panel narrower than another, `panels` of them. */
interface Piece {
  readonly left: number;
  readonly right: number;
  /** Width of a panel. */
  readonly panel: number;
  readonly panels: number;
  readonly sampled: Map<number, Float64Array>;
}

/** From one edge to the next, and beyond them as far as any Gaussian of that width within N(0, deviation²) reaches. */
function piecesOf(activation: Activation, deviation: number, width: number, within: number): readonly Piece[] {
  const edges = innerEdges(activation, deviation);
  const far = 1.5 * within * deviation;
  const places = [-far, ...edges.filter((place) => Math.abs(place) < far), far];
  return places.slice(1).map((right, i) => {
    const left = places[i]!;
    const panels = Math.ceil((right - left) / (WIDEST * width));
    return { left, right, panel: (right - left) / panels, panels, sampled: new Map() };
  });
}

function doubled(list: Float64Array): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(2 * list.length);
  longer.set(list);
  return longer;
}

/** Where σ's own cells end, on both sides of 0, and its kinks; ascending. */
function innerEdges(activation: Activation, deviation: number): readonly number[] {
  const places = cellsAt(activation, deviation ** 2).flatMap(({ left, right }) => [left, right, -left, -right]);
  return [...new Set([...places, ...activation.kinks].map((place) => place || 0))].sort((a, b) => a - b);
}

/** First panels of the outer integral over u, of inputs at `deviations` u, smoothed by `widths`. */
function outerPanels(
  { kinks, growth }: Activation,
  deviations: readonly number[],
  widths: readonly number[],
): readonly number[] {
  const largest = Math.max(...deviations.map(Math.abs));
  const end = reach(growth, largest);
  const points = [0, 1.5, 3, 5.5, end].flatMap((x) => [x, -x]);
  const least = growth.degree >= 1 ? NOTHING : 0;
  deviations.forEach((deviation, i) => {
    if (deviation === 0) return;
    const scale = Math.max(1, widths[i]!);
    for (let x = Math.max(least, (1.5 * scale) / Math.abs(deviation)); x < 1; x *= GRADING) points.push(x, -x);
    for (const kink of kinks) points.push(...BESIDE_KINK.map((x) => (kink + x * widths[i]!) / deviation));
  });
  return [...new Set(points.filter((x) => Math.abs(x) <= end).map((x) => x || 0))].sort((a, b) => a - b);
}
