/** What one example contributes to the loss, and its slope by the outputs: the three losses of tasks/task.ts. */
import { crossEntropy } from '../../tasks/metrics.ts';
import type { LossName, TaskData } from '../../tasks/task.ts';
import type { Streams } from './network.ts';

export interface ExampleLoss {
  readonly loss: number;
  /** ∂loss/∂z_L, of every stream. */
  readonly slope: Streams;
}

/** @param outputs z_L, every stream [outputDimension]. */
export function exampleLoss(data: TaskData, example: number, outputs: Streams): ExampleLoss {
  return LOSSES[data.loss](data, example, outputs);
}

const LOSSES: Readonly<Record<LossName, (data: TaskData, example: number, outputs: Streams) => ExampleLoss>> = {
  'squared-error': ({ targets, outputDimension }, example, [z]) => {
    const error = z!.map((value, j) => value - targets[example * outputDimension + j]!);
    return { loss: error.reduce((sum, e) => sum + e * e, 0), slope: [error.map((e) => 2 * e)] };
  },
  'cross-entropy': ({ targets, outputDimension }, example, [z]) => {
    const truth = targets.subarray(example * outputDimension, (example + 1) * outputDimension);
    const largest = Math.max(...z!);
    const raised = z!.map((value) => Math.exp(value - largest));
    const total = raised.reduce((sum, value) => sum + value, 0);
    return { loss: crossEntropy(z!, truth), slope: [raised.map((value, j) => value / total - truth[j]!)] };
  },
  sobolev: ({ targets, sobolev }, example, outputs) => {
    if (sobolev === undefined) throw new RangeError('A loss of slopes needs slopes.');
    const [u, ux] = outputs.map((stream) => stream[0]!) as [number, number, number];
    const [error, slopeError] = [u - targets[example]!, ux - sobolev.slopes[example]!];
    return {
      loss: error * error + sobolev.weight * slopeError * slopeError,
      slope: [2 * error, 2 * sobolev.weight * slopeError, 0].map((value) => Float64Array.of(value)),
    };
  },
  residual: ({ targets, equation }, example, outputs) => {
    if (equation === null) throw new RangeError('A residual needs an equation.');
    const { streams, coefficients, advection, weights } = equation;
    const s = outputs.map((stream) => stream[0]!);
    const c = coefficients.subarray(example * streams, (example + 1) * streams);
    const transport = advection[example]!;
    const residual =
      s.reduce((sum, value, k) => sum + c[k]! * value, 0) + transport * s[0]! * s[1]! - targets[example]!;
    const weight = weights[example]!;
    // ∂r/∂u and ∂r/∂u_x have the nonlinear term besides.
    const extra = [transport * s[1]!, transport * s[0]!];
    return {
      loss: weight * residual * residual,
      slope: s.map((_, k) => Float64Array.of(2 * weight * residual * (c[k]! + (extra[k] ?? 0)))),
    };
  },
};
