import { beforeAll, describe, expect, test } from 'vitest';
import { activation } from '../../activations/catalogue.ts';
import { wgslForms } from '../../formula/print/wgsl.ts';
import type { LossName } from '../../tasks/task.ts';
import { truthLength } from '../step/truth.ts';
import { everyFamily } from '../testing.ts';
import { combineTwin } from './combine.ts';
import { layerPlace, type NetworkLayout, type NetworkSize, networkLayout, rowPlace, type Tiling } from './layout.ts';
import { propagateGroups, propagateWgsl, reportLayout } from './propagate.ts';
import { propagateTwin } from './propagate.twin.ts';
import {
  expectNear,
  listed,
  numbers,
  ownNumbers,
  PLAIN,
  parametersOf,
  runKernel,
  STREAM_TILINGS,
  stepUniform,
  TILINGS,
  testDevice,
} from './testing.ts';

let device: GPUDevice;
beforeAll(async () => {
  device = await testDevice();
});

const ODD: NetworkSize = { replicas: 2, depth: 4, inputs: 3, width: 7, outputs: 2, examples: 11, streams: 1, ...PLAIN };

interface Case {
  readonly size: NetworkSize;
  readonly tiling: Tiling;
  readonly id: string;
  readonly loss?: LossName;
  readonly mode: 'train' | 'measure';
  /** Examples in the data, if the pass is to pick among them. */
  readonly from?: number;
  /** The networks that are listed; all of them unless told. */
  readonly places?: readonly number[];
  /** By which the weights of the first layer are multiplied. */
  readonly first?: number;
}

async function runBoth({ size, tiling, id, loss = 'squared-error', mode, from, places, first = 1 }: Case) {
  const layout = networkLayout(size, tiling);
  const data = from ?? size.examples;
  const own = ownNumbers(size.replicas, data * size.inputs);
  const inputs = numbers(size.replicas * data * size.inputs, 2);
  const targets = numbers(data * truthLength(loss, size.outputs, size.streams), 3).map(Math.abs);
  const parameters = parametersOf(layout);
  for (let replica = 0; replica < size.replicas; replica++) {
    const start = 4 * replica * layout.parameterStride;
    const end = start + 4 * layerPlace(layout, 1).weights;
    for (let i = start; i < end; i++) parameters[i] = (parameters[i] as number) * first;
  }
  const offset = 5;
  const order = Uint32Array.from({ length: offset + size.examples }, (_, i) => (i * 7 + 3) % data);
  const { formula, derivatives } = activation(id);
  const gathered = from !== undefined;
  const report = reportLayout(layout, mode);
  const [, , , , activations, signals, reported] = (await runKernel(
    device,
    propagateWgsl({
      layout,
      activation: wgslForms(formula),
      loss,
      mode,
      gathered,
      size: data,
      scales: size.replicas,
      rates: 1,
    }),
    [propagateGroups(layout, places?.length), 1],
    [
      stepUniform({ offset, slot: 0, second: 0, rates: [0] }),
      inputs,
      targets,
      parameters,
      new Float32Array(4 * size.replicas * layout.activationStride),
      new Float32Array(4 * size.replicas * layout.signalStride),
      new Float32Array(report.length),
      listed(own, places),
      ...(gathered ? [order] : []),
    ],
  )) as Float32Array[];
  const chosen = gathered ? order.subarray(offset) : Uint32Array.from({ length: size.examples }, (_, i) => i);
  const twin = propagateTwin({ layout, derivatives, loss, mode, inputs, own, targets, parameters, order: chosen });
  return {
    layout,
    report,
    twin,
    activations: activations as Float32Array,
    signals: signals as Float32Array,
    reported: reported as Float32Array,
  };
}

/** Values at the real neurons and examples of every layer; the signals' padding must be zero for the gradients' sake. */
function realPart(layout: NetworkLayout, values: Float32Array, kind: 'input' | 'signal'): number[] {
  const stride = kind === 'input' ? layout.activationStride : layout.signalStride;
  const real: number[] = [];
  for (let replica = 0; replica < layout.replicas; replica++) {
    for (let layer = 0; layer < layout.depth; layer++) {
      const place = layerPlace(layout, layer);
      for (let j = 0; j < (kind === 'input' ? place.fanIn : place.fanOut); j++) {
        const at = 4 * (replica * stride + place[kind] + j * layout.exampleVectors);
        for (let e = 0; e < layout.examples; e++) {
          for (let s = 0; s < layout.streams; s++) real.push(values[at + rowPlace(layout, e, s)] as number);
        }
      }
    }
  }
  return real;
}

function expectPropagated({
  layout,
  report,
  twin,
  activations,
  signals,
  reported,
}: Awaited<ReturnType<typeof runBoth>>) {
  const real = (values: Float32Array, kind: 'input' | 'signal') => realPart(layout, values, kind);
  expectNear(real(activations, 'input'), real(twin.activations, 'input'), 1e-5, 'activations');
  // All of them: the twin has zeros where there is padding.
  expectNear(signals, twin.signals, 1e-5, 'signals');
  const tiles = report.losses / layout.replicas;
  const losses = twin.losses.map((_, r) => reported.subarray(r * tiles, (r + 1) * tiles).reduce((a, b) => a + b, 0));
  expectNear(losses, twin.losses, 1e-5, 'losses');
}

/** Each thread's moments, joined, and the outputs. */
function expectMeasured({ layout, report, twin, reported }: Awaited<ReturnType<typeof runBoth>>) {
  expectNear(reported.subarray(report.outputs), twin.outputs, 1e-5, 'outputs');
  const { replicas, items, depth, tiling } = layout;
  const parts = items * tiling.threads;
  twin.squares.forEach((kinds, replica) => {
    kinds.forEach((layers, kind) => {
      const measured = layers.map((_, layer) => {
        const pairs = Array.from({ length: parts }, (__, part): [number, number] => {
          const at = report.moments + 2 * (((replica * parts + part) * 2 + kind) * depth + layer);
          return [reported[at] as number, reported[at + 1] as number];
        });
        const [largest, squares] = combineTwin(pairs);
        return largest * largest * squares;
      });
      expectNear(measured, layers, 1e-5, `squares of ${kind === 0 ? 'z' : 'δ'} of replica ${replica} of ${replicas}`);
    });
  });
}

describe.each(TILINGS)('propagate, tiles of $rows × $columns, $rowTiles of them for $threads threads', (tiling) => {
  test.each(['softplus', 'mrepu.2'])('%s: odd sizes, signals of the mean loss', async (id) => {
    expectPropagated(await runBoth({ size: ODD, tiling, id, mode: 'train' }));
  });

  test('picks the examples of a minibatch', async () => {
    expectPropagated(await runBoth({ size: ODD, tiling, id: 'tanh', mode: 'train', from: 13 }));
  });

  test('cross-entropy over ten outputs', async () => {
    const size = { ...ODD, outputs: 10, width: 5 };
    expectPropagated(await runBoth({ size, tiling, id: 'silu', loss: 'cross-entropy', mode: 'train' }));
  });

  test('many inputs, one hidden layer', async () => {
    const size = { ...ODD, depth: 2, inputs: 301, width: 9, examples: 4 };
    expectPropagated(await runBoth({ size, tiling, id: 'relu', mode: 'train' }));
  });

  test('a measurement has the signals of one example’s loss, the moments of every layer and the outputs', async () => {
    const both = await runBoth({ size: ODD, tiling, id: 'gelu', mode: 'measure' });
    expectPropagated(both);
    expectMeasured(both);
  });
});

describe.each(STREAM_TILINGS)(
  'propagate with $streams streams, tiles of $rows × $columns, $rowTiles of them for $threads threads',
  ({ streams, ...tiling }) => {
    test('picks the examples of a minibatch, signals of the mean loss', async () => {
      const size: NetworkSize = { ...ODD, inputs: streams - 2, outputs: 1, streams };
      expectPropagated(await runBoth({ size, tiling, id: 'silu', loss: 'residual', mode: 'train', from: 13 }));
    });
  },
);

describe.each(STREAM_TILINGS.filter(({ streams }) => streams === 3))(
  'propagate with taught slopes, tiles of $rows × $columns, $rowTiles of them for $threads threads',
  ({ streams, ...tiling }) => {
    const taught = { tiling, loss: 'sobolev' } as const;
    const size: NetworkSize = { ...ODD, outputs: 1, streams };

    test('of a curve: picks the examples of a minibatch, signals of the mean loss', async () => {
      expectPropagated(await runBoth({ ...taught, size: { ...size, inputs: 1 }, id: 'silu', mode: 'train', from: 13 }));
    });

    test('of a surface by its first input, through a skip: moments and outputs of the value alone', async () => {
      const surface = { ...size, inputs: 2, skips: true };
      const both = await runBoth({ ...taught, size: surface, id: 'tanh', mode: 'measure' });
      expectPropagated(both);
      expectMeasured(both);
    });
  },
);

/** Every activation with one tiling, every tiling with several activations: neither text knows of the other. */
const STREAMED = everyFamily.map((id, i) => ({ id, ...STREAM_TILINGS[i % STREAM_TILINGS.length]! }));

test.each(STREAMED)(
  'an equation in $streams streams through $id, $rows × $columns: signals, and moments and outputs of the value alone',
  async ({ id, streams, ...tiling }) => {
    // A power of a power of these numbers would leave float32.
    const depth = activation(id).growth.degree > 1 ? 2 : 4;
    const size: NetworkSize = { ...ODD, depth, inputs: streams - 2, outputs: 1, streams };
    const both = await runBoth({ size, tiling, id, loss: 'residual', mode: 'measure' });
    expectPropagated(both);
    expectMeasured(both);
  },
);

test.each(TILINGS)(
  'networks that are not listed are left alone, those that are have their own numbers: tiles of $rows × $columns, $threads threads',
  async (tiling) => {
    const size = { ...ODD, replicas: 3, skips: true };
    const { layout, report, twin, signals, reported } = await runBoth({
      size,
      tiling,
      id: 'tanh',
      mode: 'measure',
      places: [2, 0],
    });
    const each = signals.length / 3;
    const of = (values: Float32Array, network: number) => values.subarray(network * each, (network + 1) * each);
    expect(new Set(of(signals, 1))).toEqual(new Set([0]));
    for (const network of [0, 2]) expectNear(of(signals, network), of(twin.signals, network), 1e-5, 'signals');
    const outputs = reported.subarray(report.outputs);
    const length = layout.examples * layout.outputs;
    expect(new Set(outputs.subarray(length, 2 * length))).toEqual(new Set([0]));
    expectNear(outputs.subarray(2 * length), twin.outputs.subarray(2 * length), 1e-5, 'outputs');
  },
);

const [alone, , , wide] = TILINGS as readonly [Tiling, Tiling, Tiling, Tiling];
/** More threads than a software adapter runs in step, each with a tile: the next layer's sums need those of all. */
const shared: Tiling = { rows: 4, columns: 4, rowTiles: 2, threads: 10 };
const LAYER = { skips: true, norm: 'layer' } as const;

test.each<[string, Case]>([
  ['skip, each thread alone', { size: { ...ODD, skips: true }, tiling: alone, id: 'gelu', mode: 'measure' }],
  ['skip and means, each thread alone', { size: { ...ODD, ...LAYER }, tiling: alone, id: 'softplus', mode: 'measure' }],
  [
    'skip and means, threads that share examples, a minibatch',
    { size: { ...ODD, width: 19, ...LAYER }, tiling: shared, id: 'mrepu.2', mode: 'train', from: 13 },
  ],
  ['norm, more threads than tiles', { size: { ...ODD, norm: 'rms' }, tiling: wide, id: 'tanh', mode: 'measure' }],
])('propagate through %s', async (_, given) => {
  const both = await runBoth(given);
  expectPropagated(both);
  if (given.mode === 'measure') expectMeasured(both);
});

test.each(STREAM_TILINGS.filter(({ streams, threads }) => (streams === 4 ? threads === 3 : threads === 1)))(
  'propagate $streams streams through a skip, $threads threads',
  async ({ streams, ...tiling }) => {
    const size: NetworkSize = { ...ODD, inputs: streams - 2, outputs: 1, streams, skips: true };
    const both = await runBoth({ size, tiling, id: 'tanh', loss: 'residual', mode: 'measure' });
    expectPropagated(both);
    expectMeasured(both);
  },
);

test.each([1e38, 1e-32])(
  'a normalised layer whose preactivations are of size %d has activations of any other',
  async (first) => {
    const size: NetworkSize = { ...ODD, norm: 'layer' };
    const both = await runBoth({ size, tiling: alone, id: 'softplus', mode: 'train', first });
    const real = (values: Float32Array) => realPart(both.layout, values, 'input');
    expectNear(real(both.activations), real(both.twin.activations), 1e-5, 'activations');
  },
);

test('where all preactivations of an example are zero, normalised ones and their signals are', async () => {
  const both = await runBoth({ size: { ...ODD, norm: 'rms' }, tiling: wide, id: 'tanh', mode: 'measure', first: 0 });
  const hidden = both.signals.subarray(0, 4 * layerPlace(both.layout, 1).signal);
  expect(new Set(hidden)).toEqual(new Set([0]));
  expectPropagated(both);
});
