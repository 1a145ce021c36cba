/** Helpers of the kernel tests. */
import { expect } from 'vitest';
import { uint32Stream } from '../../lib/random.ts';
import { probeWebGPU } from '../probe.ts';
import { kernel } from './kernel.ts';
import { layerPlace, type NetworkLayout, type Tiling } from './layout.ts';
import { type OwnNumbers, packNetworks } from './networks.ts';
import { packStep, type StepNumbers, stepBytes } from './steps.ts';

/** Every kind of tiling: each thread alone, small and large tiles, and threads that share, more or fewer than tiles. */
export const TILINGS: readonly Tiling[] = [
  { rows: 8, columns: 8, rowTiles: 1, threads: 1 },
  { rows: 4, columns: 4, rowTiles: 1, threads: 1 },
  { rows: 4, columns: 4, rowTiles: 2, threads: 3 },
  { rows: 4, columns: 8, rowTiles: 1, threads: 16 },
];

/** Tiles that hold all streams of their examples. */
export const STREAM_TILINGS = ([3, 4] as const).flatMap((streams) =>
  [
    { columns: 4, rowTiles: 1, threads: 1 } as const,
    { columns: 4, rowTiles: 2, threads: 3 } as const,
    { columns: 8, rowTiles: 1, threads: 16 } as const,
  ].map((tiling) => ({ ...tiling, streams, rows: (4 * streams) as Tiling['rows'] })),
);

/** Networks as they were before there were skips and norms. */
export const PLAIN = { skips: false, norm: 'none' } as const;

export async function testDevice(): Promise<GPUDevice> {
  const offer = await probeWebGPU(navigator.gpu);
  if (offer.kind === 'none') throw new Error(`These tests need WebGPU: ${offer.why}.`);
  return offer.adapter.requestDevice();
}

/** The buffers of a device that have been made from now on and not yet destroyed. */
export function liveBuffers(device: GPUDevice): ReadonlySet<GPUBuffer> {
  const live = new Set<GPUBuffer>();
  const create = device.createBuffer.bind(device);
  device.createBuffer = (descriptor) => {
    const buffer = create(descriptor);
    live.add(buffer);
    const destroy = buffer.destroy.bind(buffer);
    buffer.destroy = () => {
      live.delete(buffer);
      return destroy();
    };
    return buffer;
  };
  return live;
}

/** Numbers in (-1, 1), the same in every run. */
export function numbers(length: number, seed: number): Float32Array<ArrayBuffer> {
  const uint32 = uint32Stream(seed, 'test', 0);
  return Float32Array.from({ length }, () => uint32() / 0x80000000 - 1);
}

/** Random parameters of a layout, its padding zero. */
export function parametersOf(layout: NetworkLayout): Float32Array<ArrayBuffer> {
  const random = numbers(4 * layout.replicas * layout.parameterStride, 1);
  const parameters = new Float32Array(random.length);
  for (let replica = 0; replica < layout.replicas; replica++) {
    for (let layer = 0; layer < layout.depth; layer++) {
      const { weights, fanIn, fanOut, paddedIn, paddedOut } = layerPlace(layout, layer);
      for (const k of [...Array(fanIn).keys(), paddedIn]) {
        const at = 4 * (replica * layout.parameterStride + weights) + k * paddedOut;
        for (let j = at; j < at + fanOut; j++) parameters[j] = (random[j] as number) / Math.sqrt(fanIn / 2);
      }
    }
  }
  return parameters;
}

type Contents = Float32Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | ArrayBuffer;

/** Runs a kernel once; an ArrayBuffer becomes its uniform. Resolves with what the buffers hold then, as f32. */
export async function runKernel(
  device: GPUDevice,
  wgsl: string,
  groups: readonly [number, number],
  contents: readonly Contents[],
): Promise<readonly Float32Array[]> {
  const { STORAGE, UNIFORM, COPY_SRC, COPY_DST, MAP_READ } = GPUBufferUsage;
  const buffers = contents.map((content) => {
    const usage = content instanceof ArrayBuffer ? UNIFORM : STORAGE;
    const buffer = device.createBuffer({ size: content.byteLength, usage: usage | COPY_SRC | COPY_DST });
    device.queue.writeBuffer(buffer, 0, content);
    return buffer;
  });
  const { pipeline, bind } = await kernel(device, wgsl);
  const uniforms = contents.filter((content) => content instanceof ArrayBuffer).length;
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(
    0,
    bind(buffers.map((buffer, i) => (contents[i] instanceof ArrayBuffer ? { buffer, size: buffer.size } : buffer))),
    new Array<number>(uniforms).fill(0),
  );
  pass.dispatchWorkgroups(...groups);
  pass.end();
  const copies = buffers.map((buffer) => {
    const copy = device.createBuffer({ size: buffer.size, usage: MAP_READ | COPY_DST });
    encoder.copyBufferToBuffer(buffer, 0, copy, 0, buffer.size);
    return copy;
  });
  device.queue.submit([encoder.finish()]);
  return Promise.all(
    copies.map(async (copy) => {
      await copy.mapAsync(GPUMapMode.READ);
      return new Float32Array(copy.getMappedRange().slice(0));
    }),
  );
}

/** The uniform of one step. */
export function stepUniform(numbers: StepNumbers): ArrayBuffer {
  const bytes = new ArrayBuffer(stepBytes(numbers.rates.length));
  packStep(bytes, 0, numbers);
  return bytes;
}

/** All within `tolerance` of the largest expected magnitude. */
export function expectNear(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number, what: string) {
  expect(actual.length, what).toBe(expected.length);
  const scale = Math.max(...Array.from(expected, Math.abs), Number.MIN_VALUE);
  const worst = Math.max(...Array.from(expected, (e, i) => Math.abs((actual[i] as number) - e)));
  expect(worst / scale, what).toBeLessThanOrEqual(tolerance);
}

/** Numbers of each of so many networks, all different, with so many inputs of its own. */
export const ownNumbers = (networks: number, inputs = 0): readonly OwnNumbers[] =>
  Array.from({ length: networks }, (_, i) => ({
    inputs: i * inputs,
    rate: networks - 1 - i,
    inputScale: 1.25 - i / 2,
    skip: 0.5 + i / 4,
  }));

/** Those at these places, listed; all of them unless told. */
export const listed = (
  own: readonly OwnNumbers[],
  places: readonly number[] = [...own.keys()],
): Uint32Array<ArrayBuffer> => packNetworks(places, (place) => own[place] as OwnNumbers, own.length);
