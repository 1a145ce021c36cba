/**
 * Networks at initialisation by the plainest way: full matrices, the batch, float64, their own generator. It shares nothing
 * with network.ts but the activation.
 */
import type { Experiment } from '../../experiment/experiment.ts';
import { type ArmSetup, setup } from '../../experiment/setup.ts';
import { observedInputs, type TaskData } from '../../tasks/task.ts';
import type { NormName } from '../../theory/layer.ts';

export interface Fates {
  readonly networks: number;
  readonly overflowed: number;
  readonly vanished: number;
}

/** Fills arrays with standard normals, by Box and Muller's pairs over Mulberry32. */
function boxMuller(seed: number): (target: Float64Array) => void {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let word = Math.imul(state ^ (state >>> 15), 1 | state);
    word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word;
    return ((word ^ (word >>> 14)) >>> 0) / 2 ** 32;
  };
  return (target) => {
    for (let k = 0; k < target.length; k += 2) {
      const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
      const angle = 2 * Math.PI * uniform();
      target[k] = radius * Math.cos(angle);
      if (k + 1 < target.length) target[k + 1] = radius * Math.sin(angle);
    }
  };
}

/**
 * Per arm, the fates of so many networks; arms have the same normals.
 * @param every takes each so-many-th of the observed inputs in the order of their first coordinate, and the last.
 */
export function fatesByMatrices(experiment: Experiment, networks: number, seed: number, every = 1): Fates[] {
  const { arms, data } = setup(experiment);
  const { depth, width } = experiment;
  const fill = boxMuller(seed);
  const lost = arms.map(() => ({ overflowed: 0, vanished: 0 }));
  const shapes = Array.from({ length: depth }, (_, l) => ({
    fanIn: l === 0 ? data.inputDimension : width,
    fanOut: l === depth - 1 ? data.outputDimension : width,
  }));
  for (let network = 0; network < networks; network++) {
    let alive = arms.map((arm, index) => ({
      arm,
      index,
      h: batchOf(arm, data, every),
      below: new Float64Array(0) as Float64Array,
      start: 0,
    }));
    shapes.forEach(({ fanIn, fanOut }, l) => {
      if (alive.length === 0) return;
      const [weights, biases] = [new Float64Array(fanIn * fanOut), new Float64Array(fanOut)];
      fill(weights);
      fill(biases);
      alive = alive.filter((state) => {
        const { arm, index, h, below } = state;
        const { cw, cb, skip, weights: law } = arm.layers[l]!;
        const drawn = law === 'orthogonal' ? orthogonal(weights, fanIn) : weights;
        const z = affine(h, { weights: drawn, biases, cw: cw / fanIn, cb });
        if (skip > 0) for (let k = 0; k < z.length; k++) z[k]! += skip * below[k]!;
        // A loss that squares the output leaves float32 first.
        const limit = l === depth - 1 && data.loss !== 'cross-entropy' ? 1.8446743e19 : 1e38;
        const fits = z.every((value) => Math.abs(value) <= limit);
        const size = largestMeanSquare(z, fanOut);
        if (l === 0) state.start = size;
        const vanished = l < depth - 1 && size < 1e-6 * state.start;
        if (!fits) lost[index]!.overflowed++;
        else if (vanished) lost[index]!.vanished++;
        state.below = z;
        state.h = normalise(z, fanOut, arm.layers[l + 1]?.norm ?? 'none').map(arm.activation.derivatives[0]);
        return fits && !vanished;
      });
    });
  }
  return lost.map((counts) => ({ networks, ...counts }));
}

/** [inputs × inputDimension] */
function batchOf({ inputScale }: ArmSetup, data: TaskData, every: number): Float64Array {
  const { inputDimension, observed } = data;
  const all = observedInputs(data);
  const order = Array.from({ length: observed }, (_, row) => row).sort(
    (a, b) => all[a * inputDimension]! - all[b * inputDimension]!,
  );
  const rows = order.filter((_, rank) => rank % every === 0 || rank === observed - 1);
  return Float64Array.from(
    rows.flatMap((row) => [...all.subarray(row * inputDimension, (row + 1) * inputDimension)]),
    (x) => x * inputScale,
  );
}

interface Parameters {
  /** Standard normals, [fan-in × fan-out] and [fan-out]. */
  readonly weights: Float64Array;
  readonly biases: Float64Array;
  /** Their variances. */
  readonly cw: number;
  readonly cb: number;
}

/** z = b + W h of every input, [inputs × fan-out]. */
function affine(h: Float64Array, { weights, biases, cw, cb }: Parameters): Float64Array {
  const fanOut = biases.length;
  const fanIn = weights.length / fanOut;
  const z = new Float64Array((h.length / fanIn) * fanOut);
  for (let input = 0; input * fanIn < h.length; input++) {
    for (let j = 0; j < fanOut; j++) z[input * fanOut + j] = Math.sqrt(cb) * biases[j]!;
    for (let i = 0; i < fanIn; i++) {
      const value = Math.sqrt(cw) * h[input * fanIn + i]!;
      for (let j = 0; j < fanOut; j++) z[input * fanOut + j]! += value * weights[i * fanOut + j]!;
    }
  }
  return z;
}

/** z over the root of the mean square of every input, or over the deviation, from the mean. */
function normalise(z: Float64Array, neurons: number, norm: NormName): Float64Array {
  if (norm === 'none') return z;
  const hat = z.slice();
  for (let from = 0; from < z.length; from += neurons) {
    const row = hat.subarray(from, from + neurons);
    const centre = norm === 'layer' ? row.reduce((sum, x) => sum + x, 0) / neurons : 0;
    row.forEach((x, k) => {
      row[k] = x - centre;
    });
    const size = Math.sqrt(row.reduce((sum, x) => sum + x * x, 0) / neurons);
    for (let k = 0; k < neurons; k++) row[k] = size === 0 ? 0 : row[k]! / size;
  }
  return hat;
}

/** Rows, or columns where these are fewer, orthogonal by Gram and Schmidt, of mean square 1; [fan-in × fan-out]. */
function orthogonal(normals: Float64Array, fanIn: number): Float64Array {
  const fanOut = normals.length / fanIn;
  const [count, length] = [Math.min(fanIn, fanOut), Math.max(fanIn, fanOut)];
  const at = (vector: number, k: number) => (fanIn <= fanOut ? vector * fanOut + k : k * fanOut + vector);
  const result = normals.slice();
  for (let vector = 0; vector < count; vector++) {
    for (let other = 0; other <= vector; other++) {
      let product = 0;
      for (let k = 0; k < length; k++) product += result[at(vector, k)]! * result[at(other, k)]!;
      for (let k = 0; k < length; k++) {
        const place = at(vector, k);
        if (other < vector) result[place]! -= (product / length) * result[at(other, k)]!;
        else result[place]! /= Math.sqrt(product / length);
      }
    }
  }
  return result;
}

function largestMeanSquare(z: Float64Array, neurons: number): number {
  let largest = 0;
  for (let from = 0; from < z.length; from += neurons) {
    const sum = z.subarray(from, from + neurons).reduce((total, value) => total + value * value, 0);
    largest = Math.max(largest, sum / neurons);
  }
  return largest;
}

/** What a generator comes to. */
export function drawn<Result>(work: Generator<undefined, Result>): Result {
  let next = work.next();
  while (!next.done) next = work.next();
  return next.value;
}

/** By how many standard errors two shares differ; of what was never seen, one network is assumed. */
export function standardErrors(a: readonly [hits: number, of: number], b: readonly [hits: number, of: number]): number {
  const pooled = Math.min(Math.max(1, a[0] + b[0]), a[1] + b[1] - 1) / (a[1] + b[1]);
  return Math.abs(a[0] / a[1] - b[0] / b[1]) / Math.sqrt(pooled * (1 - pooled) * (1 / a[1] + 1 / b[1]));
}
