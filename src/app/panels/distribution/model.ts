/**
 * What has been measured of the distribution of preactivations. It comes with the first part of the page that shows or asks
 * for it; the worker is asked only while somebody sees the panel, one question at a time.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ArmDistribution, Counted } from '../../../engine/distribution/measure.ts';
import type { Experiment } from '../../../experiment/experiment.ts';
import type { Actions } from '../../store/actions.ts';
import type { LabState, LabStore } from '../../store/store.ts';

/** Milliseconds between two questions at least, and how many times as long as an answer took. */
const [INTERVAL, SHARE] = [250, 4];

export interface MeasuredDistribution {
  readonly run: number;
  readonly experiment: Experiment;
  readonly counted: Counted;
  /** One per arm. */
  readonly arms: readonly ArmDistribution[];
}

export interface DistributionState {
  readonly counted: Counted;
  /** The latest of what is counted, perhaps of an older run. */
  readonly measured: MeasuredDistribution | null;
}

export interface DistributionModel {
  readonly state: StoreApi<DistributionState>;
  choose(counted: Counted): void;
  /** Asks again and again while the networks change, until the function that it returns is called. */
  watch(): () => void;
}

const models = new WeakMap<LabStore, DistributionModel>();

/** One for each page. */
export function distributionModel(store: LabStore, actions: Pick<Actions, 'distribution'>): DistributionModel {
  const known = models.get(store) ?? createModel(store, actions);
  models.set(store, known);
  return known;
}

function createModel(store: LabStore, actions: Pick<Actions, 'distribution'>): DistributionModel {
  const state = createStore<DistributionState>()(() => ({ counted: 'preactivations', measured: null }));
  let watching = 0;
  let busy = false;
  let next = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Which networks the latest answer was about, and what was counted. */
  let answered = '';

  /** Nothing to ask about before networks stand, nor while a slider is held or nobody sees the page. */
  const wanted = (): string | null => {
    const { shown, run, held, seen } = store.getState();
    if (watching === 0 || held || !seen || shown === null || shown.run !== run) return null;
    const key = `${run} ${shown.latest.measurement.step} ${state.getState().counted}`;
    return key === answered ? null : key;
  };

  async function ask(): Promise<void> {
    timer = undefined;
    const key = wanted();
    if (key === null || busy) return;
    busy = true;
    const { run, experiment } = store.getState();
    const { counted } = state.getState();
    const began = performance.now();
    const arms = await actions.distribution(counted).catch(() => null);
    busy = false;
    const now = performance.now();
    next = now + Math.max(INTERVAL, SHARE * (now - began));
    answered = key;
    const present = store.getState().run === run && state.getState().counted === counted;
    if (arms !== null && present) state.setState({ measured: { run, experiment, counted, arms } });
    look();
  }

  function look(): void {
    if (wanted() !== null && !busy) timer ??= setTimeout(ask, Math.max(0, next - performance.now()));
  }

  const changed = (now: LabState, before: LabState) =>
    now.shown !== before.shown || now.run !== before.run || now.held !== before.held || now.seen !== before.seen;
  store.subscribe((now, before) => {
    if (watching > 0 && changed(now, before)) look();
  });

  return {
    state,
    choose(counted) {
      state.setState({ counted, measured: null });
      next = 0;
      look();
    },
    watch() {
      watching++;
      look();
      return () => {
        watching--;
        if (watching === 0) clearTimeout(timer);
        if (watching === 0) timer = undefined;
      };
    },
  };
}
