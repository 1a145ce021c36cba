import { describe, expect, test } from 'vitest';
import type { Equation, LossName, TaskData } from '../../tasks/task.ts';
import { exampleLoss } from './loss.ts';

/** Data of these targets, all that a loss looks at. */
function dataOf(loss: LossName, targets: readonly number[], outputs: number, equation: Equation | null): TaskData {
  const size = targets.length / outputs;
  return {
    size,
    inputDimension: 1,
    outputDimension: outputs,
    inputs: new Float32Array(size),
    targets: Float32Array.from(targets),
    loss,
    equation,
    observed: size,
    evaluation: { size: 0, inputs: new Float32Array(), held: 0, targets: new Float32Array(), grid: null },
  };
}

const streams = (...values: (readonly number[])[]) => values.map((value) => Float64Array.from(value));

/** Compares every slope with the central difference of the loss. */
function expectSlopes(data: TaskData, example: number, outputs: readonly Float64Array[]): void {
  const h = 1e-5;
  const { slope } = exampleLoss(data, example, outputs);
  expect(slope.map(({ length }) => length)).toEqual(outputs.map(({ length }) => length));
  outputs.forEach((stream, s) => {
    stream.forEach((_, j) => {
      const moved = (step: number) =>
        exampleLoss(
          data,
          example,
          outputs.map((values, k) => values.map((value, i) => (k === s && i === j ? value + step : value))),
        ).loss;
      expect(slope[s]![j], `stream ${s}, output ${j}`).toBeCloseTo((moved(h) - moved(-h)) / (2 * h), 7);
    });
  });
}

describe('squared error', () => {
  const data = dataOf('squared-error', [1, 0, 0.5, -2], 2, null);

  test('is the sum over outputs of the example’s own targets', () => {
    const { loss, slope } = exampleLoss(data, 1, streams([1.5, 1]));
    expect(loss).toBe(1 + 9);
    expect(slope.map((s) => [...s])).toEqual([[2, 6]]);
    expectSlopes(data, 1, streams([1.5, 1]));
  });
});

describe('cross-entropy', () => {
  const data = dataOf('cross-entropy', [1, 0, 0, 0, 0, 1], 3, null);

  test('is -log of the softmax at the class, its slope softmax - y', () => {
    const z = [0.3, -1.2, 0.8];
    const total = Math.exp(0.3) + Math.exp(-1.2) + Math.exp(0.8);
    const { loss, slope } = exampleLoss(data, 1, streams(z));
    expect(loss).toBeCloseTo(Math.log(total) - 0.8, 14);
    [0, 0, 1].forEach((y, j) => {
      expect(slope[0]![j]).toBeCloseTo(Math.exp(z[j]!) / total - y, 14);
    });
    expectSlopes(data, 1, streams(z));
  });

  test('of scores far apart is their distance, its slope one class against the other', () => {
    const { loss, slope } = exampleLoss(data, 0, streams([-1e6, 1e6, 0]));
    expect(loss).toBe(2e6);
    expect(slope.map((s) => [...s])).toEqual([[-1, 1, 0]]);
  });
});

describe('an equation’s residual', () => {
  const burgers: Equation = {
    streams: 4,
    coefficients: Float32Array.of(1, 0, 0, 0, 0.5, 0.25, -0.125, 1),
    advection: Float32Array.of(0, 2),
    weights: Float32Array.of(10, 3),
  };
  const data = dataOf('residual', [0.5, -1], 1, burgers);

  test('on the boundary asks for the value alone', () => {
    const { loss, slope } = exampleLoss(data, 0, streams([0.75], [7], [8], [9]));
    expect(loss).toBe(10 * 0.25 ** 2);
    expect(slope.map((s) => s[0])).toEqual([2 * 10 * 0.25, 0, 0, 0]);
  });

  test('inside is weight · (Σ c s + advection u u_x - target)²', () => {
    const at = streams([0.3], [-0.7], [1.1], [0.4]);
    const r = 0.5 * 0.3 + 0.25 * -0.7 - 0.125 * 1.1 + 0.4 + 2 * 0.3 * -0.7 + 1;
    const { loss, slope } = exampleLoss(data, 1, at);
    expect(loss).toBeCloseTo(3 * r * r, 14);
    const byStream = [0.5 + 2 * -0.7, 0.25 + 2 * 0.3, -0.125, 1];
    byStream.forEach((c, k) => {
      expect(slope[k]![0], `stream ${k}`).toBeCloseTo(6 * r * c, 14);
    });
    expectSlopes(data, 1, at);
  });

  test('with three streams has no time', () => {
    const poisson: Equation = {
      streams: 3,
      coefficients: Float32Array.of(0, 0, -1),
      advection: Float32Array.of(0),
      weights: Float32Array.of(1),
    };
    const interval = dataOf('residual', [2], 1, poisson);
    expect(exampleLoss(interval, 0, streams([0.3], [4], [-2.5])).loss).toBe(0.25);
    expectSlopes(interval, 0, streams([0.3], [4], [-2.5]));
  });

  test('without an equation is refused', () => {
    const none = dataOf('residual', [0], 1, null);
    expect(() => exampleLoss(none, 0, streams([0]))).toThrow('A residual needs an equation.');
  });
});

describe('values and slopes', () => {
  const bare = dataOf('sobolev', [0.5, -1], 1, null);
  const data: TaskData = { ...bare, sobolev: { streams: 3, weight: 0.25, slopes: Float32Array.of(3, -2) } };

  test('are the squared error plus λ times that of the slope; the second derivative is free', () => {
    const at = streams([0.75], [4], [11]);
    const { loss, slope } = exampleLoss(data, 0, at);
    expect(loss).toBe(0.25 ** 2 + 0.25 * 1 ** 2);
    expect(slope.map((s) => s[0])).toEqual([2 * 0.25, 2 * 0.25 * 1, 0]);
    expectSlopes(data, 0, at);
    expectSlopes(data, 1, at);
  });

  test('without slopes are refused', () => {
    expect(() => exampleLoss(bare, 0, streams([0], [0], [0]))).toThrow('A loss of slopes needs slopes.');
  });
});
