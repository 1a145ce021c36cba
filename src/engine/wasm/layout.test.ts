import { afterEach, describe, expect, test, vi } from 'vitest';
import { defaultSettings, task } from '../../tasks/catalogue.ts';
import { rowsData } from '../../tasks/rows.ts';
import type { TaskData } from '../../tasks/task.ts';
import { rowsFor } from '../../tasks/testing.ts';
import { EngineError } from '../engine.ts';
import { arm, experiment } from '../testing.ts';
import { ExampleRows } from './examples.ts';
import { layoutOf } from './layout.ts';
import { allocate } from './memory.ts';

const FLOAT = 4;
const MEGABYTE = 2 ** 20;

/** Classified rows, none held out. */
function images(rows: number, features: number): TaskData {
  const places = Int32Array.from({ length: rows }, (_, i) => i);
  return rowsData(rowsFor({ rows, features, classes: 10 }), places, []);
}

/** Data as large as that, without the numbers. */
const ofSize = (size: number, inputDimension: number): TaskData => ({
  ...images(20, 2),
  size,
  observed: 1024,
  inputDimension,
});

const arms = (count: number) => Array.from({ length: count }, () => arm('relu'));

describe('memory', () => {
  test('another arm costs its networks, not the inputs again', () => {
    const data = images(300, 784);
    const [one, four] = [1, 4].map((count) => layoutOf(experiment(arms(count)), data)) as [
      ReturnType<typeof layoutOf>,
      ReturnType<typeof layoutOf>,
    ];
    expect(four.totalBytes - one.totalBytes).toBeLessThan(3 * (2 * one.stateBytes + 2 * 64) + 1);
  });

  test('what is normalised lies beside z, where an arm normalises, and in no other layout', () => {
    const data = images(300, 784);
    const plain = layoutOf(experiment(arms(2)), data);
    expect(plain.layers.every(({ normalised }) => normalised === null)).toBe(true);
    expect(layoutOf(experiment(arms(2).map((own) => ({ ...own, skip: 1, norm: 'none' as const }))), data)).toEqual(
      plain,
    );
    const { layers, totalBytes } = layoutOf(experiment([arm('relu'), arm('relu', { norm: 'rms' })]), data);
    expect(layers.map(({ normalised }) => normalised !== null)).toEqual([true, true, true, true, false]);
    // A row of ẑ for each of z, of 16 neurons, and two doubles.
    expect(totalBytes - plain.totalBytes).toBe(4 * 300 * (16 * FLOAT + 16));
  });

  test('training on all examples holds them once', () => {
    const { rows } = layoutOf(experiment(arms(1)), images(300, 784));
    expect(rows.observed).toEqual(rows.batch);
  });

  test('training on minibatches holds a batch, however many examples there are', () => {
    const [few, many] = [10_000, 20_000].map(
      (size) => layoutOf(experiment(arms(1), { batch: 64 }), ofSize(size, 784)).totalBytes,
    );
    expect(many).toBe(few);
  });

  test('8,500 digits at depth 6 and width 64 take less than 80 MB with four arms', () => {
    const chosen = experiment(arms(4), { depth: 6, width: 64, batch: 'full' });
    expect(layoutOf(chosen, ofSize(8500, 784)).totalBytes).toBeLessThan(80 * MEGABYTE);
  });

  test.each([
    [
      'networks',
      { width: 512, depth: 64, replicas: 64 },
      ofSize(128, 1),
      /Choose fewer replicas, a smaller width or depth\.$/,
    ],
    ['a batch', { width: 512, depth: 64 }, ofSize(9000, 784), /Choose a smaller batch, width or depth\.$/],
    ['inputs', { width: 8, depth: 2 }, ofSize(200_000, 3072), /Choose a smaller batch\.$/],
  ] as const)('too much is refused, with advice on what takes most: %s', (_, changes, data, advice) => {
    const { totalBytes, needs } = layoutOf(experiment(arms(1), changes), data);
    expect(() => allocate(totalBytes, needs)).toThrow(
      /^Too large for this engine: .* needs about [\d,]+ MB of memory, and 2,048 MB/,
    );
    expect(() => allocate(totalBytes, needs)).toThrow(advice);
  });
});

describe('a browser that gives less', () => {
  afterEach(() => vi.unstubAllGlobals());

  test('is named in a sentence', () => {
    const Memory = class {
      constructor() {
        throw new RangeError('could not allocate memory');
      }
    };
    vi.stubGlobal('WebAssembly', { Memory });
    const refused = () => allocate(3 * MEGABYTE, [{ bytes: 1, remedy: 'fewer examples' }]);
    expect(refused).toThrow(EngineError);
    expect(refused).toThrow(
      'This browser could not provide the 3 MB of memory that this experiment needs. Choose fewer examples.',
    );
  });
});

test('of thousands of examples only the observed ones are asked for before training', () => {
  const data = images(1100, 3);
  const asked = vi.spyOn(data, 'inputs', 'get');
  const layout = layoutOf(experiment(arms(1), { batch: 32 }), data);
  const floats = new Float32Array(layout.totalBytes / FLOAT);
  const examples = new ExampleRows(data, layout, floats);
  expect(asked).not.toHaveBeenCalled();
  const width = layout.layers[0]?.inputWidth as number;
  const rowAt = (address: number, row: number) => [...floats.subarray(address / FLOAT + row * width).subarray(0, 3)];
  const expected = (place: number) => [...data.inputs.subarray(3 * place, 3 * place + 3)];
  const batch = examples.gather(Int32Array.from({ length: 32 }, (_, i) => 1099 - i));
  expect(asked).toHaveBeenCalled();
  expect(rowAt(examples.observed.inputs, 1023)).toEqual(expected(1023));
  expect(rowAt(batch.inputs, 0)).toEqual(expected(1099));
});

describe('examples of an equation', () => {
  const data = { ...task('heat').data(defaultSettings(task('heat')), 1), observed: 10 };
  const layout = layoutOf(experiment(arms(1), { batch: 7 }), data);
  const floats = new Float32Array(layout.totalBytes / FLOAT);
  const examples = new ExampleRows(data, layout, floats);
  const width = layout.layers[0]?.inputWidth as number;

  /** Numbers that enter for one example, by stream. */
  const entering = ({ inputs, count }: { inputs: number; count: number }, row: number, memory = floats): number[][] =>
    Array.from({ length: 4 }, (_, stream) => [
      ...memory.slice(inputs / FLOAT + (stream * count + row) * width).slice(0, 2),
    ]);
  const expected = (place: number) => [[...data.inputs.slice(2 * place, 2 * place + 2)], [1, 0], [0, 0], [0, 1]];

  const full = layoutOf(experiment(arms(1), { batch: 'full' }), data);
  const fullFloats = new Float32Array(full.totalBytes / FLOAT);
  const allOfThem = new ExampleRows(data, full, fullFloats);

  test.each([
    ['all', allOfThem.all, fullFloats, data.size],
    ['observed beside all', allOfThem.observed, fullFloats, 10],
    ['observed beside a batch', examples.observed, floats, 10],
  ] as const)('%s: values unscaled, and ∂x/∂x, 0, ∂t/∂t', (_, own, memory, count) => {
    expect(own.count).toBe(count);
    for (const row of [0, 4, count - 1]) expect(entering(own, row, memory)).toEqual(expected(row));
  });

  test('a batch: the examples at its places, with what is known of them', () => {
    const places = Int32Array.of(3, 0, 9, 20, 1, 2, 8);
    const batch = examples.gather(places);
    places.forEach((place, row) => {
      expect(entering(batch, row)).toEqual(expected(place));
      const known = floats.slice(batch.targets / FLOAT + row * 8).slice(0, 8);
      const { coefficients, weights, advection } = data.equation!;
      const own = [data.targets[place]!, weights[place]!, advection[place]!];
      expect([...known]).toEqual([...own, ...coefficients.slice(4 * place, 4 * place + 4), 0]);
    });
  });

  test('the last piece of a prediction: what is left of the points, the derivatives as ever', () => {
    examples.placeChunk(Float32Array.of(9, 9, 9, 9, 0.5, -0.25), 2);
    expect(entering(examples.chunk, 0)).toEqual([
      [0.5, -0.25],
      [1, 0],
      [0, 0],
      [0, 1],
    ]);
    expect(entering(examples.chunk, 255).slice(1)).toEqual([
      [1, 0],
      [0, 0],
      [0, 1],
    ]);
  });
});
