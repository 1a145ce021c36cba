import { afterEach, describe, expect, it, vi } from 'vitest';
import { type CellsOrder, measureCells } from '../../engine/map/cells.ts';
import { createPool, type Pool, type Task } from '../../engine/pool/pool.ts';
import { type FakeWorker, fakeWorker } from '../../engine/pool/testing.ts';
import { wasmEngine } from '../../engine/wasm/engine.ts';
import { defaultAxis } from '../../experiment/map/plan.ts';
import { parseFragment } from '../../experiment/permalink.ts';
import { PRESETS } from '../../experiment/presets.ts';
import type { KnownMap } from './knownMap.ts';
import { type MapModel, mapModel } from './map.ts';
import { createLabStore, type LabStore } from './store.ts';

const PLAN = 'mapx=cw_0.1_10_10_log&mapy=k1_0.01_10_10_log&mapsteps=3';
const SMALL = `arm=mrepu.2&depth=3&width=4&${PLAN}`;

let store: LabStore;
let model: MapModel;
let workers: FakeWorker[] = [];
let pools = 0;
let chunks = 0;
/** Chunks beyond these never end. */
let most = Number.POSITIVE_INFINITY;

const makePool = (prepare: Task<unknown>): Pool => {
  pools++;
  const createWorker = (): Worker => {
    const fake = fakeWorker({
      provide() {},
      async measureCells(order: CellsOrder) {
        if (++chunks > most) await new Promise(() => {});
        const report = { name: 'fused-wasm', adapter: 'test', reason: 'Running on WebAssembly.' };
        return { ...(await measureCells(order, wasmEngine())), engine: report };
      },
    });
    workers.push(fake);
    return fake.worker;
  };
  return createPool({ size: 2, createWorker, prepare });
};

function open(fragment: string): void {
  [workers, pools, chunks, most] = [[], 0, 0, Number.POSITIVE_INFINITY];
  store = createLabStore(fragment);
  const go = (there: string) => store.setState(parseFragment(there));
  model = mapModel(
    store,
    { show: (display) => store.setState((state) => ({ display: { ...state.display, ...display } })), open: go },
    makePool,
    (look) => look(),
  );
}
/** As a change of the address does it. */
const show = (fragment: string): void => store.setState(parseFragment(fragment));
const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
};
const is = (status: string) => () => model.state.getState().status === status;

afterEach(() => {
  model.cancel();
  vi.unstubAllGlobals();
});

describe('the map of the page', () => {
  it('has the plan of the permalink, is computed when it is asked for, and says how far it is', async () => {
    open(SMALL);
    expect(model.state.getState()).toMatchObject({ map: null, status: 'none', problem: null });
    expect(model.state.getState().plan.x).toEqual({ key: 'cw', from: 0.1, to: 10, cells: 10, log: true });
    const seen: number[] = [];
    model.state.subscribe(({ map }) => map && seen.push(map.progress.done));
    expect(model.start()).toBeNull();
    expect(model.state.getState().status).toBe('running');
    await until(is('done'));
    expect(seen[0]).toBe(0);
    expect(seen).toContain(25);
    expect(seen.at(-1)).toBe(100);
    expect(model.state.getState().map?.planes[0]?.cells.every((cell) => cell !== null)).toBe(true);
  });

  it('that is about to be started has its workers open and warm, and nothing to show for it', async () => {
    open(SMALL);
    model.warm();
    await until(() => chunks === 2 && workers.length === 2);
    expect(model.state.getState()).toMatchObject({ map: null, status: 'none' });
    model.start();
    // No other workers are opened while it is under way.
    model.warm();
    await until(is('done'));
    expect([pools, workers.length]).toEqual([1, 2]);
  });

  it('is refused with a sentence', () => {
    open('arm=relu&mapx=a_0_1_4_linear');
    const sentence = 'a cannot be an axis: it does not stand in the formula of any arm.';
    expect(model.state.getState().problem).toBe(sentence);
    expect(model.start()).toBe(sentence);
  });

  it('rests while the page shows another experiment, goes on when it is back, and is known again once it is done', async () => {
    open(SMALL);
    model.start();
    show(SMALL.replace('depth=3', 'depth=4'));
    expect(model.state.getState()).toMatchObject({ map: null, status: 'none' });
    await until(() => chunks === 2);
    await new Promise((resolve) => setTimeout(resolve, 30));
    // Those under way alone.
    expect(chunks).toBe(2);
    show(SMALL);
    expect(is('running')()).toBe(true);
    await until(is('done'));
    show(SMALL.replace('depth=3', 'depth=5'));
    expect(is('none')()).toBe(true);
    // Neither replicas nor the run's own steps are part of it.
    show(`${SMALL}&replicas=4&steps=10`);
    expect(is('done')()).toBe(true);
    expect(pools).toBe(1);
  });

  it('can be paused, rests while nobody sees the page, and what is computed stays when it is cancelled', async () => {
    open(SMALL);
    most = 2;
    model.start();
    store.setState({ seen: false });
    await until(() => (model.state.getState().map?.progress.done ?? 0) > 0);
    await new Promise((resolve) => setTimeout(resolve, 30));
    // Those under way alone, then none.
    expect(chunks).toBe(2);
    expect(is('running')()).toBe(true);
    model.pause();
    store.setState({ seen: true });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect([chunks, model.state.getState().status]).toEqual([2, 'paused']);
    model.resume();
    await until(() => chunks > 2);
    model.cancel();
    const { status, map } = model.state.getState();
    expect(status).toBe('cancelled');
    expect(map?.progress.done).toBeGreaterThan(0);
    expect(workers.every(({ terminated }) => terminated)).toBe(true);
    most = Number.POSITIVE_INFINITY;
    model.start();
    await until(is('done'));
    expect(pools).toBe(2);
  });

  it('is computed for a message with its plan on the page, whether it is seen or not', async () => {
    open('arm=mrepu.2&depth=3&width=4');
    store.setState({ seen: false });
    const { experiment } = store.getState();
    const plan = {
      x: { ...defaultAxis(experiment, 'cw'), cells: 3 },
      y: { ...defaultAxis(experiment, 'lr'), cells: 2 },
      steps: 1,
    };
    const told: KnownMap[] = [];
    const end = await model.compute(plan, (map) => told.push(map));
    expect(end).toMatchObject({ kind: 'done', map: { plan, progress: { done: 6, total: 6 } } });
    expect(told.at(-1)?.progress.done).toBe(6);
    expect(store.getState().display).toMatchObject({ mapx: plan.x, mapy: plan.y, mapsteps: 1 });
    const same = { ...plan, y: plan.x };
    expect(await model.compute(same, () => {})).toEqual({
      kind: 'refused',
      sentence: 'Both axes go over C_W; choose two different ones.',
    });
    expect(store.getState().display.mapy).toEqual(plan.y);
    most = 0;
    const cancelled = model.compute({ ...plan, steps: 2 }, () => {});
    model.cancel();
    expect(await cancelled).toMatchObject({ kind: 'cancelled' });
  });

  it('comes with the page where an example or the story opens it, whatever the run’s replicas and steps, and can be computed anew', async () => {
    const { fragment } = PRESETS.find(({ name }) => name === 'What biases do') as (typeof PRESETS)[number];
    open(`${fragment}&replicas=2&steps=10`);
    expect(is('loading')()).toBe(true);
    await until(is('stored'));
    const { map } = model.state.getState();
    expect(map?.stored?.engine).toBe('fused-wasm');
    expect(map?.progress).toMatchObject({ done: 256, total: 256 });
    expect(map?.planes.map(({ label, cells }) => [label, cells.length])).toEqual([['RePU(2)', 256]]);
    expect(map?.planes[0]?.baseline).toBeGreaterThan(0.1);
    expect(pools).toBe(0);
    // Another one is not.
    show(fragment.replace('width=32', 'width=33'));
    expect(is('none')()).toBe(true);
    show(fragment);
    expect(is('stored')()).toBe(true);
    most = 0;
    model.start();
    expect(model.state.getState()).toMatchObject({ status: 'running', map: { progress: { done: 0 } } });
    model.cancel();
    expect(is('cancelled')()).toBe(true);
  });

  it('opens a cell as an entry of the browser’s history, from which Back leads to the map', async () => {
    open(SMALL);
    model.start();
    await until(is('done'));
    const written: string[] = [];
    const location = { hash: '' };
    vi.stubGlobal('window', {
      location,
      history: { replaceState: (...args: string[]) => written.push(args[2] ?? '') },
    });
    expect(model.open(0, 7 * 10 + 3)).toBeNull();
    expect(written).toEqual([`#${SMALL}`]);
    show(location.hash);
    const { experiment, display } = store.getState();
    expect(experiment.arms).toEqual([{ activation: 'mrepu.2', init: 'custom', cw: 0.464159, cb: 0, k1: 2.15443 }]);
    expect([experiment.steps, experiment.replicas, display.mapsteps]).toEqual([3, 1, 3]);
    show(written[0] ?? '');
    expect(is('done')()).toBe(true);
    expect(model.open(3, 0)).toBe('There is no arm 4.');
  });
});
