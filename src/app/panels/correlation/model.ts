/**
 * What the panel of two inputs shows of a page: the worker is asked about its networks, and a worker beside it about theory, which
 * takes up to seconds, only while somebody sees the panel.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ArmCorrelation } from '../../../engine/pairs/measure.ts';
import { type CorrelationOrder, sentLayers } from '../../../engine/theoryOrders.ts';
import { openTheoryWorker, type TheoryWorker } from '../../../engine/theoryWorker.ts';
import type { Experiment } from '../../../experiment/experiment.ts';
import type { ArmSetup } from '../../../experiment/setup.ts';
import { type InputPairChoice, inputPairChoice, type PairChoice } from '../../../tasks/pairs.ts';
import { observedInputs, type TaskData } from '../../../tasks/task.ts';
import type { CorrelationCourse } from '../../../theory/correlation.ts';
import { pairOfInputs } from '../../../theory/pairFlow.ts';
import type { Actions } from '../../store/actions.ts';
import { createAsker } from '../../store/asker.ts';
import { onePerPage } from '../../store/onePerPage.ts';
import type { LabStore } from '../../store/store.ts';
import { createTheoryQueue, type TheoryQuestions } from '../../store/theoryQueue.ts';
import { theoryOf } from '../../theory.ts';

export interface MeasuredCorrelations {
  readonly run: number;
  readonly experiment: Experiment;
  readonly choice: PairChoice;
  /** One per arm. */
  readonly arms: readonly ArmCorrelation[];
}

export interface CorrelationState {
  readonly choice: PairChoice;
  /** The latest of this choice, perhaps of an older run. */
  readonly measured: MeasuredCorrelations | null;
  /** Of that experiment and choice, one per arm, null until it is computed. */
  readonly experiment: Experiment;
  readonly courses: readonly (CorrelationCourse | null)[];
}

export interface CorrelationModel {
  readonly state: StoreApi<CorrelationState>;
  choose(choice: PairChoice): void;
  /** Measures and computes while the networks change, until the function that it returns is called. */
  watch(): () => void;
}

export const correlationModel = onePerPage((store, actions: Pick<Actions, 'correlation'>) =>
  createModel(store, actions, openTheoryWorker),
);

/** Courses of the arms seen lately. */
const courses = new Map<string, CorrelationCourse>();

export function createModel(
  store: LabStore,
  actions: Pick<Actions, 'correlation'>,
  openWorker: () => TheoryWorker,
  soon?: (look: () => void) => void,
): CorrelationModel {
  const state = createStore<CorrelationState>()(() => {
    const { experiment } = store.getState();
    return { choice: 'far', measured: null, experiment, courses: experiment.arms.map(() => null) };
  });
  const asker = createAsker(
    store,
    () => state.getState().choice,
    () => actions.correlation(state.getState().choice),
    (arms, { run, experiment }) => {
      state.setState({ measured: { run, experiment, choice: state.getState().choice, arms } });
    },
  );
  const questions: TheoryQuestions<CorrelationCourse> = {
    variant: () => state.getState().choice,
    question(experiment, index) {
      const { data, arms } = theoryOf(experiment).setup;
      const order = orderOf(data, arms[index]!, state.getState().choice);
      return (remote) => remote.correlationTheory(order);
    },
    show: (experiment, known) => state.setState({ experiment, courses: known }),
  };
  const theory = createTheoryQueue(store, openWorker, courses, questions, soon);

  return {
    state,
    choose(choice) {
      state.setState({ choice, measured: null });
      theory.follow();
      asker.hurry();
    },
    watch() {
      const stops = [theory.watch(), asker.watch()];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}

/** The pairs as the first layer makes them. */
export function orderOf(data: TaskData, { layers, inputScale, k1 }: ArmSetup, choice: PairChoice): CorrelationOrder {
  const chosen: InputPairChoice = inputPairChoice(data, choice);
  const { inputDimension } = data;
  const inputs = observedInputs(data);
  const rows = chosen.examples.map((example) =>
    Float64Array.from({ length: inputDimension }, (_, k) => inputs[example * inputDimension + k]! * inputScale),
  );
  const pairs = chosen.pairs.map(([i, j]) => pairOfInputs(layers[0]!, rows[i]!, rows[j]!));
  return { layers: sentLayers(layers), pairs, k1 };
}
