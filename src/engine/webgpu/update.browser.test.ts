import { beforeAll, describe, expect, test } from 'vitest';
import { OPTIMIZERS } from '../../experiment/experiment.ts';
import { accumulatorsOf } from '../step/optimizers.ts';
import { layerPlace, type NetworkLayout, networkLayout, rowPlace } from './layout.ts';
import { reportLayout } from './propagate.ts';
import {
  expectNear,
  listed,
  numbers,
  ownNumbers,
  PLAIN,
  runKernel,
  STREAM_TILINGS,
  stepUniform,
  TILINGS,
  testDevice,
} from './testing.ts';
import { updateGroups, updateWgsl } from './update.ts';
import { updateTwin } from './update.twin.ts';

let device: GPUDevice;
beforeAll(async () => {
  device = await testDevice();
});

/** Signals as the propagate kernel leaves them: zero at padded neurons and examples. */
function signalsOf(layout: NetworkLayout): Float32Array<ArrayBuffer> {
  const random = numbers(4 * layout.replicas * layout.signalStride, 2);
  const signals = new Float32Array(random.length);
  for (let replica = 0; replica < layout.replicas; replica++) {
    for (let layer = 0; layer < layout.depth; layer++) {
      const { signal, fanOut } = layerPlace(layout, layer);
      for (let j = 0; j < fanOut; j++) {
        const at = 4 * (replica * layout.signalStride + signal + j * layout.exampleVectors);
        for (let e = 0; e < layout.examples; e++) {
          for (let stream = 0; stream < layout.streams; stream++) {
            const place = at + rowPlace(layout, e, stream);
            signals[place] = random[place] as number;
          }
        }
      }
    }
  }
  return signals;
}

const tilings = [...TILINGS.map((tiling) => ({ ...tiling, streams: 1 as const })), ...STREAM_TILINGS];

describe.each(tilings)('update, $streams streams, tiles of $columns × $columns, $rowTiles × $rows rows', (given) => {
  const { streams, ...tiling } = given;
  test.each([...OPTIMIZERS])('%s: gradients of all layers, and the losses of the step', async (optimizer) => {
    const size = { replicas: 3, depth: 5, inputs: 3, width: 10, outputs: 2, examples: 13, streams, ...PLAIN } as const;
    const layout = networkLayout(size, tiling);
    const accumulatorCount = accumulatorsOf(optimizer);
    // Padding of the activations is not zero: σ(0) need not be.
    const activations = numbers(4 * size.replicas * layout.activationStride, 1);
    const signals = signalsOf(layout);
    const report = numbers(reportLayout(layout, 'train').length, 3);
    const parameters = new Float32Array(4 * size.replicas * layout.parameterStride);
    const accumulators = new Float32Array(Math.max(1, accumulatorCount) * parameters.length);
    const [second, slot, slots] = [1.7, 1, 3];
    const rates = [0.039, 0.026, 0.013];
    const own = ownNumbers(size.replicas);
    // Two steps, so that the accumulators of the first enter the second.
    const expected = { parameters: parameters.slice(), accumulators: new Float32Array(2 * parameters.length) };
    let state = [parameters, accumulators];
    let losses: Float32Array = new Float32Array();
    for (let step = 0; step < 2; step++) {
      updateTwin(
        layout,
        optimizer,
        { rates, second },
        own,
        activations,
        signals,
        expected.parameters,
        expected.accumulators,
      );
      const results = await runKernel(
        device,
        updateWgsl({ layout, optimizer, slots, rates: 3 }),
        updateGroups(layout),
        [
          stepUniform({ offset: 0, slot, second, rates }),
          activations,
          signals,
          report,
          state[0] as Float32Array<ArrayBuffer>,
          new Float32Array(slots * size.replicas),
          listed(own),
          ...(accumulatorCount > 0 ? [state[1] as Float32Array<ArrayBuffer>] : []),
        ],
      );
      state = [results[4], results[7] ?? accumulators] as Float32Array<ArrayBuffer>[];
      losses = results[5] as Float32Array;
    }
    expectNear(state[0] as Float32Array, expected.parameters, 1e-5, 'parameters');
    const used = accumulatorCount * parameters.length;
    expectNear(
      (state[1] as Float32Array).subarray(0, used),
      expected.accumulators.subarray(0, used),
      1e-5,
      'accumulators',
    );
    // Exactly: a padded weight that moved would be an input that the network does not have.
    expected.parameters.forEach((value, i) => {
      if (value === 0) expect(state[0]?.[i]).toBe(0);
    });
    const tiles = report.length / size.replicas;
    const means = Array.from(
      { length: size.replicas },
      (_, r) => report.subarray(r * tiles, (r + 1) * tiles).reduce((sum, x) => sum + x, 0) / size.examples,
    );
    expectNear(losses, [0, 0, 0, ...means, 0, 0, 0], 1e-5, 'losses');
  });
});

test('biases of data and signals that mirror each other stand exactly still', async () => {
  const layout = networkLayout(
    { replicas: 1, depth: 2, inputs: 1, width: 4, outputs: 1, examples: 24, streams: 1, ...PLAIN },
    { rows: 4, columns: 4, rowTiles: 1, threads: 1 },
  );
  const half = numbers(12, 5);
  const mirrored = Float32Array.from({ length: 24 }, (_, i) =>
    i < 12 ? (half[i] as number) : -(half[23 - i] as number),
  );
  const signals = new Float32Array(4 * layout.signalStride);
  for (let j = 0; j < 5; j++) signals.set(mirrored, j * 24);
  const [, , , , parameters] = await runKernel(
    device,
    updateWgsl({ layout, optimizer: 'adam', slots: 1, rates: 1 }),
    updateGroups(layout),
    [
      stepUniform({ offset: 0, slot: 0, second: 1, rates: [1] }),
      numbers(4 * layout.activationStride, 1),
      signals,
      new Float32Array(reportLayout(layout, 'train').length),
      new Float32Array(4 * layout.parameterStride),
      new Float32Array(1),
      listed(ownNumbers(1)),
      new Float32Array(8 * layout.parameterStride),
    ],
  );
  for (const layer of [0, 1]) {
    const { biases, weights, fanOut } = layerPlace(layout, layer);
    expect(Array.from(parameters?.subarray(4 * biases, 4 * biases + fanOut) ?? [])).toEqual(new Array(fanOut).fill(0));
    expect(parameters?.[4 * weights]).not.toBe(0);
  }
});
