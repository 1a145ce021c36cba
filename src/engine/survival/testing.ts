/**
 * Networks at initialisation by the plainest way: full matrices, the batch, float64, their own generator. It shares nothing
 * with network.ts but the activation.
 */
import type { Experiment } from '../../experiment/experiment.ts';
import { type ArmSetup, setup } from '../../experiment/setup.ts';
import { observedInputs, type TaskData } from '../../tasks/task.ts';

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
    let alive = arms.map((arm, index) => ({ arm, index, h: batchOf(arm, data, every), start: 0 }));
    shapes.forEach(({ fanIn, fanOut }, l) => {
      if (alive.length === 0) return;
      const [weights, biases] = [new Float64Array(fanIn * fanOut), new Float64Array(fanOut)];
      fill(weights);
      fill(biases);
      alive = alive.filter((state) => {
        const { arm, index, h } = state;
        const z = affine(h, { weights, biases, cw: arm.layers[l]!.cw / fanIn, cb: arm.layers[l]!.cb });
        // A loss that squares the output leaves float32 first.
        const limit = l === depth - 1 && data.loss !== 'cross-entropy' ? 1.8446743e19 : 1e38;
        const fits = z.every((value) => Math.abs(value) <= limit);
        const size = largestMeanSquare(z, fanOut);
        if (l === 0) state.start = size;
        const vanished = l < depth - 1 && size < 1e-6 * state.start;
        if (!fits) lost[index]!.overflowed++;
        else if (vanished) lost[index]!.vanished++;
        state.h = z.map(arm.activation.derivatives[0]);
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
