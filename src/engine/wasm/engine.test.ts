import { describe, expect, test } from 'vitest';
import { FAMILIES } from '../../activations/catalogue.ts';
import { describeEngine } from '../engines.suite.ts';
import { referenceEngine } from '../reference/engine.ts';
import { arm, armOf, expectClose, experiment, frameAfter } from '../testing.ts';
import { wasmEngine } from './engine.ts';
import { wasmFeatures } from './features.ts';

/** The engines' common suite on the path without fused multiply-add; engines.browser.test.ts runs the browser's own. */
const plain = { simd: true, fma: false };
describeEngine('fused-wasm', async () => wasmEngine(plain));

const everyFamily = FAMILIES.map((family) => family.create(family.parameter?.default ?? null).id);

/** So small that narrow networks stay stable to depth 64: where MRePU runs away, each layer triples relative errors. */
const K1_OF_MREPU = 1e-6;

describe('every activation at any depth and width', () => {
  test.each(everyFamily)('%s: variances and gradients are the reference’s', async (id) => {
    for (const [depth, width] of [
      [2, 33],
      [17, 9],
      [64, 6],
    ] as const) {
      const chosen = experiment([arm(id, id.startsWith('mrepu') ? { k1: K1_OF_MREPU } : {})], { depth, width });
      const actual = armOf(await frameAfter(wasmEngine(), chosen, 0));
      const expected = armOf(await frameAfter(referenceEngine, chosen, 0));
      expectClose(actual.variance, expected.variance, 1e-4, `variance at depth ${depth}`);
      expectClose(actual.gradient, expected.gradient, 1e-4, `gradient at depth ${depth}`);
    }
  });

  test.each(['sgd', 'momentum', 'adam'] as const)('100 steps of %s with odd width and batch', async (optimizer) => {
    const learningRate = optimizer === 'adam' ? 1e-3 : 1e-2;
    const chosen = experiment([arm('mrepu.2'), arm('tanh')], { optimizer, learningRate, width: 13, batch: 37 });
    const [actual, expected] = [
      await frameAfter(wasmEngine(), chosen, 100),
      await frameAfter(referenceEngine, chosen, 100),
    ];
    for (const index of [0, 1]) {
      expectClose([armOf(actual, index).loss], [armOf(expected, index).loss], 1e-3, 'loss');
      expectClose(armOf(actual, index).variance, armOf(expected, index).variance, 1e-3, 'variance');
    }
  });
});

describe('what the browser lacks', () => {
  test('without vector instructions the engine is refused in words', () => {
    expect(() => wasmEngine({ simd: false, fma: false })).toThrow(/lacks the vector instructions/);
  });

  test('the adapter says what is used', () => {
    expect(wasmEngine(plain).adapter).toBe('SIMD, 1 thread');
    expect(wasmEngine({ simd: true, fma: true }).adapter).toBe('SIMD, FMA, 1 thread');
    expect(wasmFeatures().simd).toBe(true);
  });
});
