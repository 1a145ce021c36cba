/** Helpers of the kernel tests. */
import { expect } from 'vitest';
import { uint32Stream } from '../../lib/random.ts';
import { probeWebGPU } from '../probe.ts';
import { kernel } from './kernel.ts';
import type { Tiling } from './layout.ts';

/** Every kind of tiling: each thread alone, small and large tiles, and threads that share, more or fewer than tiles. */
export const TILINGS: readonly Tiling[] = [
  { rows: 8, columns: 8, rowTiles: 1, threads: 1 },
  { rows: 4, columns: 4, rowTiles: 1, threads: 1 },
  { rows: 4, columns: 4, rowTiles: 2, threads: 3 },
  { rows: 4, columns: 8, rowTiles: 1, threads: 16 },
];

export async function testDevice(): Promise<GPUDevice> {
  const offer = await probeWebGPU(navigator.gpu);
  if (offer.kind === 'none') throw new Error(`These tests need WebGPU: ${offer.why}.`);
  return offer.adapter.requestDevice();
}

/** Numbers in (-1, 1), the same in every run. */
export function numbers(length: number, seed: number): Float32Array<ArrayBuffer> {
  const uint32 = uint32Stream(seed, 'test', 0);
  return Float32Array.from({ length }, () => uint32() / 0x80000000 - 1);
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
    bind(buffers.map((buffer, i) => (contents[i] instanceof ArrayBuffer ? { buffer, size: 16 } : buffer))),
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
export function stepUniform(offset: number, slot: number, rate: number, second: number): ArrayBuffer {
  const bytes = new ArrayBuffer(16);
  new Uint32Array(bytes, 0, 2).set([offset, slot]);
  new Float32Array(bytes, 8, 2).set([rate, second]);
  return bytes;
}

/** All within `tolerance` of the largest expected magnitude. */
export function expectNear(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number, what: string) {
  expect(actual.length, what).toBe(expected.length);
  const scale = Math.max(...Array.from(expected, Math.abs), Number.MIN_VALUE);
  const worst = Math.max(...Array.from(expected, (e, i) => Math.abs((actual[i] as number) - e)));
  expect(worst / scale, what).toBeLessThanOrEqual(tolerance);
}
