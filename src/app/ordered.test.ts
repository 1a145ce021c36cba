/** What theory says of the ordered phase and of the batch mean's band, held against networks. */
import { describe, expect, test } from 'vitest';
import { wasmEngine } from '../engine/wasm/engine.ts';
import { parseFragment } from '../experiment/permalink.ts';
import { batchBand } from './batchBand.ts';
import { theoryOf } from './theory.ts';

async function atStart(fragment: string) {
  const { experiment } = parseFragment(`#${fragment}&steps=0`);
  const trainer = await wasmEngine().create(experiment, 0);
  try {
    return { experiment, prediction: theoryOf(experiment).predictions[0], frame: await trainer.measure() };
  } finally {
    trainer.dispose();
  }
}

/** Part of the mean square of the outputs that differs between inputs. */
function telling(outputs: Float32Array): number {
  const mean = outputs.reduce((sum, y) => sum + y, 0) / outputs.length;
  const square = (values: readonly number[]) => values.reduce((sum, y) => sum + y * y, 0);
  return square(Array.from(outputs, (y) => y - mean)) / square(Array.from(outputs));
}

describe('the ordered phase', () => {
  const ORDERED = 'arm=tanh_init.custom_cw.0.8_cb.0.1&width=256';

  test.each([1, 2, 3])('is where the outputs no longer tell inputs apart, seed %i', async (seed) => {
    const shallow = await atStart(`${ORDERED}&depth=6&seed=${seed}`);
    expect(shallow.prediction?.mergeLayer).toBe(null);
    expect(telling(shallow.frame.outputs[0]!)).toBeGreaterThan(1e-4);
    const deep = await atStart(`${ORDERED}&depth=40&seed=${seed}`);
    const layer = deep.prediction?.mergeLayer ?? 0;
    expect(layer).toBeGreaterThan(6);
    expect(layer).toBeLessThan(40);
    // 40 layers are far beyond it, and the signal lives.
    expect(telling(deep.frame.outputs[0]!)).toBeLessThan(1e-6);
    expect(deep.frame.measurement.arms[0]?.variance[38]).toBeGreaterThan(0.05);
  });

  test.each([
    ['at a critical point', 'arm=tanh&depth=64'],
    ['where the signal itself vanishes', 'arm=gelu_init.he&depth=64'],
    ['where it overflows', 'arm=repu.3&depth=20'],
    ['where inputs and signal shrink alike', 'arm=relu_init.lecun&depth=10'],
  ])('is not %s', (_, fragment) => {
    const { experiment } = parseFragment(`#${fragment}`);
    expect(theoryOf(experiment).predictions[0]?.mergeLayer).toBe(null);
  });
});

test.each([64, 128])(
  'GELU with He and depth 64 stays within its band at width %i, which ends where leading order does',
  async (width) => {
    const { experiment, prediction, frame } = await atStart(`arm=gelu_init.he&depth=64&width=${width}&replicas=12`);
    const band = batchBand(experiment, 0);
    const drawn = band.indexOf(null);
    expect(drawn).toBeGreaterThanOrEqual(2);
    expect(drawn).toBeLessThan(12);
    for (let l = 0; l < drawn; l++) {
      const measured = frame.measurement.arms[0]!.variance[l]!;
      // The mean of twelve has a standard error of 0.29 bands.
      expect(Math.abs(measured - prediction!.variance[l]!) / band[l]!, `layer ${l + 1}`).toBeLessThan(1);
    }
  },
);
