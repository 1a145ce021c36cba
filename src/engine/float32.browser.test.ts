import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plainWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { activation } from '../activations/catalogue.ts';
import { FORMULAS, SAMPLES } from '../activations/samples.ts';
import { derivativeOf } from '../formula/derivative.ts';
import { evaluated } from '../formula/evaluate.ts';
import { FORMS } from '../formula/float32/forms.ts';
import { GRID, worstDeviation } from '../formula/float32/testing.ts';
import type { Expression } from '../formula/graph.ts';
import { wgslForms } from '../formula/print/wgsl.ts';
import { tensorForms } from './tfjs/formula.ts';

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

  test.each(FORMULAS)('%s and its derivatives agree with float64', async (_, formula) => {
    for (const [order, form] of FORMS.entries()) {
      const measured = await evaluateTensor(formula, form);
      const [deviation, at] = worstDeviation(evaluated(derivativeOf(formula, order)), measured, formula);
      expect(deviation, `${form} at z = ${at}`).toBeLessThan(1e-6);
    }
  });
});

async function evaluateTensor(formula: Expression, form: (typeof FORMS)[number]): Promise<ArrayLike<number>> {
  const out = tf.tidy(() => tensorForms(formula)[form](tf.tensor1d(GRID)));
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

  test.each(FORMULAS)('%s and its derivatives agree with float64', async (_, formula) => {
    const measured = await evaluateWgsl(device, formula);
    for (const [order, form] of FORMS.entries()) {
      const [deviation, at] = worstDeviation(evaluated(derivativeOf(formula, order)), measured[form], formula);
      expect(deviation, `${form} at z = ${at}`).toBeLessThan(1e-6);
    }
  });

  test.each(SAMPLES.filter((a) => a.derivatives[0](0) === 0).map((a) => [a.id, a] as const))(
    '%s keeps its relative precision down to tiny arguments, where K* = 0 lives',
    async (_, a) => {
      const { value } = await evaluateWgsl(device, a.formula);
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
    const { value } = await evaluateWgsl(device, softplus.formula);
    GRID.forEach((z, i) => {
      if (z > -3 || z < -80) return;
      expect(value[i]! / softplus.derivatives[0](z), `z = ${z}`).toBeCloseTo(1, 4);
    });
  });
});

/** σ to σ‴ over the grid by a compute shader of one thread per point. */
async function evaluateWgsl(
  device: GPUDevice,
  formula: Expression,
): Promise<Readonly<Record<(typeof FORMS)[number], Float32Array>>> {
  const count = GRID.length;
  const bodies = wgslForms(formula);
  const module = device.createShaderModule({
    code: `
      @group(0) @binding(0) var<storage, read> grid: array<f32>;
      @group(0) @binding(1) var<storage, read_write> out: array<f32>;
      ${FORMS.map((form) => `fn ${form}(z: f32) -> f32 { ${bodies[form]} }`).join('\n')}
      @compute @workgroup_size(64) fn main(@builtin(global_invocation_id) id: vec3u) {
        if (id.x >= ${count}u) { return; }
        let z = grid[id.x];
        ${FORMS.map((form, order) => `out[id.x + ${order * count}u] = ${form}(z);`).join('\n        ')}
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
