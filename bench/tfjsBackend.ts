/** What all contestants that use TensorFlow.js share: one registry of backends, of which one is active. */
// First: it registers the flags that the others read.
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js';

export type BackendName = 'webgpu' | 'wasm' | 'cpu';

export async function activate(backend: BackendName): Promise<void> {
  if (tf.getBackend() !== backend && !(await tf.setBackend(backend))) throw new Error(`there is no backend ${backend}`);
}

/** Waits until the active backend has done all it was told: what is read back was put on its queue last. */
export async function drain(): Promise<void> {
  const last = tf.fill([4], 1);
  await last.data();
  last.dispose();
}
