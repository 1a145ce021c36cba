/** Starts TensorFlow.js backends. Each is a module of its own, loaded only when it is used. */

import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedSimd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import * as tf from '@tensorflow/tfjs-core';
import { openDevice } from '../device.ts';
import type { Backend } from './engine.ts';

const MEBIBYTE = 2 ** 20;
const never = new Promise<string>(() => {});

/** Rejects where no adapter is to be had: ask for one first (probe.ts). */
export async function startWebGPU(adapter: GPUAdapter, label: string): Promise<Backend> {
  const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu');
  const device = await openDevice(adapter);
  // Our own device instead of the backend's, which ignores device.lost and throws where there is no adapter.
  if (tf.findBackendFactory('webgpu')) tf.removeBackend('webgpu');
  tf.registerBackend('webgpu', () => new WebGPUBackend(device, adapter.info));
  await start('webgpu');
  return {
    id: 'webgpu',
    adapter: label,
    // A GPU does not say how much memory it has; what one tensor may take, it does.
    limits: { total: 2048 * MEBIBYTE, tensor: device.limits.maxStorageBufferBindingSize },
    lost: device.lost.then(({ message }) => message),
  };
}

export async function startWasm(): Promise<Backend> {
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  // From our own origin; only the one that fits is fetched.
  setWasmPaths({
    'tfjs-backend-wasm-simd.wasm': simd,
    'tfjs-backend-wasm-threaded-simd.wasm': threadedSimd,
    'tfjs-backend-wasm.wasm': plain,
  });
  // The backend's threads serve no product of ours (XNNPACK is called without its pool), and starting them costs
  // time and memory: single-threaded even where the page is cross-origin isolated.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  await start('wasm');
  const hasSimd = await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT');
  return {
    id: 'wasm',
    adapter: `${hasSimd ? 'SIMD' : 'no SIMD'}, 1 thread`,
    limits: { total: 1024 * MEBIBYTE, tensor: 512 * MEBIBYTE },
    lost: never,
  };
}

export async function startCpu(): Promise<Backend> {
  await import('@tensorflow/tfjs-backend-cpu');
  await start('cpu');
  return {
    id: 'cpu',
    adapter: '1 thread',
    limits: { total: 1024 * MEBIBYTE, tensor: 512 * MEBIBYTE },
    lost: never,
  };
}

async function start(name: Backend['id']): Promise<void> {
  if (!(await tf.setBackend(name))) throw new Error(`The ${name} backend did not start.`);
  await tf.ready();
}
