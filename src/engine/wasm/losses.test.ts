import { describe, expect, test } from 'vitest';
import { task } from '../../tasks/catalogue.ts';
import { streamsOf, type TaskData, type TaskSettings } from '../../tasks/task.ts';
import { exampleLoss } from '../reference/loss.ts';
import { taskOf } from '../testing.ts';
import type { ArrayKernels } from './kernels.ts';
import type { LayerLayout } from './layout.ts';
import { lossOf } from './losses.ts';
import { PANEL } from './product.ts';
import { scattered } from './testing.ts';

const FLOAT = 4;
const SCALE = 0.25;

const dataOf = (name: string, settings: TaskSettings = {}): TaskData =>
  task(name).data(taskOf(name, settings).settings, 1);

/** Runs the loss on outputs z [streams × places × outputs]; δ comes back in the same shape, and its padding. */
function evaluated(data: TaskData, places: readonly number[], z: ArrayLike<number>) {
  const { outputDimension: outputs, targets } = data;
  const rows = streamsOf(data) * places.length;
  const floats = new Float32Array(3 * rows * PANEL);
  const [target, delta] = [rows * PANEL, 2 * rows * PANEL];
  // What an earlier, wider layer left there.
  floats.fill(7, delta);
  for (let row = 0; row < rows; row++) {
    for (let o = 0; o < outputs; o++) floats[row * PANEL + o] = z[row * outputs + o]!;
  }
  places.forEach((place, row) => {
    for (let o = 0; o < outputs; o++) floats[target + row * PANEL + o] = targets[place * outputs + o]!;
  });
  const examples = { count: places.length, inputs: 0, targets: target * FLOAT, places: Int32Array.from(places) };
  const loss = lossOf(data, { width: PANEL } as LayerLayout, {} as ArrayKernels, floats);
  const sum = loss(0, examples, delta * FLOAT, SCALE);
  const after = Array.from({ length: rows }, (_, row) =>
    floats.subarray(delta + row * PANEL, delta + (row + 1) * PANEL),
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
  ['sine', { noise: 0.5, sobolev: 0.3 }],
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
