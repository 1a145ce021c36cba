import { afterEach, describe, expect, test, vi } from 'vitest';
import { FAMILIES } from '../../activations/catalogue.ts';
import { defaultSettings, task } from '../../tasks/catalogue.ts';
import { describeEngine } from '../engines.suite.ts';
import { describeLayers } from '../layers.suite.ts';
import { referenceEngine } from '../reference/engine.ts';
import { arm, armOf, expectClose, experiment, frameAfter, taskOf } from '../testing.ts';
import { wasmEngine } from './engine.ts';
import { wasmFeatures } from './features.ts';

/** The engines' common suite on the path without fused multiply-add; engines.browser.test.ts runs the browser's own. */
const plain = { simd: true, fma: false };
describeEngine('fused-wasm', async () => wasmEngine(plain));
describeLayers(() => wasmEngine(plain));

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
      const chosen = experiment([arm(id, id.includes('mrepu') ? { k1: K1_OF_MREPU } : {})], { depth, width });
      const actual = armOf(await frameAfter(wasmEngine(), chosen, 0));
      const expected = armOf(await frameAfter(referenceEngine, chosen, 0));
      expectClose(actual.variance, expected.variance, 1e-4, `variance at depth ${depth}`);
      expectClose(actual.gradient, expected.gradient, 1e-4, `gradient at depth ${depth}`);
    }
  });

  test.each(['sgd', 'momentum', 'adam'] as const)('40 steps of %s with odd width and batch', async (optimizer) => {
    const learningRate = optimizer === 'adam' ? 1e-3 : 1e-2;
    const chosen = experiment([arm('mrepu.2'), arm('tanh')], { optimizer, learningRate, width: 13, batch: 37 });
    const [actual, expected] = [
      await frameAfter(wasmEngine(), chosen, 40),
      await frameAfter(referenceEngine, chosen, 40),
    ];
    for (const index of [0, 1]) {
      expectClose([armOf(actual, index).loss], [armOf(expected, index).loss], 1e-3, 'loss');
      expectClose(armOf(actual, index).variance, armOf(expected, index).variance, 1e-3, 'variance');
    }
  });
});

describe('kernels are compiled once for networks that share them', () => {
  const base = { depth: 3, width: 12, batch: 32, learningRate: 1e-2 } as const;
  const heat = { name: 'heat', settings: defaultSettings(task('heat')) };
  const VARIANTS = [
    ['the first', [arm('tanh')], {}],
    ['another depth', [arm('tanh')], { depth: 5 }],
    ['another seed', [arm('tanh')], { seed: 9 }],
    ['another width', [arm('tanh')], { width: 11 }],
    ['another batch', [arm('tanh')], { batch: 31 }],
    ['another optimizer', [arm('tanh')], { optimizer: 'momentum' }],
    ['another input scale', [arm('tanh', { k1: 0.2 })], {}],
    ['another activation', [arm('gelu')], {}],
    ['another power', [arm('mrepu.2'), arm('mrepu.3')], {}],
    ['a skip', [arm('tanh', { skip: 1 })], {}],
    ['another skip', [arm('tanh', { skip: 0.5 })], {}],
    ['a norm', [arm('tanh', { norm: 'rms' })], {}],
    ['another norm', [arm('tanh', { norm: 'layer' })], {}],
    ['both', [arm('tanh', { norm: 'layer', skip: 1 })], {}],
    ['an equation', [arm('tanh')], { task: heat, batch: 48 }],
    ['the first again', [arm('tanh')], {}],
  ] as const;

  test.each(VARIANTS)('%s: the reference’s loss after 20 steps', async (_, arms, changes) => {
    const chosen = experiment([...arms], { ...base, ...changes });
    const [actual, expected] = [
      await frameAfter(wasmEngine(plain), chosen, 20),
      await frameAfter(referenceEngine, chosen, 20),
    ];
    for (const index of arms.keys()) {
      expectClose([armOf(actual, index).loss], [armOf(expected, index).loss], 1e-4, 'loss');
    }
  });
});

describe('inputs that are scaled', () => {
  // Adam hardly notices the size of a gradient; these two do.
  test.each([
    ['polynomial', 'sgd', 0.05],
    ['polynomial', 'momentum', 0.05],
    ['spirals', 'sgd', 4],
    ['heat', 'momentum', 2],
  ] as const)('%s, %s: the first layer learns at its own pace, mean K_1 %d', async (name, optimizer, k1) => {
    const chosen = experiment([arm('tanh', { k1, init: 'lecun' })], {
      task: { name, settings: defaultSettings(task(name)) },
      optimizer,
      learningRate: 3e-3,
      depth: 3,
      width: 9,
      batch: 31,
    });
    const [start, actual] = [await frameAfter(wasmEngine(), chosen, 0), await frameAfter(wasmEngine(), chosen, 30)];
    const expected = await frameAfter(referenceEngine, chosen, 30);
    expectClose(armOf(actual).variance, armOf(expected).variance, 1e-5, 'variance');
    expectClose([armOf(actual).loss], [armOf(expected).loss], 1e-5, 'loss');
    // What was learnt is far above that tolerance.
    const [before, after] = [start, actual].map((frame) => armOf(frame).variance[0] as number) as [number, number];
    expect(Math.abs(after / before - 1)).toBeGreaterThan(1e-4);
  });
});

describe('an equation observed at some of its points', () => {
  afterEach(() => vi.restoreAllMocks());

  test.each(['full', 9] as const)('statistics are theirs, training is over all, batch %s', async (batch) => {
    const poisson = task('poisson');
    const { data } = poisson;
    vi.spyOn(poisson, 'data').mockImplementation((settings, seed) => ({ ...data(settings, seed), observed: 11 }));
    // Points that no other test asks for: data are kept by their settings.
    const settings = { ...defaultSettings(poisson), points: batch === 'full' ? 41 : 43 };
    const chosen = experiment([arm('tanh')], { task: { name: 'poisson', settings }, batch, depth: 3, width: 9 });
    for (const steps of [0, 10]) {
      const actual = await frameAfter(wasmEngine(), chosen, steps);
      const expected = await frameAfter(referenceEngine, chosen, steps);
      expect(actual.outputs[0]?.length).toBe(11);
      expectClose(armOf(actual).variance, armOf(expected).variance, 1e-4, 'variance');
      expectClose(armOf(actual).gradient, armOf(expected).gradient, 1e-3, 'gradient');
      expectClose([armOf(actual).loss], [armOf(expected).loss], 1e-3, 'loss');
    }
  });
});

describe('kinds of layers', () => {
  afterEach(() => vi.restoreAllMocks());

  test('no skip and no norm are to the last bit what there is without a word of them', async () => {
    const none = arm('gelu', { skip: 0, norm: 'none', weights: 'gaussian' });
    const [said, unsaid] = [none, arm('gelu')].map((own) => frameAfter(wasmEngine(), experiment([own]), 20));
    expect(await said).toEqual(await unsaid);
  });

  test('an arm that normalises leaves the one beside it to the last bit as it is alone', async () => {
    const alone = await frameAfter(wasmEngine(), experiment([arm('tanh')]), 20);
    const beside = await frameAfter(wasmEngine(), experiment([arm('tanh'), arm('tanh', { norm: 'rms' })]), 20);
    expect(armOf(beside)).toEqual(armOf(alone));
  });

  test.each([
    ['an equation', taskOf('heat')],
    ['slopes', taskOf('sine', { sobolev: 1 })],
  ])('normalised layers and %s are refused in a sentence', async (_, chosenTask) => {
    const chosen = experiment([arm('tanh', { norm: 'layer' })], { task: chosenTask });
    await expect(wasmEngine().create(chosen, 1)).rejects.toThrow(
      /^The derivatives that the loss asks for are not carried through a normalisation/,
    );
  });

  test.each(['rms', 'layer'] as const)(
    '%s: an example whose preactivations are all 0 is as the reference’s',
    async (norm) => {
      const line = task('polynomial');
      const { data } = line;
      vi.spyOn(line, 'data').mockImplementation((settings, seed) => {
        const made = data(settings, seed);
        return { ...made, inputs: made.inputs.map((x, i) => (i === 5 ? 0 : x)) };
      });
      // A degree that no other test asks for: data are kept by their settings.
      const settings = { ...defaultSettings(line), degree: norm === 'rms' ? 9 : 8 };
      const kind = { norm, skip: 1, init: 'custom', cw: 0.5, cb: 0 } as const;
      const chosen = experiment([arm('tanh', kind)], { task: { name: 'polynomial', settings }, depth: 4 });
      for (const steps of [0, 5]) {
        const actual = armOf(await frameAfter(wasmEngine(), chosen, steps));
        const expected = armOf(await frameAfter(referenceEngine, chosen, steps));
        expectClose(actual.variance, expected.variance, 1e-3, 'variance');
        expectClose(actual.gradient, expected.gradient, 1e-3, 'gradient');
        expectClose([actual.loss], [expected.loss], 1e-3, 'loss');
      }
    },
  );
});

describe('predictions', () => {
  test('null for an arm that has diverged since anybody looked', async () => {
    const sgd = { optimizer: 'sgd', learningRate: 10 } as const;
    const trainer = await wasmEngine().create(experiment([arm('mrepu.2', { k1: 0.01 })], sgd), 1);
    await trainer.advance(20);
    expect(await trainer.predict(Float32Array.of(0.5))).toEqual([null]);
    trainer.dispose();
  });

  test('an input scale counts once, in values and derivatives alike', async () => {
    const chosen = experiment([arm('tanh', { k1: 0.3 })], {
      task: { name: 'heat', settings: defaultSettings(task('heat')) },
      width: 9,
      depth: 3,
    });
    const trainer = await wasmEngine().create(chosen, 1);
    const step = 1e-2;
    const points = [0, step, -step].flatMap((by) => [0.4 + by, 0.3]).concat([0.4, 0.3 + step, 0.4, 0.3 - step]);
    const [outputs] = (await trainer.predict(Float32Array.from(points))) as [Float32Array];
    trainer.dispose();
    const u = (point: number) => outputs[4 * point] as number;
    const [, ux, uxx, ut] = outputs as unknown as [number, number, number, number];
    expect(Math.abs((u(1) - u(2)) / (2 * step) - ux)).toBeLessThan(1e-3 * Math.abs(ux));
    expect(Math.abs((u(1) - 2 * u(0) + u(2)) / step ** 2 - uxx)).toBeLessThan(3e-2 * Math.abs(uxx));
    expect(Math.abs((u(3) - u(4)) / (2 * step) - ut)).toBeLessThan(1e-3 * Math.abs(ut));
  });

  test('no points, no outputs', async () => {
    const trainer = await wasmEngine().create(experiment([arm('relu')]), 1);
    expect(await trainer.predict(new Float32Array(0))).toEqual([new Float32Array(0)]);
    trainer.dispose();
    trainer.dispose();
    expect(await trainer.predict(Float32Array.of(1))).toEqual([]);
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
