/**
 * σ at points of z that serve the averages of every K: E[f(z)] = ∫ f(z) φ(z/√K)/√K dz needs σ at the same z whatever K, and
 * σ is what takes the time. Cells halve [0, ∞) again and again, as finely as σ on both sides of 0 asks for by itself; an
 * average takes them no wider than its Gaussian allows.
 */
import type { Activation } from '../activations/activation.ts';
import { estimated, SAMPLES, samplePlace, sampleWeight } from '../lib/quadrature.ts';
import { remember } from '../lib/remember.ts';

/** What is known at one point: see `POINT`. */
export const POINT_SIZE = 7;
/** Places in a point: z > 0, the weight of the quadrature, σ(z), σ(-z), σ′(z), σ′(-z), and σσ″ of both sides together. */
export const POINT = { z: 0, weight: 1, right: 2, left: 3, slopeRight: 4, slopeLeft: 5, curved: 6 } as const;

/** Standard deviations to which the Gaussian is followed, so that the rest of E[σ⁴] is below 1e-17 for σ ~ z^degree, and 1e-15 for e^{rate z}. */
export const reach = ({ degree, rate }: Activation['growth'], deviation: number): number =>
  rate > 0 ? 8.5 + 4 * rate * deviation : 10 + 0.6 * degree;
/** So near to 0, in standard deviations, is so little of the Gaussian that nothing there is seen in an average. */
export const NOTHING = 1e-20;

/** Integrands by whose errors a cell is judged, of both sides: σ², σ′², σ⁴, σ′² + σσ″ and σσ′z. */
const JUDGED = 5;
/** The last of them side by side: where they cancel, what rounding leaves is no sign of an error. */
const SAMPLED = JUDGED + 1;
/** Of a cell's integrals, relative to all that lies nearer to 0. */
const TOLERANCE = 1e-13;
/** φ(z/√K) falls by no more than e^{-SMOOTH} over a cell: one rule of 15 points follows it to 1e-14. */
const SMOOTH = 12;
/** σ has a scale of 1 unless it shows another: wider cells from 0 on would miss it. */
const SCALE = 1;
/** After so many cells what is left to see is rounding, or no function of bounded variation. */
const MOST_CELLS = 4000;
/** A cell is not halved below this part of its distance from 0. */
const NARROWEST = 1e-13;

/** One panel of the quadrature, or several where σ has kinks within. */
export interface Cell {
  readonly left: number;
  readonly right: number;
  /** Points one after the other, [POINT_SIZE] each. */
  readonly points: Float64Array;
  /** By integrand, without the Gaussian. */
  readonly errors: Float64Array;
  readonly magnitudes: Float64Array;
}

interface Node {
  readonly left: number;
  readonly right: number;
  /** Integrals of the magnitudes nearer to 0 than the cell's octave. */
  readonly within: Float64Array;
  cell: Cell | null;
  halves: readonly [Node, Node] | null;
}

/** Cells of one activation, made when first met. */
interface Cells {
  /** In which to average over z ~ N(0, K), farthest first. */
  readonly at: (K: number) => readonly Cell[];
}

/** Of the activations asked for last: what is made of them is kept elsewhere. */
const known = new Map<Activation, Cells>();
const REMEMBERED = 8;

/** The cells in which averages over z ~ N(0, K) are taken, K > 0; those beyond the reach of the Gaussian are not among them. */
export function cellsAt(activation: Activation, K: number): readonly Cell[] {
  const cells = known.get(activation) ?? cellsOf(activation);
  remember(known, activation, cells, REMEMBERED);
  return cells.at(K);
}

const NOTHING_WITHIN = new Float64Array(JUDGED);

const unsampled = (left: number, right: number, within: Float64Array): Node => ({
  left,
  right,
  within,
  cell: null,
  halves: null,
});

function cellsOf(activation: Activation): Cells {
  const sample = sampler(activation);
  const { growth } = activation;
  /** From 0 to powers of two, by these. */
  const around = new Map<number, Node>();

  const cellOf = (node: Node): Cell => {
    node.cell ??= sample(node.left, node.right);
    return node.cell;
  };

  function aroundZero(right: number): Node {
    let node = around.get(right);
    if (node === undefined) {
      node = unsampled(0, right, NOTHING_WITHIN);
      around.set(right, node);
    }
    return node;
  }

  /** From `left` to twice as far. */
  function octaveFrom(left: number): Node {
    const inner = aroundZero(left);
    let within: Float64Array;
    if (left <= SCALE) within = cellOf(inner).magnitudes;
    else {
      const before = halvesOf(inner)[1];
      const more = cellOf(before).magnitudes;
      within = before.within.map((magnitude, c) => magnitude + more[c]!);
    }
    return unsampled(left, 2 * left, within);
  }

  function halvesOf(node: Node): readonly [Node, Node] {
    const { left, right, within } = node;
    const middle = (left + right) / 2;
    node.halves ??=
      left === 0
        ? [aroundZero(middle), octaveFrom(middle)]
        : [unsampled(left, middle, within), unsampled(middle, right, within)];
    return node.halves;
  }

  function at(K: number): readonly Cell[] {
    const deviation = Math.sqrt(K);
    const end = reach(growth, deviation) * deviation;
    // A bounded σ has all of its slope near 0, wherever that is.
    const least = growth.degree >= 1 ? NOTHING * deviation : 0;
    const taken: Cell[] = [];
    const weighed = new Float64Array(JUDGED);
    const waiting = [aroundZero(2 ** Math.ceil(Math.log2(end)))];
    let count = 0;
    while (waiting.length > 0) {
      const node = waiting.pop()!;
      const { left, right } = node;
      if (left >= end || right <= least) continue;
      if (right * (right - left) > SMOOTH * K || (left === 0 && right > SCALE)) {
        const [near, far] = halvesOf(node);
        waiting.push(near, far);
        continue;
      }
      const cell = cellOf(node);
      const halvable = count < MOST_CELLS && right - left > NARROWEST * right;
      if (halvable && !isFine(cell, node.within) && !isSlight(cell, Math.exp((-left * left) / (2 * K)), weighed)) {
        count++;
        const [near, far] = halvesOf(node);
        waiting.push(near, far);
        continue;
      }
      const lightest = Math.exp((-right * right) / (2 * K));
      for (let c = 0; c < JUDGED; c++) weighed[c]! += lightest * cell.magnitudes[c]!;
      taken.push(cell);
    }
    return taken;
  }
  return { at };
}

/** Wherever the Gaussian reaches this cell, all that lies nearer to 0 has more weight. */
function isFine({ errors, magnitudes }: Cell, within: Float64Array): boolean {
  for (let c = 0; c < JUDGED; c++) {
    const magnitude = magnitudes[c]! + within[c]!;
    if (Number.isFinite(magnitude) && !(errors[c]! <= TOLERANCE * magnitude)) return false;
  }
  return true;
}

/** Beside what has been weighed farther out: so ends the way to a singular 0. */
function isSlight({ errors }: Cell, weight: number, weighed: Float64Array): boolean {
  for (let c = 0; c < JUDGED; c++) if (!(weight * errors[c]! <= TOLERANCE * weighed[c]!)) return false;
  return true;
}

function sampler({ together, kinks, smoothness }: Activation): (left: number, right: number) => Cell {
  const places = [...new Set(kinks.map(Math.abs))].sort((a, b) => a - b);
  const [there, mirrored] = [new Float64Array(3), new Float64Array(3)];
  const samples = new Float64Array(SAMPLES * SAMPLED);
  // σ″ of a σ with a kink in σ′ lacks what is at the kink.
  const hasCurvature = smoothness >= 1;

  return (left, right) => {
    const edges = [left, ...places.filter((place) => place > left && place < right), right];
    const perPanel = SAMPLES - 1;
    const points = new Float64Array((edges.length - 1) * perPanel * POINT_SIZE);
    const errors = new Float64Array(JUDGED);
    const magnitudes = new Float64Array(JUDGED);
    for (let p = 1; p < edges.length; p++) {
      const centre = (edges[p - 1]! + edges[p]!) / 2;
      const half = (edges[p]! - edges[p - 1]!) / 2;
      for (let i = 0; i < SAMPLES; i++) {
        // The last two are one point.
        const z = centre + half * samplePlace(i);
        if (i < perPanel) {
          together(z, there);
          together(-z, mirrored);
        }
        const s = there[0]!;
        const d = there[1]!;
        const t = mirrored[0]!;
        const e = mirrored[1]!;
        const curved = hasCurvature ? s * there[2]! + t * mirrored[2]! : 0;
        const slopes = d * d + e * e;
        const at = i * SAMPLED;
        samples[at] = s * s + t * t;
        samples[at + 1] = slopes;
        samples[at + 2] = s * s * s * s + t * t * t * t;
        samples[at + 3] = hasCurvature ? slopes + curved : 0;
        samples[at + 4] = s * d * z;
        samples[at + 5] = t * e * z;
        if (i === perPanel) continue;
        const place = ((p - 1) * perPanel + i) * POINT_SIZE;
        points[place + POINT.z] = z;
        points[place + POINT.weight] = half * sampleWeight(i) * (i === perPanel - 1 ? 2 : 1);
        points[place + POINT.right] = s;
        points[place + POINT.left] = t;
        points[place + POINT.slopeRight] = d;
        points[place + POINT.slopeLeft] = e;
        points[place + POINT.curved] = curved;
      }
      const { error, magnitude } = estimated(samples, SAMPLED, half);
      for (let c = 0; c < SAMPLED; c++) {
        const judged = Math.min(c, JUDGED - 1);
        errors[judged]! += error[c]!;
        magnitudes[judged]! += magnitude[c]!;
      }
    }
    return { left, right, points, errors, magnitudes };
  };
}
