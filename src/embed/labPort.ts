/** The page's store and actions as the messages see them. */

import { batchBand, inputBand } from '../app/batchBand.ts';
import type { Actions } from '../app/store/actions.ts';
import type { KnownMap } from '../app/store/knownMap.ts';
import type { Watch } from '../app/store/pauseUnseen.ts';
import type { LabState, LabStore } from '../app/store/store.ts';
import { theoryOf } from '../app/theory.ts';
import type { Measurement } from '../engine/engine.ts';
import type { Display, Experiment } from '../experiment/experiment.ts';
import { kindOf } from '../experiment/layerKind.ts';
import { serialise } from '../experiment/permalink.ts';
import type { Controllable } from './frame.ts';
import type { PublicArm, PublicAxis, PublicMap, PublicMeasurement } from './messages.ts';

export function labPort(store: LabStore, actions: Actions, watch: Pick<Watch, 'slide'>): Controllable {
  /** Null once the networks of the present run stand at step 0, or the sentence if they cannot be had. */
  const standing = (): Promise<string | null> => {
    const answer = (state: LabState): string | null | undefined => {
      if (state.shown?.run === state.run) return null;
      return state.failedRun === state.run ? (state.messages.at(-1) ?? 'The networks could not be built.') : undefined;
    };
    return new Promise((resolve) => {
      const settle = (state: LabState): boolean => {
        const settled = answer(state);
        if (settled !== undefined) resolve(settled);
        return settled !== undefined;
      };
      if (settle(store.getState())) return;
      const unsubscribe = store.subscribe((state) => settle(state) && unsubscribe());
    });
  };
  let written: { readonly experiment: Experiment; readonly display: Display; readonly permalink: string } | null = null;
  let known: { readonly measurement: Measurement; readonly told: PublicMeasurement } | null = null;

  return {
    engine: () => store.getState().engine,
    state() {
      const { experiment, display, playing } = store.getState();
      // Asked for with every frame, and written anew only when it has changed.
      if (written?.experiment !== experiment || written.display !== display) {
        written = { experiment, display, permalink: serialise(experiment, display) };
      }
      return { permalink: written.permalink, playing };
    },
    async set(permalink) {
      return (await actions.apply(permalink)) ?? standing();
    },
    play: actions.play,
    pause: actions.pause,
    async reset() {
      actions.rewind();
      return standing();
    },
    async step(count) {
      await standing();
      return (await actions.step(count)) === 'done';
    },
    async measure() {
      if ((await standing()) !== null) return null;
      const frame = await actions.measure();
      const { shown } = store.getState();
      // What came of a run that has just been replaced says nothing of the one that is shown.
      if (frame === null || frame.measurement.run !== shown?.run) return null;
      return publicMeasurement(frame.measurement, shown.experiment);
    },
    async map({ x, y, steps }, tell) {
      const [{ mapModel }, { defaultAxis }] = await mapParts();
      const axis = ({ log, ...given }: PublicAxis) => ({
        ...given,
        log: log ?? defaultAxis(store.getState().experiment, given.key).log,
      });
      const plan = { x: axis(x), y: axis(y), steps };
      const ended = mapModel(store, actions).compute(plan, ({ progress: { done, total } }) => tell({ done, total }));
      return { ended: ended.then((end) => (end.kind === 'done' ? publicMap(end.map) : end.sentence)) };
    },
    async cancelMap() {
      const [{ mapModel }] = await mapParts();
      mapModel(store, actions).cancel();
    },
    slide: watch.slide,
    subscribe: (listener) => store.subscribe(listener),
    latest() {
      const { shown, run } = store.getState();
      if (shown === null || shown.run !== run) return null;
      const { measurement } = shown.latest;
      if (known?.measurement !== measurement) {
        known = { measurement, told: publicMeasurement(measurement, shown.experiment) };
      }
      return known.told;
    },
  };
}

/** The map comes when it is first asked for. */
const mapParts = () => Promise.all([import('../app/store/map.ts'), import('../experiment/map/plan.ts')]);

function publicMap({ experiment, planes }: KnownMap): PublicMap {
  return {
    arms: planes.map(({ baseline, cells }, arm) => ({
      activation: experiment.arms[arm]?.activation ?? '',
      baseline,
      cells: cells.map((cell) => {
        if (cell === null) return null;
        const { start: _, ...told } = cell;
        return told;
      }),
    })),
  };
}

/** The measurement with what theory says of the same arms. */
function publicMeasurement(measurement: Measurement, experiment: Experiment): PublicMeasurement {
  const { predictions } = theoryOf(experiment);
  return {
    ...measurement,
    arms: measurement.arms.map((arm, i): PublicArm => {
      const prediction = predictions[i];
      const finite = (values: readonly (number | null)[] | undefined) =>
        (values ?? []).map((value) => (value !== null && Number.isFinite(value) ? value : null));
      return {
        ...arm,
        init: experiment.arms[i]?.init ?? 'critical',
        ...kindOf(experiment.arms[i] ?? {}),
        theory: {
          variance: finite(prediction?.variance),
          varianceLog10: finite(prediction?.varianceLog10),
          band: finite(inputBand(experiment, i)),
          bandOfMean: finite(batchBand(experiment, i)),
          chiParallel: finite(prediction?.chiParallel),
          chiPerp: finite(prediction?.chiPerp),
        },
      };
    }),
  };
}
