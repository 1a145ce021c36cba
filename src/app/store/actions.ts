import type { Lab } from '../../engine/client.ts';
import type { Display, Experiment } from '../../experiment/experiment.ts';
import { needsRestart } from '../../experiment/permalink.ts';
import { commonScale, type Edit, withArm, withEveryScale, withOwnScales, withSameScale } from './edits.ts';
import { initialState, type LabState, type LabStore, withMessage } from './store.ts';

/** Everything that a visitor can do. */
export interface Actions {
  edit(edit: (experiment: Experiment) => Edit): void;
  show(display: Partial<Display>): void;
  /** Another permalink: all of it is applied, and the networks start anew. */
  open(fragment: string): void;
  play(): void;
  pause(): void;
  step(count: number): void;
  /** The same weights from step 0. */
  rewind(): void;
  newSeed(): void;
  /** One input scale for all arms, or each its own again. */
  shareScale(same: boolean): void;
  /** An arm's own input scale; null: the initialisation's. */
  scale(index: number, k1: number | null): void;
  dismiss(): void;
}

/** What actions need of the worker; `restart` starts the run that the store names. */
export type Trainer = Pick<Lab, 'play' | 'pause' | 'step' | 'setSteps'> & { restart(): void };

/** A seed that can be read out in a lecture hall. */
const LARGEST_DRAWN_SEED = 9999;

export function createActions(store: LabStore, trainer: Trainer): Actions {
  const restart = (fields: Partial<LabState>) => {
    store.setState((state) => ({ ...fields, run: state.run + 1, playing: state.wantsPlaying, stepsPerSecond: null }));
    trainer.restart();
  };

  const edit = (change: (experiment: Experiment) => Edit) => {
    const before = store.getState();
    const { experiment, consequences } = change(before.experiment);
    const messages = consequences.reduce(withMessage, before.messages);
    if (needsRestart(before.experiment, experiment)) return restart({ experiment, messages });
    store.setState({ experiment, messages });
    if (experiment.steps !== before.experiment.steps) trainer.setSteps(experiment.steps);
  };

  return {
    edit,
    show: (display) => store.setState((state) => ({ display: { ...state.display, ...display } })),
    open(fragment) {
      const { run, engine, shown, reveal } = store.getState();
      const next = initialState(fragment);
      store.setState({ ...next, run: run + 1, engine, shown, reveal: reveal + 1 });
      trainer.restart();
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
    step(count) {
      store.setState({ wantsPlaying: false, playing: false });
      void trainer.step(count);
    },
    rewind: () => restart({ reveal: store.getState().reveal + 1 }),
    newSeed: () =>
      edit((experiment) => ({ experiment: { ...experiment, seed: drawSeed(experiment.seed) }, consequences: [] })),
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
  };
}

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
