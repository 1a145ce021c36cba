/** What the panel of the tangent kernel shows of a page: networks measured by the worker, theory by a worker beside, while it is seen. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type ArmTangent, tangentInputs } from '../../../engine/tangent/measure.ts';
import { sentLayers, type TangentOrder } from '../../../engine/theoryOrders.ts';
import { openTheoryWorker } from '../../../engine/theoryWorker.ts';
import type { Experiment } from '../../../experiment/experiment.ts';
import type { TangentSpectrum } from '../../../theory/tangentSpectrum.ts';
import type { Actions } from '../../store/actions.ts';
import { createAsker } from '../../store/asker.ts';
import { onePerPage } from '../../store/onePerPage.ts';
import type { LabStore } from '../../store/store.ts';
import { createTheoryQueue } from '../../store/theoryQueue.ts';
import { theoryOf } from '../../theory.ts';

export interface TangentState {
  /** The latest, perhaps of an older run. */
  readonly measured: {
    readonly run: number;
    readonly experiment: Experiment;
    /** One per arm. */
    readonly arms: readonly ArmTangent[];
  } | null;
  /** Of that experiment, one per arm, null until it is computed. */
  readonly experiment: Experiment;
  readonly spectra: readonly (TangentSpectrum | null)[];
}

export interface TangentModel {
  readonly state: StoreApi<TangentState>;
  /** Measures and computes while the networks change, until the function that it returns is called. */
  watch(): () => void;
}

export const tangentModel = onePerPage(createModel);

/** Spectra of the arms seen lately. */
const spectra = new Map<string, TangentSpectrum>();

function createModel(store: LabStore, actions: Pick<Actions, 'tangent'>): TangentModel {
  const state = createStore<TangentState>()(() => {
    const { experiment } = store.getState();
    return { measured: null, experiment, spectra: experiment.arms.map(() => null) };
  });
  const asker = createAsker(
    store,
    () => '',
    () => actions.tangent(),
    (arms, { run, experiment }) => state.setState({ measured: { run, experiment, arms } }),
  );
  const theory = createTheoryQueue(store, openTheoryWorker, spectra, {
    variant: () => '',
    question(experiment, index) {
      const order = tangentOrder(experiment, index);
      return (remote) => remote.tangentTheory(order);
    },
    show: (experiment, known) => state.setState({ experiment, spectra: known }),
  });
  return {
    state,
    watch() {
      const stops = [theory.watch(), asker.watch()];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}

export function tangentOrder(experiment: Experiment, index: number): TangentOrder {
  const { data, arms } = theoryOf(experiment).setup;
  const arm = arms[index]!;
  const inputs = Float64Array.from(tangentInputs(data, arm));
  return { layers: sentLayers(arm.layers), inputs, dimension: data.inputDimension };
}
