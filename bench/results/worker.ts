/** A process that trains networks one after the other, as pool.ts orders. */
import os from 'node:os';
import { wasmFeatures } from '../../src/engine/wasm/features.ts';
import { errorMessage } from '../../src/lib/errorMessage.ts';
import { type Order, trainNetwork } from './network.ts';
import type { Message } from './pool.ts';

// Whoever works on this machine goes first.
os.setPriority(10);
const [, , digitsFile = ''] = process.argv;
const say = (message: Message): void => {
  // Whoever ordered may be gone.
  if (process.connected) process.send?.(message);
};
say({
  ready: `fused-wasm (${wasmFeatures().fma ? 'FMA' : 'no FMA'}) in Node ${process.versions.node}, V8 ${process.versions.v8}`,
});
process.on('message', async (order: Order) => {
  try {
    say({ ending: await trainNetwork(order, digitsFile) });
  } catch (error) {
    say({ error: errorMessage(error) });
  }
});
process.on('disconnect', () => process.exit(0));
