/**
 * The map's state and what a visitor can do with it. It comes with the first part of the page that shows or asks for a map; the
 * store of the page knows only the plan, which is in the permalink.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { placeOfCells } from '../../engine/map/place.ts';
import { type MapRun, runMap } from '../../engine/map/run.ts';
import { coreCount, createPool, type Pool, type Task } from '../../engine/pool/pool.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { cellExperiment } from '../../experiment/map/cell.ts';
import type { MapPlan } from '../../experiment/map/map.ts';
import { planOf, planProblem, steadyPlan } from '../../experiment/map/plan.ts';
import { serialise } from '../../experiment/permalink.ts';
import { columnAndRow } from '../../lib/columnAndRow.ts';
import { errorMessage } from '../../lib/errorMessage.ts';
import { remember } from '../../lib/remember.ts';
import { datasetChanges, loadedDataset } from '../../tasks/datasets.ts';
import { DATASETS } from '../../tasks/task.ts';
import { inTurn } from '../layout/inTurn.ts';
import { theoryOf } from '../theory.ts';
import type { Actions } from './actions.ts';
import { type KnownMap, mapKey, storedMaps } from './knownMap.ts';
import { onePerPage } from './onePerPage.ts';
import type { LabState, LabStore } from './store.ts';

export interface MapState {
  /** What the page showed when the map looked at it last. */
  readonly experiment: Experiment;
  /** Its plan. */
  readonly plan: MapPlan;
  /** Of the experiment and the plan of the page; null: not computed yet. */
  readonly map: KnownMap | null;
  /** `running` also while nobody sees the page, when it rests; `loading`, then `stored`: it comes with the page. */
  readonly status: 'none' | 'loading' | 'stored' | 'running' | 'paused' | 'cancelled' | 'done';
  /** Why there is no such map, as a sentence. */
  readonly problem: string | null;
}

/** How the map that was asked for has ended. */
export type MapEnd =
  | { readonly kind: 'done'; readonly map: KnownMap }
  | { readonly kind: 'refused' | 'cancelled'; readonly sentence: string };

export interface MapModel {
  readonly state: StoreApi<MapState>;
  /** Opens the workers and has them compile what the page's map needs: it is about to be started. */
  warm(): void;
  /** Computes the page's map, in place of one that is under way. Returns the sentence where there is no such map. */
  start(): string | null;
  /** The same of a plan, which the page then has; resolves when it has ended. It goes on even where nobody sees the page. */
  compute(plan: MapPlan, tell: (map: KnownMap) => void): Promise<MapEnd>;
  pause(): void;
  resume(): void;
  /** What is computed so far stays. */
  cancel(): void;
  /**
   * Opens a cell as the experiment of the page, an entry of the browser's history: Back leads to the map. Returns the sentence
   * where the cell has none.
   */
  open(arm: number, index: number): string | null;
}

/** So many maps are kept, the latest seen. */
const KEPT = 6;
/** Steps of a network by which a worker compiles what the others need. */
const WARMING = 16;
/** Milliseconds after which workers that have nothing to do are closed. */
const IDLE = 15_000;

/** The map that is under way; it is at rest while the page shows another experiment or another plan. */
interface Current {
  readonly key: string;
  readonly run: MapRun;
  readonly attended: boolean;
  paused: boolean;
}

export const mapModel = onePerPage(createModel);

const poolOf = (prepare: Task<unknown>): Pool => createPool({ size: coreCount(), prepare });

/** @param soon calls what looks at another experiment, once the page has answered it. */
function createModel(
  store: LabStore,
  actions: Pick<Actions, 'show' | 'open'>,
  makePool: (prepare: Task<unknown>) => Pool = poolOf,
  soon: (look: () => void) => void = inTurn,
): MapModel {
  const maps = new Map<string, KnownMap>();
  const stored = storedMaps();
  const planNow = steadyPlan();
  let current: Current | null = null;
  let pool: { readonly pool: Pool; readonly datasets: number } | null = null;
  let idle: ReturnType<typeof setTimeout> | undefined;
  const state = createStore<MapState>()(() => seenFrom(store.getState()));

  /** What the page has, with what is known of it. */
  function seenFrom({ experiment, display }: Pick<LabState, 'experiment' | 'display'>): MapState {
    const plan = planNow(experiment, display);
    const key = mapKey(experiment, plan);
    const map = maps.get(key) ?? null;
    const { done = 0, total = -1 } = map?.progress ?? {};
    const running = current?.key === key ? (current.paused ? 'paused' : 'running') : null;
    const problem = map ? null : planProblem(experiment, plan);
    const unknown = problem === null && stored.has(experiment, plan) ? 'loading' : 'none';
    const known = map?.stored ? 'stored' : done === total ? 'done' : 'cancelled';
    return { experiment, plan, map, status: running ?? (map === null ? unknown : known), problem };
  }
  function look(): void {
    const { experiment, display } = store.getState();
    const seen = seenFrom({ experiment, display });
    state.setState(seen);
    if (seen.status !== 'loading') return;
    const key = mapKey(experiment, seen.plan);
    stored.fetch(experiment, seen.plan, (map) => {
      // Computing it may have begun meanwhile.
      if (map && !maps.has(key)) remember(maps, key, map, KEPT);
      look();
    });
  }

  /** It computes while it is wanted, and belongs to what the page shows, which somebody sees. */
  function pace(): void {
    if (!current) return;
    const { experiment, display, seen } = store.getState();
    const here = mapKey(experiment, planNow(experiment, display)) === current.key;
    const awake = current.attended ? seen && here : globalThis.document?.hidden !== true;
    if (awake && !current.paused) {
      clearTimeout(idle);
      current.run.resume();
    } else {
      current.run.pause();
      closeWhenIdle();
    }
  }
  function closeWhenIdle(): void {
    clearTimeout(idle);
    idle = setTimeout(() => pool?.pool.closeIdle(), IDLE);
  }
  store.subscribe((now, before) => {
    if (now.experiment !== before.experiment) soon(follow);
    else if (now.display !== before.display) follow();
    else if (now.seen !== before.seen) pace();
  });
  function follow(): void {
    look();
    pace();
  }
  globalThis.document?.addEventListener('visibilitychange', pace);
  look();

  /** What workers are told of datasets may be of old. */
  function freshPool(): Pool {
    if (pool?.datasets !== datasetChanges()) endPool();
    pool ??= { pool: makePool(provideAll), datasets: datasetChanges() };
    return pool.pool;
  }
  function endPool(): void {
    pool?.pool.dispose();
    pool = null;
  }

  function launch(attended: boolean, tell: (map: KnownMap) => void): string | Promise<'done' | 'cancelled'> {
    const { experiment, display } = store.getState();
    const plan = planNow(experiment, display);
    const problem = planProblem(experiment, plan);
    if (problem !== null) return problem;
    stop();
    const key = mapKey(experiment, plan);
    const { setup } = theoryOf(experiment);
    const run = runMap({ experiment, plan, setup, place: placeOfCells(experiment.engine) }, freshPool(), (news) => {
      const map = { ...news, experiment, plan };
      remember(maps, key, map, KEPT);
      look();
      tell(map);
    });
    const own: Current = { key, run, attended, paused: false };
    current = own;
    pace();
    look();
    return run.ended.then((end) => {
      if (current === own) {
        current = null;
        closeWhenIdle();
        look();
      }
      return end;
    });
  }
  function stop(): void {
    if (!current) return;
    const { run } = current;
    current = null;
    run.cancel();
    endPool();
    look();
  }
  const setPaused = (paused: boolean) => {
    if (!current) return;
    current.paused = paused;
    pace();
    look();
  };

  return {
    state,
    warm() {
      const { experiment, display } = store.getState();
      const plan = planNow(experiment, display);
      if (current || planProblem(experiment, plan) !== null) return;
      const arms = experiment.arms.map((_, arm) => arm);
      void Promise.resolve(placeOfCells(experiment.engine)).then(({ engine, card }) => {
        if (current) return;
        const { run, size } = freshPool();
        const order = { experiment: { ...experiment, engine }, plan: { ...plan, steps: WARMING }, cells: [0] };
        const warmed = Array.from({ length: card === null ? size : 1 }, () =>
          run(async (worker) => {
            for (const arm of arms) await worker.measureCells({ ...order, arm });
          }),
        );
        // Whoever starts the map hears what is wrong.
        void Promise.allSettled(warmed).then(() => current ?? closeWhenIdle());
      });
    },
    start() {
      const launched = launch(true, () => {});
      return typeof launched === 'string' ? launched : null;
    },
    async compute({ x, y, steps }, tell) {
      const before = store.getState();
      const display = { ...before.display, mapx: x, mapy: y, mapsteps: steps };
      const sentence = planProblem(before.experiment, planOf(before.experiment, display));
      if (sentence !== null) return { kind: 'refused', sentence };
      actions.show(display);
      const launched = launch(false, tell);
      if (typeof launched === 'string') return { kind: 'refused', sentence: launched };
      const key = mapKey(before.experiment, { x, y, steps });
      const end = await launched;
      const map = maps.get(key);
      if (end === 'done' && map) return { kind: 'done', map };
      return { kind: 'cancelled', sentence: 'the map was cancelled before it was done' };
    },
    pause: () => setPaused(true),
    resume: () => setPaused(false),
    cancel: stop,
    open(arm, index) {
      const { experiment, display } = store.getState();
      const plan = planNow(experiment, display);
      try {
        const cell = cellExperiment(experiment, arm, plan, ...columnAndRow(index, plan.x.cells));
        goTo(serialise(experiment, display), serialise(cell, display), actions);
        return null;
      } catch (error) {
        return errorMessage(error);
      }
    },
  };
}

/** The address changes, as by a link: the page follows it (permalinkSync.ts). */
function goTo(here: string, there: string, actions: Pick<Actions, 'open'>): void {
  try {
    // What the page shows may not be written yet, and Back is to find it.
    window.history.replaceState(null, '', `#${here}`);
    window.location.hash = there;
  } catch {
    // A frame without an address of its own (about:srcdoc) has no history either.
    actions.open(there);
  }
}

/** A worker has a registry of its own. */
const provideAll: Task<unknown> = async (worker) => {
  for (const name of DATASETS) {
    const dataset = loadedDataset(name);
    if (dataset) await worker.provide(name, dataset);
  }
};
