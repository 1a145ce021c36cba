import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EngineReport, LabEvent } from '../../engine/protocol.ts';
import type { Display, Experiment, StripSlider } from '../../experiment/experiment.ts';
import type { Notice } from '../../experiment/notice.ts';
import { parseFragment } from '../../experiment/permalink.ts';
import type { DatasetName } from '../../tasks/task.ts';
import { withLoadedData } from '../datasets/withLoadedData.ts';
import { type Shown, withFrame } from './shown.ts';

/** Everything that the page shows, as plain values. */
export interface LabState {
  readonly experiment: Experiment;
  readonly display: Display;
  /** Number of the run that belongs to `experiment`; grows with every start. */
  readonly run: number;
  /** What the visitor wants: a restart goes on training, even if the run before had come to its end. */
  readonly wantsPlaying: boolean;
  /** What happens: false too at the step limit and once every arm has diverged. */
  readonly playing: boolean;
  /** Measured; of an older run until the new one stands at step 0. */
  readonly shown: Shown | null;
  /** The same, when networks were last evaluated: of an older run until the newest has been. */
  readonly answered: Shown | null;
  readonly stepsPerSecond: number | null;
  /** Of the initial weights the share that is drawn, 0 to 1, where that takes its time; else null. */
  readonly drawn: number | null;
  readonly engine: EngineReport | null;
  /** Data on the way for the task that was chosen; the present one goes on meanwhile. */
  readonly loading: Loading | null;
  /** The run that could not go on; its message is among `messages`. */
  readonly failedRun: number | null;
  /** Grows whenever the first forward pass is to be drawn layer by layer. */
  readonly reveal: number;
  /** A pointer or a key is down: what is shown follows, but nothing jumps. */
  readonly held: boolean;
  /** Each arm's input scale from before all were given the same. */
  readonly ownScales: readonly (number | null)[];
  /** Sliders of the strip whose numbers the visitor changed last, the latest first. */
  readonly used: readonly StripSlider[];
  /** Whether anybody sees the page, see pauseUnseen.ts. */
  readonly seen: boolean;
  /** Parts of the permalink that could not be used. */
  readonly rejected: readonly Notice[];
  /** Sentences on what the engine and the network could not do; they stay until they are dismissed. */
  readonly messages: readonly string[];
  /** Sentences on what changed with something else; they go by themselves. */
  readonly toasts: readonly string[];
}

export interface Loading {
  readonly dataset: DatasetName;
  /** From 0 to 1; null: not known. */
  readonly fraction: number | null;
}

export type LabStore = StoreApi<LabState>;

export function initialState(fragment: string): LabState {
  const { experiment, display, rejected } = withLoadedData(parseFragment(fragment));
  return {
    experiment,
    display,
    run: 1,
    wantsPlaying: display.play,
    playing: display.play,
    shown: null,
    answered: null,
    stepsPerSecond: null,
    drawn: null,
    engine: null,
    loading: null,
    failedRun: null,
    reveal: 1,
    held: false,
    ownScales: [],
    used: display.strip ?? [],
    seen: true,
    rejected,
    messages: [],
    toasts: [],
  };
}

export function createLabStore(fragment: string): LabStore {
  const store = createStore<LabState>()(() => initialState(fragment));
  const { subscribe } = store;
  // Who listens may fail. The listeners after it, and the worker that waits until all have heard, go on.
  store.subscribe = (listener) =>
    subscribe((state, before) => {
      try {
        listener(state, before);
      } catch (error) {
        console.error('A listener of the page’s state failed:', error);
      }
    });
  return store;
}

/** The state after an event of the worker; events of older runs change nothing. */
export function afterEvent(state: LabState, event: LabEvent): LabState {
  if (event.run !== state.run) return state;
  switch (event.kind) {
    case 'engine':
      return { ...state, engine: event.report, drawn: null };
    case 'drawing':
      return { ...state, drawn: event.share };
    case 'error':
      return {
        ...state,
        playing: false,
        drawn: null,
        failedRun: event.run,
        messages: withMessage(state.messages, event.message),
      };
    case 'frame': {
      const shown = withFrame(state.shown, event.run, state.experiment, event.frame);
      return {
        ...state,
        shown,
        drawn: null,
        answered: shown.evaluated === null ? state.answered : shown,
        // A frame that was under way when the visitor paused still says otherwise.
        playing: state.wantsPlaying && event.playing,
        stepsPerSecond: event.stepsPerSecond,
      };
    }
  }
}

/** Nothing is said twice. */
export function withMessage(messages: readonly string[], message: string): readonly string[] {
  return messages.includes(message) ? messages : [...messages, message];
}

/** The networks on the page are not yet those of the experiment. */
export function isStale(state: LabState): boolean {
  return state.shown !== null && state.shown.run !== state.run;
}
