/**
 * What has been measured of the distribution of preactivations. It comes with the first part of the page that shows or asks
 * for it; the worker is asked only while somebody sees the panel, one question at a time.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ArmDistribution, Counted } from '../../../engine/distribution/measure.ts';
import type { Experiment } from '../../../experiment/experiment.ts';
import type { Actions } from '../../store/actions.ts';
import { createAsker } from '../../store/asker.ts';
import { onePerPage } from '../../store/onePerPage.ts';
import type { LabStore } from '../../store/store.ts';

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

export const distributionModel = onePerPage(createModel);

function createModel(store: LabStore, actions: Pick<Actions, 'distribution'>): DistributionModel {
  const state = createStore<DistributionState>()(() => ({ counted: 'preactivations', measured: null }));
  const asker = createAsker(
    store,
    () => state.getState().counted,
    () => actions.distribution(state.getState().counted),
    (arms, { run, experiment }) => {
      state.setState({ measured: { run, experiment, counted: state.getState().counted, arms } });
    },
  );
  return {
    state,
    choose(counted) {
      state.setState({ counted, measured: null });
      asker.hurry();
    },
    watch: () => asker.watch(),
  };
}
