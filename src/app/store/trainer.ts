import type { Lab, LabListener } from '../../engine/client.ts';
import type { EngineChoice } from '../../experiment/experiment.ts';
import { loadedDataset } from '../../tasks/datasets.ts';
import { DATASETS, type DatasetName } from '../../tasks/task.ts';
import { afterPaint } from '../layout/afterPaint.ts';
import type { Trainer } from './actions.ts';
import { afterEvent, type LabStore } from './store.ts';

/** Couples the store to the worker. Before `begin`, nothing is loaded and nothing runs. */
export interface LiveTrainer extends Trainer {
  /** @param createLab makes the page's side of the bridge to the worker, whose code comes after the first load. */
  begin(createLab: (listener: LabListener) => Lab): void;
  dispose(): void;
}

/**
 * Restarts coalesce: while a start has not shown its step 0, newer ones wait, and only the newest of them follows.
 * So a slider that is dragged shows networks all the way, as fast as the machine can build them.
 * @param soon calls once the page has answered: where cores are few, networks that are built would hold up theory's curve.
 */
export function createTrainer(store: LabStore, soon: (start: () => void) => void = afterPaint): LiveTrainer {
  let lab: Lab | null = null;
  /** The run that was started last, and whether its first frame is still to come. */
  let started = 0;
  let waiting = false;
  /** The choice of the run that was started last. */
  let engine: EngineChoice | null = null;

  function launch() {
    const { run, experiment, playing } = store.getState();
    started = run;
    waiting = true;
    engine = experiment.engine;
    // Not what is wanted: where nobody looks it rests from the start.
    lab?.start(experiment, { run, playing });
  }
  const upToDate = () => store.getState().run === started;

  /** Starts the newest run unless another is being built. */
  const follow = () => {
    // A driver may take its time to answer: another engine does not wait for it.
    if (!upToDate() && (!waiting || store.getState().experiment.engine !== engine)) launch();
  };
  const listen: LabListener = (event) => {
    const first = waiting && event.kind !== 'engine';
    if (first) waiting = false;
    store.setState((state) => afterEvent(state, event));
    if (first && !upToDate()) soon(follow);
  };
  /** Before a command that concerns the newest run. */
  const catchUp = () => {
    if (!upToDate()) launch();
  };

  /** The worker has a registry of its own. */
  function provide(name: DatasetName) {
    const dataset = loadedDataset(name);
    if (dataset) lab?.provide(name, dataset);
  }

  return {
    begin(createLab) {
      lab ??= createLab(listen);
      const derive = () => lab?.setDerivatives(store.getState().display.derivative > 0);
      derive();
      store.subscribe(derive);
      for (const name of DATASETS) provide(name);
      launch();
    },
    restart() {
      soon(follow);
    },
    play() {
      catchUp();
      lab?.play();
    },
    pause() {
      lab?.pause();
    },
    step(count) {
      catchUp();
      return lab?.step(count) ?? Promise.resolve('interrupted');
    },
    predict: (inputs) => lab?.predict(inputs) ?? Promise.resolve(null),
    measure: () => lab?.measure() ?? Promise.resolve(null),
    survival: (experiment, arm) => lab?.survival(experiment, arm) ?? Promise.resolve(null),
    distribution: (counted) => lab?.distribution(counted) ?? Promise.resolve(null),
    correlation: (choice) => lab?.correlation(choice) ?? Promise.resolve(null),
    tangent: () => lab?.tangent() ?? Promise.resolve(null),
    parse: (files, options) =>
      lab?.parse(files, options) ?? Promise.resolve({ error: 'The page is still loading; try again.' }),
    provide,
    setSteps(limit) {
      lab?.setSteps(limit);
    },
    dispose() {
      lab?.dispose();
      lab = null;
    },
  };
}
