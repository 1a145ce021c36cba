import { describe, expect, test } from 'vitest';
import { setup } from '../experiment/setup.ts';
import { variance } from '../lib/statistics.ts';
import { arm, experiment } from './testing.ts';
import { drawNetwork, layerShapes, parameterCount, replicaSeed, scaledInputs } from './weights.ts';

const draw = (chosen: ReturnType<typeof experiment>, replica = 0) => drawNetwork(setup(chosen), chosen, replica);

/** FNV-1a of the bits. */
function fingerprint(values: Float32Array): string {
  let hash = 0x811c9dc5;
  for (const byte of new Uint8Array(values.buffer)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16);
}

describe('initial weights', () => {
  test('are laid out layer by layer, weights before biases', () => {
    const chosen = experiment([arm('relu')], { depth: 3, width: 4 });
    const shapes = layerShapes(chosen, setup(chosen).data);
    expect(shapes).toEqual([
      { fanIn: 1, fanOut: 4, weights: 0, biases: 4 },
      { fanIn: 4, fanOut: 4, weights: 8, biases: 24 },
      { fanIn: 4, fanOut: 1, weights: 28, biases: 32 },
    ]);
    expect(parameterCount(shapes)).toBe(33);
  });

  test('are the same bits for ever: a permalink shows the same networks', () => {
    const chosen = experiment([arm('relu', { init: 'custom', cw: 1.7, cb: 0.2 })], { seed: 12345 });
    expect(draw(chosen, 3).map(fingerprint)).toMatchInlineSnapshot(`
      [
        "df31907e",
      ]
    `);
  });

  test('of all arms come from the same normals, scaled by each arm’s C_W', () => {
    const quadruple = arm('tanh', { init: 'custom', cw: 4, cb: 0 });
    const [one, four] = draw(experiment([arm('relu', { init: 'lecun' }), quadruple]));
    expect(Array.from(four as Float32Array)).toEqual(Array.from(one as Float32Array, (w) => 2 * w));
  });

  test('of replica r are those of seed + r, modulo 2³²', () => {
    const chosen = experiment([arm('relu')], { seed: 0xffffffff });
    expect(replicaSeed(0xffffffff, 1)).toBe(0);
    expect(draw(chosen, 2)).toEqual(draw({ ...chosen, seed: 1 }));
    expect(draw(chosen, 1)).not.toEqual(draw({ ...chosen, seed: 1 }));
  });

  test('have variance C_W / fan-in, biases C_b', () => {
    const width = 200;
    const chosen = experiment([arm('relu', { init: 'custom', cw: 3, cb: 0.5 })], { depth: 3, width });
    const [network] = draw(chosen) as [Float32Array];
    const hidden = layerShapes(chosen, setup(chosen).data)[1];
    if (!hidden) throw new Error('no hidden layer');
    // Relative standard error of a variance of N normals: √(2/N).
    const weights = network.subarray(hidden.weights, hidden.biases);
    expect(Math.abs((variance(weights) * width) / 3 - 1)).toBeLessThan(4 * Math.sqrt(2 / weights.length));
    const biases = network.subarray(hidden.biases, hidden.biases + width);
    expect(Math.abs(variance(biases) / 0.5 - 1)).toBeLessThan(4 * Math.sqrt(2 / width));
  });

  test('biases are zero where C_b is', () => {
    const chosen = experiment([arm('relu')]);
    const [network] = draw(chosen) as [Float32Array];
    for (const { biases, fanOut } of layerShapes(chosen, setup(chosen).data)) {
      expect(network.subarray(biases, biases + fanOut).every((b) => b === 0)).toBe(true);
    }
  });

  test('inputs are scaled to K_1', () => {
    const chosen = experiment([arm('relu', { init: 'he', k1: 0.3 })]);
    const prepared = setup(chosen);
    const [only] = prepared.arms;
    if (!only) throw new Error('no arm');
    const inputs = scaledInputs(prepared.data, only);
    expect((2 * inputs.reduce((sum, x) => sum + x * x, 0)) / inputs.length).toBeCloseTo(0.3, 6);
  });
});
