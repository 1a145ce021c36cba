/** Many networks of one program, each with its own numbers, as one experiment: the cells of a map. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Arm, Experiment } from '../../experiment/experiment.ts';
import { setup } from '../../experiment/setup.ts';
import { uint32Stream } from '../../lib/random.ts';
import { arm, experiment, frameAfter } from '../testing.ts';
import { wasmEngine } from './engine.ts';
import { armsThatFit, layoutOf } from './layout.ts';

/** Random initialisations and learning rates: some overflow at the start, some diverge, some learn. */
function randomCells(count: number, activation: string, kind: Partial<Arm> = {}): readonly Arm[] {
  const uint32 = uint32Stream(7, 'cells', 0);
  const between = (from: number, to: number) => from * (to / from) ** (uint32() / 2 ** 32);
  return Array.from({ length: count }, () => {
    const cb = between(0.01, 1);
    return arm(activation, {
      ...kind,
      init: 'custom',
      cw: between(0.1, 40),
      cb,
      k1: cb + between(0.01, 100),
      learningRate: between(1e-5, 1),
    });
  });
}

/** What its link opens. */
const alone = (chosen: Experiment, { learningRate, ...own }: Arm): Experiment => ({
  ...chosen,
  arms: [own],
  learningRate: learningRate ?? chosen.learningRate,
});

describe('each arm of many is to the last bit what it is alone', () => {
  test.each([
    ['mrepu.2', {}, { optimizer: 'adam' }],
    ['repu.2', { skip: 0.5 }, { optimizer: 'sgd', batch: 19 }],
    ['tanh', { norm: 'rms' }, { optimizer: 'momentum', task: { name: 'moons', settings: { points: 60, noise: 0.1 } } }],
  ] as const)('50 random cells of %s', async (id, kind, changes) => {
    const cells = randomCells(50, id, kind);
    const chosen = experiment(cells, { depth: 6, width: 10, ...changes });
    const trainer = await wasmEngine().create(chosen, 1);
    await trainer.advance(90);
    const { measurement, outputs } = await trainer.measure();
    const points = new Float32Array(20).map((_, i) => i / 10 - 1);
    const predictions = await trainer.predict(points);
    trainer.dispose();
    for (const [i, cell] of cells.entries()) {
      const single = await wasmEngine().create(alone(chosen, cell), 1);
      await single.advance(90);
      const own = await single.measure();
      expect([measurement.arms[i], outputs[i]]).toEqual([own.measurement.arms[0], own.outputs[0]]);
      expect(predictions[i]).toEqual((await single.predict(points))[0]);
      single.dispose();
    }
    const fates = new Set(measurement.arms.map(({ status, failure }) => `${status} ${failure?.step === 0}`));
    // Where nothing fails nothing is tried; normalised layers of tanh do not.
    expect(fates.size).toBeGreaterThan(id === 'tanh' ? 0 : 1);
  });
});

describe('what many arms cost', () => {
  afterEach(() => vi.unstubAllGlobals());

  test('arms of one program share their kernels, however their numbers differ', async () => {
    let instances = 0;
    class Instance extends WebAssembly.Instance {
      constructor(...told: ConstructorParameters<typeof WebAssembly.Instance>) {
        super(...told);
        instances++;
      }
    }
    vi.stubGlobal('WebAssembly', Object.create(WebAssembly, { Instance: { value: Instance } }));
    const cells = randomCells(40, 'gelu');
    await frameAfter(wasmEngine(), experiment([...cells, arm('tanh'), arm('gelu', { skip: 1 })]), 0);
    expect(instances).toBe(3);
  });

  test('the price of the setup grows with their number, not with its square', () => {
    const arms = randomCells(8192, 'mrepu.2');
    const started = performance.now();
    const { arms: prepared } = setup(experiment(arms));
    // Labels compared pairwise took over ten seconds.
    expect(performance.now() - started).toBeLessThan(3000);
    expect(prepared.at(-1)?.label).toBe('MRePU(2) #8192');
  });

  test('1,024 networks of depth 10 and width 32 fit, and it is said how many do', async () => {
    const chosen = experiment(randomCells(1, 'mrepu.2'), { depth: 10, width: 32, batch: 64 });
    const { data } = setup(chosen);
    const most = armsThatFit(layoutOf(chosen, data));
    expect(most).toBeGreaterThan(4096);
    const repeated = (count: number) => ({ ...chosen, arms: new Array<Arm>(count).fill(chosen.arms[0] as Arm) });
    expect(layoutOf(repeated(most), data).totalBytes).toBeLessThanOrEqual(2 ** 31);
    expect(layoutOf(repeated(most + 1), data).totalBytes).toBeGreaterThan(2 ** 31);
    await expect(wasmEngine().create(repeated(most + 1), 1)).rejects.toThrow(
      `Choose at most ${most.toLocaleString('en')} arms, a smaller width or depth.`,
    );
  });
});
