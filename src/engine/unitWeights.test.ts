import { describe, expect, test } from 'vitest';
import { setup } from '../experiment/setup.ts';
import { arm, experiment } from './testing.ts';
import { unitWeights } from './unitWeights.ts';
import { drawNetwork } from './weights.ts';

const orthogonal = { law: 'orthogonal', seed: 7, layer: 2 } as const;

describe('orthogonal weights', () => {
  test.each([
    [8, 8],
    [3, 10],
    [10, 3],
    [1, 6],
    [6, 1],
  ])('from %i neurons to %i: W Wᵀ or Wᵀ W is the larger fan times 1', (fanIn, fanOut) => {
    const w = unitWeights({ ...orthogonal, fanIn, fanOut });
    const at = (k: number, j: number) => (fanOut >= fanIn ? w[k * fanOut + j]! : w[j * fanOut + k]!);
    const [few, many] = [Math.min(fanIn, fanOut), Math.max(fanIn, fanOut)];
    for (let a = 0; a < few; a++) {
      for (let b = 0; b < few; b++) {
        let product = 0;
        for (let i = 0; i < many; i++) product += at(a, i) * at(b, i);
        expect(product / many).toBeCloseTo(a === b ? 1 : 0, 6);
      }
    }
  });

  test('have the mean square C_W / fan-in in every layer, as Gaussian ones have, exactly', () => {
    const chosen = experiment([arm('tanh', { init: 'custom', cw: 1.7, cb: 0, weights: 'orthogonal' })], { width: 24 });
    const [network] = drawNetwork(setup(chosen), chosen, 0) as [Float32Array];
    const hidden = network.subarray(2 * 24, 2 * 24 + 24 * 24);
    expect((hidden.reduce((sum, w) => sum + w * w, 0) / 24 ** 2) * 24).toBeCloseTo(1.7, 5);
  });

  test('are the same bits for ever, and do not change the other arms', () => {
    const gaussian = arm('relu');
    const both = experiment([{ ...gaussian, weights: 'orthogonal' }, gaussian], { width: 5, depth: 3 });
    const [own, other] = drawNetwork(setup(both), both, 0) as [Float32Array, Float32Array];
    const alone = experiment([gaussian], { width: 5, depth: 3 });
    expect([other]).toEqual(drawNetwork(setup(alone), alone, 0));
    expect(
      Array.from(new Uint32Array(own.buffer).subarray(10, 22), (bits) => bits.toString(16)),
    ).toMatchInlineSnapshot(`
      [
        "3f608381",
        "3f4142f2",
        "bf0e94c8",
        "bf0ef912",
        "3e49ca32",
        "bed09bc7",
        "becfa017",
        "bf464133",
        "bd517e60",
        "3f843ae8",
        "3f539d2d",
        "be3f5c22",
      ]
    `);
  });
});
