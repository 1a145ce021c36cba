import { formulaReader } from '../../activations/formulas.ts';
import { loadFormulas } from '../../activations/loadFormulas.ts';
import type { Lab } from '../../engine/client.ts';
import type { StepOutcome } from '../../engine/protocol.ts';
import type { Display, Experiment } from '../../experiment/experiment.ts';
import { namesFormula, needsRestart, parseFragment } from '../../experiment/permalink.ts';
import { type Dataset, provideDataset } from '../../tasks/datasets.ts';
import type { DatasetName } from '../../tasks/task.ts';
import { ensureDataset } from '../datasets/load.ts';
import { missingDataset } from '../datasets/withLoadedData.ts';
import { commonScale, type Edit, withArm, withEveryScale, withOwnScales, withSameScale, withTask } from './edits.ts';
import { initialState, type LabState, type LabStore, withMessage } from './store.ts';
import { withUsed } from './usedSliders.ts';

/** Everything that a visitor can do. */
export interface Actions {
  edit(edit: (experiment: Experiment) => Edit): void;
  show(display: Partial<Display>): void;
  /** Another permalink: all of it is applied, and the networks start anew, unless it is another view of the same ones. */
  open(fragment: string): void;
  play(): void;
  pause(): void;
  /** Training stops for a while; what is wanted stays. */
  rest(): void;
  /** Training goes on if it is wanted. */
  wake(): void;
  step(count: number): Promise<StepOutcome>;
  /** Per arm, the present networks' outputs at any points, see Trainer.predict in engine.ts. */
  predict(inputs: Float32Array): Promise<readonly (Float32Array | null)[] | null>;
  /** The present state of the networks; null where there is no run. */
  measure: Lab['measure'];
  /** How many networks of an arm are lost before the first step; null where another run takes over meanwhile. */
  survival: Lab['survival'];
  /** How each arm's preactivations are distributed, see LabWorker.distribution. */
  distribution: Lab['distribution'];
  /** How far each arm's networks keep inputs apart, see LabWorker.correlation. */
  correlation: Lab['correlation'];
  /** Tangent kernels of each arm's networks, see LabWorker.tangent. */
  tangent: Lab['tangent'];
  /** Reads the visitor's own files; never rejects. */
  parse: Lab['parse'];
  /** The visitor's own data: makes them known and trains on them. */
  useOwn(dataset: Dataset): void;
  /**
   * Applies a fragment on top of the present state, all of it or nothing. Resolves with the sentence if it cannot be
   * used, else with null once the networks it asks for have been started.
   */
  apply(fragment: string): Promise<string | null>;
  /** The same weights from step 0. */
  rewind(): void;
  newSeed(): void;
  /** One input scale for all arms, or each its own again. */
  shareScale(same: boolean): void;
  /** An arm's own input scale; null: the initialisation's. */
  scale(index: number, k1: number | null): void;
  dismiss(): void;
  /** The toast has been read, or had its time. */
  dropToast(toast: string): void;
}

/** What actions need of the worker; `restart` starts the run that the store names. */
export type Trainer = Pick<
  Lab,
  | 'play'
  | 'pause'
  | 'step'
  | 'setSteps'
  | 'predict'
  | 'measure'
  | 'survival'
  | 'distribution'
  | 'correlation'
  | 'tangent'
  | 'parse'
> & {
  restart(): void;
  /** Hands a dataset of this page's registry to the worker. */
  provide(name: DatasetName): void;
};

/** A seed that can be read out in a lecture hall. */
const LARGEST_DRAWN_SEED = 9999;

export function createActions(store: LabStore, trainer: Trainer): Actions {
  const { predict, measure, survival, distribution, correlation, tangent, parse } = trainer;
  const restart = (fields: Partial<LabState>) => {
    store.setState((state) => ({
      ...fields,
      run: state.run + 1,
      playing: fields.wantsPlaying ?? state.wantsPlaying,
      stepsPerSecond: null,
    }));
    trainer.restart();
  };

  /** Another state of the page: new networks, which begin with `fresh` as well, only where its experiment takes them. */
  const adopt = (fields: Partial<LabState> & Pick<LabState, 'experiment'>, fresh: Partial<LabState> = {}): boolean => {
    const { experiment } = store.getState();
    if (needsRestart(experiment, fields.experiment)) {
      restart({ ...fields, ...fresh });
      return true;
    }
    store.setState(fields);
    if (fields.experiment.steps !== experiment.steps) trainer.setSteps(fields.experiment.steps);
    return false;
  };

  /** A later choice takes the place of one whose data are still on the way. */
  let choice = 0;
  const choose = (): number => {
    if (store.getState().loading) store.setState({ loading: null });
    return ++choice;
  };

  /** Loads a dataset while the present run goes on. Resolves with null once it is here and still wanted, or with the sentence. */
  const load = async (dataset: DatasetName): Promise<string | null> => {
    const own = choose();
    const tell = (fields: Partial<LabState>) => own === choice && store.setState(fields);
    const progress = (fraction: number | null) => tell({ loading: { dataset, fraction } });
    progress(null);
    try {
      await ensureDataset(dataset, progress);
    } catch (error) {
      const { message } = error as Error;
      tell({ loading: null, messages: withMessage(store.getState().messages, message) });
      return message;
    }
    trainer.provide(dataset);
    if (own !== choice) return 'Something else was chosen while the data were on their way.';
    choose();
    return null;
  };

  const edit = (change: (experiment: Experiment) => Edit) => {
    const before = store.getState();
    const { experiment, consequences } = change(before.experiment);
    const missing = missingDataset(experiment);
    if (missing !== null) {
      load(missing).then((failure) => {
        if (failure === null) edit(change);
      });
      return;
    }
    const otherTask = experiment.task.name !== before.experiment.task.name;
    if (otherTask) choose();
    // What was said of one task says nothing of the next.
    const toasts = consequences.reduce(withMessage, otherTask ? [] : before.toasts);
    adopt({ experiment, toasts, used: withUsed(before.used, before.experiment, experiment) });
  };

  const apply = async (fragment: string): Promise<string | null> => {
    if (namesFormula(fragment)) await loadFormulas().catch(() => {});
    const before = store.getState();
    const { experiment, display, rejected } = parseFragment(fragment, before);
    if (rejected.length > 0) return rejected.map(({ sentence }) => sentence).join(' ');
    const missing = missingDataset(experiment);
    // What has changed meanwhile is what it is applied to.
    if (missing !== null) return (await load(missing)) ?? apply(fragment);
    if (experiment.task.name !== before.experiment.task.name) choose();
    const wantsPlaying = /(^|[#&])play=/.test(fragment) ? display.play : before.wantsPlaying;
    if (adopt({ experiment, display }, { wantsPlaying, reveal: before.reveal + 1 })) return null;
    if (wantsPlaying !== before.wantsPlaying) {
      store.setState({ wantsPlaying, playing: wantsPlaying });
      if (wantsPlaying) trainer.play();
      else trainer.pause();
    }
    return null;
  };

  /** @param tried whether code was asked for that reads typed formulas; without it a notice says what could not be read. */
  const open = (fragment: string, tried = false): void => {
    if (!tried && namesFormula(fragment) && formulaReader() === null) {
      const own = choose();
      const next = () => {
        if (own === choice) open(fragment, true);
      };
      loadFormulas().then(next, next);
      return;
    }
    const show = () => {
      choose();
      const { run, engine, shown, answered, reveal, experiment, display, used, seen } = store.getState();
      const next = initialState(fragment);
      const elsewhere = viewOf(display) !== viewOf(next.display) && display.play === next.display.play;
      if (elsewhere && !needsRestart(experiment, next.experiment)) {
        // The same networks in another view go on, with the looks that no link holds.
        const steps = next.experiment.steps;
        const shownAs = { display: next.display, rejected: next.rejected, used: next.display.strip ?? used };
        adopt({ experiment: { ...experiment, steps }, ...shownAs });
        return;
      }
      store.setState({ ...next, run: run + 1, engine, shown, answered, seen, reveal: reveal + 1 });
      trainer.restart();
    };
    const missing = missingDataset(parseFragment(fragment).experiment);
    // What cannot be loaded at all is replaced, and a notice says so.
    if (missing === null || missing === 'own') show();
    else {
      load(missing).then((failure) => {
        if (failure === null) show();
      });
    }
  };

  return {
    edit,
    apply,
    show: (display) => store.setState((state) => ({ display: { ...state.display, ...display } })),
    open: (fragment) => open(fragment),
    predict,
    measure,
    survival,
    distribution,
    correlation,
    tangent,
    parse,
    useOwn(dataset) {
      choose();
      provideDataset('own', dataset);
      trainer.provide('own');
      const { experiment, consequences } = withTask(store.getState().experiment, 'own');
      restart({ experiment, toasts: consequences, wantsPlaying: true, reveal: store.getState().reveal + 1 });
    },
    play() {
      store.setState({ wantsPlaying: true, playing: true });
      // From the end there is no way on but from the beginning.
      if (isOver(store.getState())) restart({ reveal: store.getState().reveal + 1 });
      else trainer.play();
    },
    pause() {
      store.setState({ wantsPlaying: false, playing: false });
      trainer.pause();
    },
    rest() {
      store.setState({ playing: false });
      trainer.pause();
    },
    wake() {
      if (!store.getState().wantsPlaying || isOver(store.getState())) return;
      store.setState({ playing: true });
      trainer.play();
    },
    step(count) {
      store.setState({ wantsPlaying: false, playing: false });
      return trainer.step(count);
    },
    rewind: () => restart({ reveal: store.getState().reveal + 1 }),
    newSeed() {
      const { experiment } = store.getState();
      restart({ experiment: { ...experiment, seed: drawSeed(experiment.seed) } });
    },
    shareScale(same) {
      const { experiment, ownScales } = store.getState();
      if (same) store.setState({ ownScales: experiment.arms.map((arm) => arm.k1) });
      edit(same ? withSameScale : (present) => withOwnScales(present, ownScales));
    },
    scale(index, k1) {
      const linked = k1 !== null && commonScale(store.getState().experiment.arms) !== null;
      edit((experiment) => (linked ? withEveryScale(experiment, k1) : withArm(experiment, index, { k1 })));
    },
    dismiss: () => store.setState({ rejected: [], messages: [] }),
    dropToast: (toast) => store.setState(({ toasts }) => ({ toasts: toasts.filter((other) => other !== toast) })),
  };
}

/** Which view is shown, the story being one. */
const viewOf = ({ view, story }: Display): string => (story === null ? view : 'story');

/** The run on the page has come to its step limit, or no arm is left that could train. */
function isOver({ shown, run, experiment }: LabState): boolean {
  if (shown === null || shown.run !== run) return false;
  const { step, arms } = shown.latest.measurement;
  return (experiment.steps > 0 && step >= experiment.steps) || arms.every(({ status }) => status === 'diverged');
}

/** Another seed than the present one. */
function drawSeed(present: number): number {
  const drawn = 1 + Math.floor(Math.random() * LARGEST_DRAWN_SEED);
  return drawn === present ? (drawn % LARGEST_DRAWN_SEED) + 1 : drawn;
}
