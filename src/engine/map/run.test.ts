import { beforeAll, describe, expect, it } from 'vitest';
import { loadFormulas } from '../../activations/loadFormulas.ts';
import type { MapCell, MapPlan } from '../../experiment/map/map.ts';
import { setup } from '../../experiment/setup.ts';
import { createPool, type Pool } from '../pool/pool.ts';
import { type FakeWorker, fakeWorker } from '../pool/testing.ts';
import type { EngineReport } from '../protocol.ts';
import { arm } from '../testing.ts';
import { wasmEngine } from '../wasm/engine.ts';
import { type CellReport, type CellsOrder, measureCells } from './cells.ts';
import { passesOf } from './passes.ts';
import { placeOfCells } from './place.ts';
import { type MapNews, type MapOrder, runMap } from './run.ts';
import { axes, small } from './testing.ts';

beforeAll(loadFormulas);

const WASM: EngineReport = { name: 'fused-wasm', adapter: 'test', reason: 'Running on WebAssembly.' };

/** A pool whose workers train in this process; `service` may stand in their way. */
function poolOf(
  size: number,
  service: (order: CellsOrder, worker: FakeWorker) => Promise<void> | void = () => {},
  report: (order: CellsOrder) => EngineReport = () => WASM,
): Pool & { opened: FakeWorker[] } {
  const opened: FakeWorker[] = [];
  const createWorker = (): Worker => {
    const fake = fakeWorker({
      async measureCells(order: CellsOrder) {
        await service(order, fake);
        return { ...(await measureCells(order, wasmEngine())), engine: report(order) };
      },
    });
    opened.push(fake);
    return fake.worker;
  };
  return { ...createPool({ size, createWorker }), opened };
}

const plan: MapPlan = { ...axes(12, 10), steps: 3 };
const two = small([arm('repu.2'), arm('mrepu.2')]);
const order: MapOrder = { experiment: two, plan, setup: setup(two), place: { engine: 'fused-wasm', card: null } };
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

  it('tells of a plane without news as the same object, so that no chart of it is drawn again', async () => {
    // Longer than news wait for more: those of the first arm come alone.
    const pool = poolOf(1, ({ arm: place }) =>
      place === 1 ? new Promise((resolve) => setTimeout(resolve, 150)) : undefined,
    );
    const news: MapNews[] = [];
    await runMap(order, pool, (heard) => news.push(heard)).ended;
    pool.dispose();
    const known = ({ planes }: MapNews, place: number) => planes[place]?.cells.filter((cell) => cell !== null).length;
    let kept = 0;
    for (const [i, now] of news.entries()) {
      const before = news[i - 1];
      if (!before) continue;
      for (const place of [0, 1]) {
        const same = before.planes[place] === now.planes[place];
        expect(same).toBe(known(before, place) === known(now, place));
        kept += Number(same);
      }
    }
    expect(kept).toBeGreaterThan(0);
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

  it('hands a card all networks of a pass at once, from one worker', async () => {
    const asked: CellsOrder[] = [];
    const card: EngineReport = { name: 'fused', adapter: 'a card', reason: 'Running on WebGPU.' };
    const pool = poolOf(
      4,
      (one) => {
        asked.push(one);
      },
      () => card,
    );
    const news: MapNews[] = [];
    const onCard: MapOrder = { ...order, place: Promise.resolve({ engine: 'fused', card: 'hardware' }) };
    await runMap(onCard, pool, (heard) => news.push(heard)).ended;
    pool.dispose();
    expect(pool.opened).toHaveLength(1);
    expect(asked.map(({ arm: place, cells }) => [place, cells.length])).toEqual(
      passesOf(plan).flatMap(({ length }) => [0, 1].map((place) => [place, length])),
    );
    expect(new Set(asked.map(({ experiment: { engine } }) => engine))).toEqual(new Set(['fused']));
    expect(news.at(-1)).toMatchObject({ engine: card, progress: { done: 240 } });
  });

  it('goes on with all cores where the card is lost', async () => {
    const cards = ['fused', 'fused-wasm'] as const;
    let told = 0;
    const pool = poolOf(
      3,
      () => {},
      () => ({ ...WASM, name: cards[Math.min(1, told++)] as 'fused' }),
    );
    const news: MapNews[] = [];
    const onCard: MapOrder = { ...order, place: { engine: 'fused', card: 'hardware' } };
    expect(await runMap(onCard, pool, (heard) => news.push(heard)).ended).toBe('done');
    pool.dispose();
    expect(pool.opened).toHaveLength(3);
    expect(news.at(-1)).toMatchObject({ engine: { name: 'fused-wasm' }, progress: { done: 240 }, faults: [] });
  });
});

describe('where the cells of a map are trained', () => {
  it.each([
    ['auto', 'hardware', 'fused', 'hardware'],
    ['auto', 'software', 'fused-wasm', null],
    ['auto', 'none', 'fused-wasm', null],
    ['fused', 'hardware', 'fused', 'hardware'],
    ['fused', 'software', 'fused', 'software'],
    // The workers say that there is none.
    ['fused', 'none', 'fused', null],
    ['fused-wasm', 'hardware', 'fused-wasm', null],
    ['tfjs-webgpu', 'hardware', 'fused-wasm', null],
    ['tfjs-wasm', 'hardware', 'tfjs-wasm', null],
    ['tfjs-cpu', 'hardware', 'tfjs-cpu', null],
  ] as const)('asked for %s, with a %s adapter: %s', async (choice, kind, engine, card) => {
    expect(await placeOfCells(choice, async () => ({ kind }))).toEqual({ engine, card });
  });
});
