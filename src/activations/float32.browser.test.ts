import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plainWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Activation, RealFunction } from './activation.ts';
import { activation } from './catalogue.ts';
import { SAMPLES } from './samples.ts';

const FLOAT32_MAX = 3.4028234663852886e38;

/** Both signs, from subnormal-free tiny to the largest that the engines let pass, dense where functions bend; every kink itself. */
const GRID = Float32Array.from(
  [0, 1e-30, 1e-12, 1e-6, 1e-3, 0.03, 0.2, 0.26, 0.49, 0.51, 0.75, 0.99, 1, 1.01, 1.4, 1.42, 1.9, 2.5, 3.3, 4.7, 6.1, 8]
    .concat([10.5, 14.2, 19, 31, 61, 79, 81, 90, 105, 400, 1e3, 3.3e5, 1e8, 1e12, 1e19, 2e19, 1e30, 9e37])
    .flatMap((z) => [z, -z]),
);

/**
 * The worst deviation from float64 over the grid, in units of max(|value|, floor): the floor is 1 for what is a difference of
 * numbers of order 1 in float32, 0 for a purely relative comparison. Values beyond float32 are not compared.
 */
function worst(
  a: Activation,
  f: RealFunction,
  measured: ArrayLike<number>,
  floor: (z: number) => number,
): [number, number] {
  let deviation = 0;
  let at = Number.NaN;
  GRID.forEach((z, i) => {
    const expected = f(z);
    // Beyond, the spacing of float32 and the range reduction limit what sin can mean: bounded is all one can ask.
    if (a.id === 'sin' && Math.abs(z) > 1e3) {
      expect(Math.abs(measured[i]!)).toBeLessThanOrEqual(1.0001);
      return;
    }
    if (!(Math.abs(expected) < FLOAT32_MAX)) return;
    const d = Math.abs(measured[i]! - expected) / Math.max(Math.abs(expected), floor(z));
    if (!(d <= deviation)) [deviation, at] = [d, z];
  });
  return [deviation, at];
}

/** σ to σ‴. */
const FORMS = ['value', 'derivative', 'second', 'third'] as const;

/** Value scale of one: an absolute error of float32 size is all that these libraries promise below it. */
const absolute = () => 1;
/** Below 1e-37 float32 is subnormal, and devices flush it to 0. */
const relative = () => 1e-36;

test('the grid holds every kink, where all forms follow one convention', () => {
  for (const { id, kinks } of SAMPLES) for (const kink of kinks) expect(GRID, id).toContain(kink);
});

describe.each(['cpu', 'wasm', 'webgpu'])('on TensorFlow.js %s', (backend) => {
  beforeAll(async () => {
    setWasmPaths({
      'tfjs-backend-wasm.wasm': plainWasm,
      'tfjs-backend-wasm-simd.wasm': simdWasm,
      'tfjs-backend-wasm-threaded-simd.wasm': threadedWasm,
    });
    await tf.setBackend(backend);
    await tf.ready();
    expect(tf.getBackend()).toBe(backend);
  });

  test.each(SAMPLES.map((a) => [a.id, a] as const))('%s and its derivatives agree with float64', async (_, a) => {
    for (const [order, form] of FORMS.entries()) {
      const measured = await evaluateTensor(a, form);
      const [deviation, at] = worst(a, a.derivatives[order as 0 | 1 | 2 | 3], measured, absolute);
      expect(deviation, `${form} at z = ${at}`).toBeLessThan(1e-6);
    }
  });
});

async function evaluateTensor(a: Activation, form: (typeof FORMS)[number]): Promise<ArrayLike<number>> {
  const out = tf.tidy(() => a.tfjs[form](tf, tf.tensor1d(GRID)));
  const values = await out.data();
  out.dispose();
  return values;
}

describe('as WGSL', () => {
  let device: GPUDevice;
  beforeAll(async () => {
    const adapter = await navigator.gpu.requestAdapter();
    if (adapter === null) throw new Error('This test needs WebGPU.');
    device = await adapter.requestDevice();
  });

  test.each(SAMPLES.map((a) => [a.id, a] as const))('%s and its derivatives agree with float64', async (_, a) => {
    const measured = await evaluateWgsl(device, a);
    for (const [order, form] of FORMS.entries()) {
      const [deviation, at] = worst(a, a.derivatives[order as 0 | 1 | 2 | 3], measured[form], absolute);
      expect(deviation, `${form} at z = ${at}`).toBeLessThan(1e-6);
    }
  });

  test.each(SAMPLES.filter((a) => a.derivatives[0](0) === 0).map((a) => [a.id, a] as const))(
    '%s keeps its relative precision down to tiny arguments, where K* = 0 lives',
    async (_, a) => {
      const { value } = await evaluateWgsl(device, a);
      GRID.forEach((z, i) => {
        if (Math.abs(z) > 0.5) return;
        const expected = a.derivatives[0](z);
        expect(Math.abs(value[i]! - expected) / Math.max(Math.abs(expected), relative()), `z = ${z}`).toBeLessThan(
          1e-6,
        );
      });
    },
  );

  test('softplus keeps its digits far to the left, where it is e^z', async () => {
    const softplus = activation('softplus');
    const { value } = await evaluateWgsl(device, softplus);
    GRID.forEach((z, i) => {
      if (z > -3 || z < -80) return;
      expect(value[i]! / softplus.derivatives[0](z), `z = ${z}`).toBeCloseTo(1, 4);
    });
  });
});

/** σ to σ‴ over the grid by a compute shader of one thread per point. */
async function evaluateWgsl(
  device: GPUDevice,
  a: Activation,
): Promise<Readonly<Record<(typeof FORMS)[number], Float32Array>>> {
  const count = GRID.length;
  const module = device.createShaderModule({
    code: `
      @group(0) @binding(0) var<storage, read> grid: array<f32>;
      @group(0) @binding(1) var<storage, read_write> out: array<f32>;
      @compute @workgroup_size(64) fn main(@builtin(global_invocation_id) id: vec3u) {
        if (id.x >= ${count}u) { return; }
        let z = grid[id.x];
        ${FORMS.map((form, order) => `out[id.x + ${order * count}u] = ${a.wgsl[form]};`).join('\n        ')}
      }`,
  });
  const messages = (await module.getCompilationInfo()).messages.filter((m) => m.type === 'error');
  expect(messages.map((m) => m.message)).toEqual([]);
  const pipeline = device.createComputePipeline({ layout: 'auto', compute: { module, entryPoint: 'main' } });
  const input = device.createBuffer({ size: 4 * count, usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST });
  const output = device.createBuffer({ size: 16 * count, usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC });
  const readback = device.createBuffer({ size: 16 * count, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
  device.queue.writeBuffer(input, 0, GRID);
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(
    0,
    device.createBindGroup({
      layout: pipeline.getBindGroupLayout(0),
      entries: [
        { binding: 0, resource: { buffer: input } },
        { binding: 1, resource: { buffer: output } },
      ],
    }),
  );
  pass.dispatchWorkgroups(Math.ceil(count / 64));
  pass.end();
  encoder.copyBufferToBuffer(output, 0, readback, 0, 16 * count);
  device.queue.submit([encoder.finish()]);
  await readback.mapAsync(GPUMapMode.READ);
  const all = new Float32Array(readback.getMappedRange().slice(0));
  for (const buffer of [input, output, readback]) buffer.destroy();
  const of = (order: number) => all.slice(order * count, (order + 1) * count);
  return { value: of(0), derivative: of(1), second: of(2), third: of(3) };
}
