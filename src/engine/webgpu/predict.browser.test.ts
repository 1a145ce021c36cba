import { beforeAll, describe, expect, test } from 'vitest';
import { activation } from '../../activations/catalogue.ts';
import { wgslForms } from '../../formula/print/wgsl.ts';
import type { NetworkSize, Tiling } from './layout.ts';
import type { OwnNumbers } from './networks.ts';
import { predictGroups, predictionLength, predictLayout, predictWgsl } from './predict.ts';
import { predictTwin } from './predict.twin.ts';
import {
  expectNear,
  listed,
  numbers,
  ownNumbers,
  PLAIN,
  parametersOf,
  runKernel,
  STREAM_TILINGS,
  TILINGS,
  testDevice,
} from './testing.ts';

let device: GPUDevice;
beforeAll(async () => {
  device = await testDevice();
});

const tilings = [...TILINGS.map((tiling) => ({ ...tiling, streams: 1 as const })), ...STREAM_TILINGS];

async function expectPredicted(
  tiling: Tiling,
  size: Pick<NetworkSize, 'depth' | 'streams' | 'skips' | 'norm'>,
): Promise<void> {
  const outputs = size.streams === 1 ? 3 : 1;
  const layout = predictLayout({ replicas: 5, inputs: 2, width: 7, outputs, examples: 23, ...size }, tiling);
  const { formula, derivatives } = activation('tanh');
  const inputs = numbers(layout.examples * layout.inputs, 2);
  const parameters = parametersOf(layout);
  const own = ownNumbers(1);
  const run = (points: number) =>
    runKernel(
      device,
      predictWgsl({ layout, activation: wgslForms(formula) }),
      [predictGroups(layout, points), 1],
      [
        inputs,
        parameters,
        new Float32Array(4 * layout.activationStride),
        new Float32Array(predictionLength(layout)).fill(99),
        listed(own),
      ],
    );
  const expected = predictTwin({ layout, derivatives, inputs, own: own[0] as OwnNumbers, parameters });
  expectNear((await run(layout.examples))[3] as Float32Array, expected, 1e-5, 'predictions');
  // Of a chunk that is not full, its points at least.
  const each = predictionLength(layout) / layout.examples;
  const [, , , few] = await run(9);
  expectNear((few as Float32Array).subarray(0, 9 * each), expected.subarray(0, 9 * each), 1e-5, 'a few');
  expect(layout.replicas).toBe(1);
}

describe.each(tilings)(
  'predict, $streams streams, tiles of $rows × $columns, $rowTiles of them for $threads threads',
  ({ streams, ...tiling }) => {
    // Two layers are kept: at depth 2 there is but one, at depth 6 each place is used again.
    test.each([2, 3, 6])('depth %i: outputs of every point, every stream', async (depth) => {
      await expectPredicted(tiling, { depth, streams, ...PLAIN });
    });
  },
);

const [alone, , shared] = TILINGS as readonly [Tiling, Tiling, Tiling];
const heat = STREAM_TILINGS.find(({ streams, threads }) => streams === 4 && threads > 1) as Tiling;

test.each([
  ['a skip, each thread alone', alone, 1, true, 'none'],
  ['a norm with means and a skip, each thread alone', alone, 1, true, 'layer'],
  ['a norm, threads that share examples', shared, 1, false, 'rms'],
  ['a skip of four streams, threads that share examples', heat, 4, true, 'none'],
] as const)('predict through %s', async (_, tiling, streams, skips, norm) => {
  await expectPredicted(tiling, { depth: 6, streams, skips, norm });
});
