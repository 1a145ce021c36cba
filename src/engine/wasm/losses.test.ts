import { describe, expect, test } from 'vitest';
import { task } from '../../tasks/catalogue.ts';
import { streamsOf, type TaskData, type TaskSettings } from '../../tasks/task.ts';
import { exampleLoss } from '../reference/loss.ts';
import { packedTruth, truthLengthOf } from '../step/truth.ts';
import { taskOf } from '../testing.ts';
import type { LayerLayout } from './layout.ts';
import { lossOf } from './losses.ts';
import { lossKernel, SOFTMAX_HEAD } from './lossKernels.ts';
import { PANEL } from './product.ts';
import { Bench, scattered } from './testing.ts';

const SCALE = 0.25;

const dataOf = (name: string, settings: TaskSettings = {}): TaskData =>
  task(name).data(taskOf(name, settings).settings, 1);

/** Runs the loss on outputs z [streams × places × outputs]; δ comes back in the same shape, and its padding. */
function evaluated(data: TaskData, places: readonly number[], z: ArrayLike<number>) {
  const { loss, outputDimension: outputs } = data;
  const streams = streamsOf(data);
  const count = places.length;
  const bench = new Bench();
  /** Rows of so many numbers, filled up. */
  const placed = (rows: number, width: number, values: (row: number, column: number) => number) => {
    const all = new Float32Array(rows * PANEL);
    for (let row = 0; row < rows; row++) for (let k = 0; k < width; k++) all[row * PANEL + k] = values(row, k);
    return bench.place(all);
  };
  const [truth, known] = [packedTruth(data), truthLengthOf(data)];
  const own = placed(streams * count, outputs, (row, o) => z[row * outputs + o]!);
  const targets = placed(count, known, (row, k) => truth[places[row]! * known + k]!);
  // What an earlier, wider layer left there.
  const delta = bench.place(new Float32Array(streams * count * PANEL).fill(7));
  const softmax = bench.place(new Float32Array(2 * count * (SOFTMAX_HEAD + PANEL)));
  const code = lossKernel(loss, streams);
  const layout = { layers: [{ width: PANEL } as LayerLayout], softmax: softmax.at };
  const judge = lossOf(data, layout, { loss: (...given) => bench.run(code, ...given) }, bench.floats);
  const sum = judge(own.at, { count, inputs: 0, targets: targets.at }, delta.at, SCALE);
  expect(bench.intact).toBe(true);
  const after = Array.from({ length: streams * count }, (_, row) =>
    delta.values.subarray(row * PANEL, (row + 1) * PANEL),
  );
  return {
    sum,
    slopes: after.map((row) => row.slice(0, outputs)),
    padding: after.map((row) => row.slice(outputs)),
  };
}

const PLACES = [5, 0, 17, 3, 11];

describe.each([
  ['spirals', {}],
  ['poisson', {}],
  ['burgers', {}],
  // λ is a float32 here.
  ['sine', { noise: 0.5, sobolev: 0.25 }],
  ['surface', { sobolev: 7 }],
])('the loss of %s, %o', (name, settings) => {
  test('and its slope are the reference’s, example by example', () => {
    const data = dataOf(name, settings);
    const streams = streamsOf(data);
    const { outputDimension: outputs } = data;
    const z = scattered(streams * PLACES.length * outputs);
    const { sum, slopes, padding } = evaluated(data, PLACES, z);
    let expected = 0;
    PLACES.forEach((place, row) => {
      const own = Array.from({ length: streams }, (_, stream) => {
        const from = (stream * PLACES.length + row) * outputs;
        return Float64Array.from(z.subarray(from, from + outputs));
      });
      const { loss, slope } = exampleLoss(data, place, own);
      expected += loss;
      slope.forEach((ofStream, stream) => {
        ofStream.forEach((value, o) => {
          const actual = slopes[stream * PLACES.length + row]![o]!;
          expect(Math.abs(actual - SCALE * value)).toBeLessThanOrEqual(1e-6 * (1e-3 + Math.abs(SCALE * value)));
        });
      });
    });
    expect(Math.abs(sum / expected - 1)).toBeLessThan(1e-12);
    expect(padding.every((row) => row.every((value) => value === 0))).toBe(true);
  });
});

describe('softmax', () => {
  test('stays finite for scores at the end of float32', () => {
    const { sum, slopes } = evaluated(dataOf('spirals'), [0, 1], [3e38, -3e38, -3e38, 3e38]);
    expect(Number.isFinite(sum)).toBe(true);
    expect(slopes.every((row) => row.every((value) => Number.isFinite(value) && Math.abs(value) <= SCALE))).toBe(true);
  });

  test('equal scores cost log of the number of classes', () => {
    const { sum } = evaluated(dataOf('spirals'), [0, 1, 2], new Float32Array(6).fill(-41));
    expect(sum).toBeCloseTo(3 * Math.LN2, 13);
  });
});

test('squared errors: δ = 2 scale (z - y), and the sum of squares', () => {
  const bench = new Bench();
  const [z, y] = [bench.place(scattered(24, 1)), bench.place(scattered(24, 2))];
  const delta = bench.place(new Float32Array(24));
  const squares = bench.run(lossKernel('squared-error', 1), z.at, z.end, y.at, delta.at, 0.25);
  const differences = z.values.map((value, i) => value - (y.values[i] as number));
  expect(squares).toBeCloseTo(
    differences.reduce((sum, d) => sum + d * d, 0),
    12,
  );
  expect(delta.values).toEqual(differences.map((d) => d * 0.25));
  expect(bench.intact).toBe(true);
});
