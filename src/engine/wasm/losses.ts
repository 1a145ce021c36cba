/**
 * The losses at the outputs: the squared error is a kernel, since it serves every regression; the others work on a few
 * numbers per example, which plain code does in no time beside the layers.
 */
import type { TaskData } from '../../tasks/task.ts';
import type { Examples } from './examples.ts';
import type { ArrayKernels } from './kernels.ts';
import type { Address, LayerLayout } from './layout.ts';

/** (z_L, examples, δ_L, scale) → Σ over examples of the loss; δ_L = scale · ∂(an example's loss)/∂z_L, 0 in the padding. */
export type Loss = (z: Address, examples: Examples, delta: Address, scale: number) => number;

const FLOAT = 4;

/** @param floats the whole memory. */
export function lossOf(data: TaskData, { width }: LayerLayout, kernels: ArrayKernels, floats: Float32Array): Loss {
  const makers: Readonly<Record<TaskData['loss'], () => Loss>> = {
    'squared-error':
      () =>
      (z, { count, targets }, delta, scale) =>
        kernels.residual(z, z + count * width * FLOAT, targets, delta, 2 * scale),
    'cross-entropy': () => crossEntropy(data, width, floats),
    sobolev: () => slopes(data, width, floats),
    residual: () => residual(data, width, floats),
  };
  return makers[data.loss]();
}

function crossEntropy({ outputDimension }: TaskData, width: number, floats: Float32Array): Loss {
  const raised = new Float64Array(outputDimension);
  return (z, { count, targets }, delta, scale) => {
    let loss = 0;
    floats.fill(0, delta / FLOAT, delta / FLOAT + count * width);
    for (let i = 0; i < count; i++) {
      const from = z / FLOAT + i * width;
      const to = delta / FLOAT + i * width;
      const truth = targets / FLOAT + i * width;
      let largest = floats[from]!;
      for (let o = 1; o < outputDimension; o++) largest = Math.max(largest, floats[from + o]!);
      let total = 0;
      for (let o = 0; o < outputDimension; o++) {
        raised[o] = Math.exp(floats[from + o]! - largest);
        total += raised[o]!;
      }
      const logTotal = largest + Math.log(total);
      for (let o = 0; o < outputDimension; o++) {
        const y = floats[truth + o]!;
        loss += y * (logTotal - floats[from + o]!);
        floats[to + o] = scale * (raised[o]! / total - y);
      }
    }
    return loss;
  };
}

function slopes({ sobolev }: TaskData, width: number, floats: Float32Array): Loss {
  if (sobolev === undefined) throw new RangeError('A loss of slopes needs slopes.');
  const { streams, weight, slopes: wanted } = sobolev;
  return (z, { count, targets, places }, delta, scale) => {
    let loss = 0;
    const stride = count * width;
    floats.fill(0, delta / FLOAT, delta / FLOAT + streams * stride);
    for (let i = 0; i < count; i++) {
      const [from, to] = [z / FLOAT + i * width, delta / FLOAT + i * width];
      const error = floats[from]! - floats[targets / FLOAT + i * width]!;
      const slopeError = floats[from + stride]! - wanted[places ? places[i]! : i]!;
      loss += error * error + weight * slopeError * slopeError;
      floats[to] = 2 * scale * error;
      floats[to + stride] = 2 * scale * weight * slopeError;
    }
    return loss;
  };
}

function residual({ equation }: TaskData, width: number, floats: Float32Array): Loss {
  if (equation === null) throw new RangeError('A residual needs an equation.');
  const { streams, coefficients, advection, weights } = equation;
  const s = new Float64Array(streams);
  return (z, { count, targets, places }, delta, scale) => {
    let loss = 0;
    const stride = count * width;
    floats.fill(0, delta / FLOAT, delta / FLOAT + streams * stride);
    for (let i = 0; i < count; i++) {
      const place = places ? places[i]! : i;
      const [from, to] = [z / FLOAT + i * width, delta / FLOAT + i * width];
      let r = -floats[targets / FLOAT + i * width]!;
      for (let k = 0; k < streams; k++) {
        s[k] = floats[from + k * stride]!;
        r += coefficients[place * streams + k]! * s[k]!;
      }
      const transport = advection[place]!;
      r += transport * s[0]! * s[1]!;
      loss += weights[place]! * r * r;
      const slope = 2 * scale * weights[place]! * r;
      for (let k = 0; k < streams; k++) {
        const nonlinear = k === 0 ? transport * s[1]! : k === 1 ? transport * s[0]! : 0;
        floats[to + k * stride] = slope * (coefficients[place * streams + k]! + nonlinear);
      }
    }
    return loss;
  };
}
