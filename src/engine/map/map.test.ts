import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadFormulas } from '../../activations/loadFormulas.ts';
import { DEFAULT_DISPLAY } from '../../experiment/defaults.ts';
import type { Arm, Experiment } from '../../experiment/experiment.ts';
import { mapKeysOf } from '../../experiment/map/axis.ts';
import { cellExperiment } from '../../experiment/map/cell.ts';
import type { MapCell, MapPlan } from '../../experiment/map/map.ts';
import { defaultAxis } from '../../experiment/map/plan.ts';
import { parseFragment, serialise } from '../../experiment/permalink.ts';
import { setup } from '../../experiment/setup.ts';
import { uint32Stream } from '../../lib/random.ts';
import { type ArmMeasurement, type Engine, EngineError } from '../engine.ts';
import { createPool, type Pool } from '../pool/pool.ts';
import { type FakeWorker, fakeWorker } from '../pool/testing.ts';
import { arm, armMeasurement, experiment } from '../testing.ts';
import { wasmEngine } from '../wasm/engine.ts';
import { batchOf, type CellReport, type CellsOrder, measureCells } from './cells.ts';
import { cellOutcome } from './outcome.ts';
import { nearestKnown, passesOf, stridesOf } from './passes.ts';
import { type MapNews, runMap } from './run.ts';

beforeAll(loadFormulas);

const axes = (x: number, y: number): Pick<MapPlan, 'x' | 'y'> => ({
  x: { key: 'cw', from: 0.1, to: 10, cells: x, log: true },
  y: { key: 'k1', from: 0.01, to: 10, cells: y, log: true },
});

describe('from coarse to fine', () => {
  it('every cell is computed once, at most 8 × 8 at first', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 64 }), fc.integer({ min: 1, max: 64 }), (nx, ny) => {
        const passes = passesOf(axes(nx, ny));
        expect(passes[0]?.length).toBeLessThanOrEqual(64);
        expect(passes.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: nx * ny }, (_, i) => i));
      }),
      { numRuns: 200, seed: 1 },
    );
    expect(passesOf(axes(64, 64)).map(({ length }) => length)).toEqual([64, 192, 768, 3072]);
    expect(stridesOf(axes(64, 8))).toEqual([
      { x: 8, y: 1 },
      { x: 4, y: 1 },
      { x: 2, y: 1 },
      { x: 1, y: 1 },
    ]);
  });

  it('the cell that stands for another is its nearest coarser one', () => {
    const plan = axes(32, 32);
    const cells = new Array<number | null>(32 * 32).fill(null);
    const near = nearestKnown(plan);
    expect(near(cells, 100)).toBeNull();
    for (const index of passesOf(plan)[0] ?? []) cells[index] = index;
    expect(near(cells, 7 * 32 + 5)).toBe(4 * 32 + 4);
    cells[6 * 32 + 4] = -1;
    expect(near(cells, 7 * 32 + 5)).toBe(-1);
  });
});

const measured = (changes: Partial<ArmMeasurement> = {}): ArmMeasurement =>
  armMeasurement({ variance: [1, 0.9, 0.8], loss: 1, learned: false, replicasVanished: 0, ...changes });

describe('the outcome of a cell', () => {
  const failure = { kind: 'overflow', layer: 2, step: 0 } as const;
  const lost = measured({ variance: [1, 1e-4, 9e-7] });
  it.each([
    ['open at initialisation', measured(), null, 'open', 'open', null, null],
    ['overflow', measured({ failure, loss: null }), measured({ failure, loss: null }), 'overflow', 'overflow', 2, null],
    [
      'a loss beyond float32',
      measured({ failure: { kind: 'loss', layer: null, step: 0 } }),
      null,
      'overflow',
      'overflow',
      null,
      null,
    ],
    ['vanished', lost, null, 'vanished', 'vanished', 3, null],
    ['vanished, and it learns only the mean', lost, lost, 'vanished', 'vanished', 3, null],
    [
      'a faint signal that was learned from all the same',
      lost,
      measured({ learned: true, loss: 0.1 }),
      'learned',
      'vanished',
      null,
      null,
    ],
    ['diverged', measured(), measured({ failure: { ...failure, step: 7 } }), 'diverged', 'open', 2, 7],
    ['died in training', measured(), measured({ replicasVanished: 1 }), 'vanished', 'open', null, null],
    ['the mean', measured(), measured({ loss: 0.49 }), 'mean', 'open', null, null],
    ['learned', measured(), measured({ loss: 0.1, learned: true }), 'learned', 'open', null, null],
  ] as const)('%s', (_, start, end, outcome, begun, layer, step) => {
    expect(cellOutcome(start, end)).toEqual({ outcome, start: begun, layer, step, loss: (end ?? start).loss });
  });
});

/** Arms of several kinds, their starts and their axes. */
const ARMS: readonly Arm[] = [
  arm('repu.2'),
  arm('mrepu.2'),
  arm('relu', { init: 'he' }),
  arm('tanh', { init: 'best' }),
  arm('gelu', { norm: 'rms', skip: 1 }),
  { ...arm('formula.z-0-z-a-add-max-2-pow-mul_a.0.5'), init: 'lecun' },
];
const small = (arms: readonly Arm[], changes: Partial<Experiment> = {}): Experiment =>
  experiment(arms, { depth: 4, width: 8, batch: 16, ...changes });

describe('cells trained side by side', () => {
  it('come to what the same experiments come to by their links, 60 of them', async () => {
    const engine = wasmEngine();
    const random = uint32Stream(1, 'cells', 0);
    const draw = (most: number): number => random() % most;
    const outcomes = new Set<string>();
    for (let trial = 0; trial < 12; trial++) {
      const chosen = small([ARMS[trial % ARMS.length] as Arm], {
        learningRate: 0.01,
        optimizer: trial % 2 ? 'adam' : 'sgd',
      });
      const keys = mapKeysOf(chosen).filter((key) => key !== 'depth' && key !== 'width');
      const x = keys[draw(keys.length)] ?? 'cw';
      const others = keys.filter((key) => key !== x);
      const y = others[draw(others.length)] ?? 'k1';
      const xAxis = defaultAxis(chosen, x, y === 'cb' ? defaultAxis(chosen, y) : null);
      const plan = { x: xAxis, y: defaultAxis(chosen, y, xAxis), steps: 12 };
      const cells = Array.from({ length: 5 }, () => draw(256));
      const { reports } = await measureCells({ experiment: chosen, arm: 0, plan, cells }, engine);
      for (const [i, report] of reports.entries()) {
        const { index, cell } = report as { index: number; cell: MapCell };
        expect(index).toBe(cells[i]);
        const link = serialise(cellExperiment(chosen, 0, plan, index % 16, Math.floor(index / 16)), DEFAULT_DISPLAY);
        const opened = parseFragment(link).experiment;
        const alone = await engine.create(opened, 1);
        const start = (await alone.measure()).measurement.arms[0] as ArmMeasurement;
        await alone.advance(opened.steps);
        const end = (await alone.measure()).measurement.arms[0] as ArmMeasurement;
        alone.dispose();
        // Bit for bit: the same kernels on the same numbers.
        expect(cell, link).toEqual({ x: cell.x, y: cell.y, ...cellOutcome(start, end) });
        outcomes.add(cell.outcome);
      }
    }
    // The draw saw something of the plane.
    expect(outcomes.size).toBeGreaterThanOrEqual(4);
  });

  it('each keeps its own learning rate, depth and letter', async () => {
    const chosen = small([ARMS[5] as Arm]);
    const plan: MapPlan = {
      x: defaultAxis(chosen, 'a'),
      y: { key: 'depth', from: 2, to: 9, cells: 8, log: false },
      steps: 3,
    };
    const created: Experiment[] = [];
    const engine: Pick<Engine, 'create'> = {
      create(wanted, run) {
        created.push(wanted);
        return wasmEngine().create(wanted, run);
      },
    };
    const { reports } = await measureCells({ experiment: chosen, arm: 0, plan, cells: [0, 1, 16, 17] }, engine);
    expect(reports.map((report) => 'cell' in report && [report.cell.x, report.cell.y])).toEqual([
      [-5, 2],
      [-4.33333, 2],
      [-5, 3],
      [-4.33333, 3],
    ]);
    expect(created.map(({ depth, arms }) => [depth, arms.length])).toEqual([
      [2, 1],
      [2, 1],
      [3, 1],
      [3, 1],
    ]);
    const rates: MapPlan = { ...axes(4, 4), y: { key: 'lr', from: 0.001, to: 1, cells: 4, log: true }, steps: 0 };
    const orders = [0, 4, 8].map((index) => cellExperiment(small([arm('relu')]), 0, rates, 0, index / 4));
    expect(batchOf(orders).arms.map(({ learningRate }) => learningRate)).toEqual([0.001, 0.01, 0.1]);
  });

  it('that do not fit at once are trained in parts, and one that does not fit at all says so', async () => {
    const engine: Pick<Engine, 'create'> = {
      async create(wanted, run) {
        if (wanted.arms.length > 3) throw new EngineError('Too many networks.');
        if (wanted.arms.some(({ cw }) => cw === 10)) throw new EngineError('Too large a C_W.');
        return wasmEngine().create(wanted, run);
      },
    };
    const plan: MapPlan = { ...axes(8, 1), steps: 2 };
    const order = { experiment: small([arm('relu')]), arm: 0, plan, cells: [0, 1, 2, 3, 4, 5, 6, 7] };
    const { reports } = await measureCells(order, engine);
    expect(reports.slice(0, 7).every((report) => 'cell' in report)).toBe(true);
    expect(reports[7]).toEqual({ index: 7, fault: 'Too large a C_W.' });
  });
});

/** A pool whose workers train in this process; `service` may stand in their way. */
function poolOf(
  size: number,
  service: (order: CellsOrder, worker: FakeWorker) => Promise<void> | void = () => {},
): Pool & { opened: FakeWorker[] } {
  const opened: FakeWorker[] = [];
  const createWorker = (): Worker => {
    const fake = fakeWorker({
      async measureCells(order: CellsOrder) {
        await service(order, fake);
        return measureCells(order, wasmEngine());
      },
    });
    opened.push(fake);
    return fake.worker;
  };
  return { ...createPool({ size, createWorker }), opened };
}

const plan: MapPlan = { ...axes(12, 10), steps: 3 };
const two = small([arm('repu.2'), arm('mrepu.2')]);
const order = { experiment: two, plan, setup: setup(two) };
const never = new Promise<void>(() => {});

describe('the run of a map', () => {
  it('computes every cell of every arm, and tells of each pass as soon as it is done', async () => {
    const pool = poolOf(2);
    const news: MapNews[] = [];
    expect(await runMap(order, pool, (heard) => news.push(heard)).ended).toBe('done');
    pool.dispose();
    const last = news.at(-1) as MapNews;
    expect(last.progress).toEqual({ done: 240, total: 240, secondsLeft: 0 });
    expect(last.faults).toEqual([]);
    expect(last.planes.map(({ label, baseline }) => [label, baseline])).toEqual(
      order.setup.arms.map(({ label }) => [label, order.setup.baseline]),
    );
    for (const { cells } of last.planes) expect(cells.every((cell) => cell !== null)).toBe(true);
    // The first pass, 6 × 5 of each arm, was whole before the rest was.
    const coarse = passesOf(plan)[0] ?? [];
    const first = news.find(({ planes }) => planes.every(({ cells }) => coarse.every((index) => cells[index])));
    expect(first?.progress.done).toBeLessThan(240);
    expect(first?.progress.secondsLeft).toBeGreaterThan(0);
    const direct = (await measureCells({ ...order, arm: 1, cells: [37] }, wasmEngine())).reports[0] as CellReport & {
      cell: MapCell;
    };
    expect(last.planes[1]?.cells[37]).toEqual(direct.cell);
  });

  it('goes on when workers die, and says which cells could not be had', async () => {
    let deaths = 0;
    // Cell 14 ends whoever trains it; a worker dies of something else once.
    const pool = poolOf(2, ({ cells, arm: place }, worker) => {
      if (!(place === 0 && cells.includes(14)) && deaths++ > 0) return;
      worker.die('out of memory');
      return never;
    });
    const news: MapNews[] = [];
    await runMap(order, pool, (heard) => news.push(heard)).ended;
    pool.dispose();
    const { faults, planes, progress } = news.at(-1) as MapNews;
    expect(progress.done).toBe(240);
    expect(faults.length).toBeGreaterThan(0);
    for (const { arm: place, index, sentence } of faults) {
      expect(place).toBe(0);
      expect(planes[0]?.cells[index]).toBeNull();
      expect(sentence).toBe('The worker that trained this network stopped twice (out of memory).');
    }
    expect(faults.some(({ index }) => index === 14)).toBe(true);
    const known = planes.flatMap(({ cells }) => cells).filter((cell) => cell !== null).length;
    expect(known + faults.length).toBe(240);
  });

  it('rests while it is paused, and ends when it is cancelled', async () => {
    let chunks = 0;
    const pool = poolOf(2, () => {
      chunks++;
    });
    const news: MapNews[] = [];
    const run = runMap(order, pool, (heard) => {
      news.push(heard);
      if (heard.progress.done > 0 && news.length < 100) run.pause();
    });
    while (!news.some(({ progress }) => progress.done > 0)) await new Promise((resolve) => setTimeout(resolve, 5));
    // What was under way comes to its end.
    await new Promise((resolve) => setTimeout(resolve, 300));
    const before = chunks;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(chunks).toBe(before);
    run.resume();
    while (chunks === before) await new Promise((resolve) => setTimeout(resolve, 5));
    run.cancel();
    pool.dispose();
    const heard = news.length;
    expect(await run.ended).toBe('cancelled');
    expect(news).toHaveLength(heard);
    expect(news.at(-1)?.progress.done).toBeLessThan(240);
    expect(pool.opened.every(({ terminated }) => terminated)).toBe(true);
  });
});
