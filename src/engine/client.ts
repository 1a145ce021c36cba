/** The page's side of the bridge to the worker. */
import { proxy, type Remote, wrap } from 'comlink';
import type { Experiment } from '../experiment/experiment.ts';
import { errorMessage } from '../lib/errorMessage.ts';
import type { Dataset } from '../tasks/datasets.ts';
import type { PairChoice } from '../tasks/pairs.ts';
import type { ParseOptions, ParseResult, SourceFile } from '../tasks/parse/result.ts';
import type { DatasetName } from '../tasks/task.ts';
import type { ArmDistribution, Counted } from './distribution/measure.ts';
import { endWorker } from './endWorker.ts';
import type { Frame } from './engine.ts';
import { openWorker } from './openWorker.ts';
import type { ArmCorrelation } from './pairs/measure.ts';
import type { LabEvent, LabWorker, StepOutcome } from './protocol.ts';
import type { SurvivalCount } from './survival/count.ts';
import type { ArmTangent } from './tangent/measure.ts';

/** Called for every event of the latest run; the next frame waits until it returns. */
export type LabListener = (event: LabEvent) => void;

/** A place where experiments run, away from the page's thread. Nothing throws: what goes wrong comes as an event. */
export interface Lab {
  /** Starts an experiment in place of the present one; nothing of older runs is heard again. */
  start(experiment: Experiment, options: RunOptions): void;
  play(): void;
  pause(): void;
  /** Advances exactly `count` steps, then pauses. */
  step(count: number): Promise<StepOutcome>;
  /** Changes the step limit of the present run (0: none), which goes on. */
  setSteps(limit: number): void;
  /** Whether evaluations come with derivatives, of the present run from now on and of those that start; at first they do not. */
  setDerivatives(wanted: boolean): void;
  /** The present state of the run; null where there is none. */
  measure(): Promise<Frame | null>;
  /** Per arm, the present networks' outputs at any points, see Trainer.predict; null where there is no run. */
  predict(inputs: Float32Array): Promise<readonly (Float32Array | null)[] | null>;
  /** How many networks of an arm are lost before the first step, see LabWorker.survival; null also without a run. */
  survival(experiment: Experiment, arm: number): Promise<SurvivalCount | null>;
  /** How each arm's preactivations are distributed, see LabWorker.distribution. */
  distribution(counted: Counted): Promise<readonly ArmDistribution[] | null>;
  /** How far each arm's networks keep inputs apart, see LabWorker.correlation. */
  correlation(choice: PairChoice): Promise<readonly ArmCorrelation[] | null>;
  /** Tangent kernels of each arm's networks, see LabWorker.tangent. */
  tangent(): Promise<readonly ArmTangent[] | null>;
  /** Makes a dataset known to the runs that start from now on. */
  provide(name: DatasetName, dataset: Dataset): void;
  /** Reads the visitor's own files, in a worker of their own: neither their size nor a failure touches the run. */
  parse(files: readonly SourceFile[], options: ParseOptions): Promise<ParseResult>;
  dispose(): void;
}

export interface RunOptions {
  /** Grows with every start; the events and measurements of the run bear it. */
  readonly run: number;
  readonly playing: boolean;
}

interface Connection {
  readonly worker: Worker;
  readonly remote: Remote<LabWorker>;
  /** Settles the calls that wait for an answer, which a dead worker will never give. */
  readonly waiting: Set<() => void>;
}

/** How often in a row a worker that dies is replaced. */
const RESTARTS = 2;

/** The worker is created with the first start, and again in place of one that died. */
export function createLab(listener: LabListener, createWorker: () => Worker = openWorker): Lab {
  let connection: Connection | null = null;
  let latest: { experiment: Experiment; readonly run: number; playing: boolean } | null = null;
  let deaths = 0;
  let derivatives = false;
  const provided = new Map<DatasetName, Dataset>();

  function connect(): Connection {
    const worker = createWorker();
    const opened: Connection = { worker, remote: wrap<LabWorker>(worker), waiting: new Set() };
    worker.onerror = (event) => died(opened, event.message);
    worker.onmessageerror = () => died(opened, 'a message could not be read');
    for (const [name, dataset] of provided) hand(opened, name, dataset);
    return opened;
  }

  function hand(to: Connection, name: DatasetName, dataset: Dataset): void {
    Promise.resolve(to.remote.provide(name, dataset)).catch((error: unknown) => died(to, String(error)));
  }

  function close({ worker, remote, waiting }: Connection): void {
    endWorker(worker, remote);
    for (const giveUp of waiting) giveUp();
  }

  function died(which: Connection, message: string): void {
    if (connection !== which) return;
    close(which);
    connection = null;
    deaths++;
    const restarts = deaths <= RESTARTS;
    const what = restarts ? 'the run starts again from its seed' : 'reload the page to try again';
    listener({
      kind: 'error',
      run: latest?.run ?? 0,
      message: `The training worker stopped (${message || 'no reason given'}); ${what}.`,
    });
    if (restarts && latest) launch(latest.experiment, latest);
  }

  function launch(experiment: Experiment, { run, playing }: RunOptions): void {
    latest = { experiment, run, playing };
    connection ??= connect();
    const here = connection;
    const emit = proxy((event: LabEvent) => {
      if (event.run !== latest?.run || connection !== here) return;
      if (event.kind === 'frame' && event.frame.measurement.step > 0) deaths = 0;
      listener(event);
    });
    here.remote
      .start({ run, experiment, playing, derivatives }, emit)
      .catch((error: unknown) => died(here, String(error)));
  }

  /** The worker's answer, or `otherwise` where there is no worker or it dies. */
  function ask<Answer>(question: (remote: Remote<LabWorker>) => Promise<Answer>, otherwise: Answer): Promise<Answer> {
    const here = connection;
    if (!here) return Promise.resolve(otherwise);
    return new Promise((resolve) => {
      const giveUp = () => resolve(otherwise);
      here.waiting.add(giveUp);
      question(here.remote)
        .then(resolve, giveUp)
        .finally(() => here.waiting.delete(giveUp));
    });
  }

  return {
    start: launch,
    play() {
      if (latest) latest.playing = true;
      void ask((remote) => remote.play(), undefined);
    },
    pause() {
      if (latest) latest.playing = false;
      void ask((remote) => remote.pause(), undefined);
    },
    step(count) {
      if (latest) latest.playing = false;
      return ask<StepOutcome>((remote) => remote.step(count), 'interrupted');
    },
    setSteps(limit) {
      if (latest) latest.experiment = { ...latest.experiment, steps: limit };
      void ask((remote) => remote.setSteps(limit), undefined);
    },
    setDerivatives(wanted) {
      if (derivatives === wanted) return;
      derivatives = wanted;
      void ask((remote) => remote.setDerivatives(wanted), undefined);
    },
    measure: () => ask<Frame | null>((remote) => remote.measure(), null),
    predict: (inputs) => ask<readonly (Float32Array | null)[] | null>((remote) => remote.predict(inputs), null),
    survival: (experiment, arm) => ask<SurvivalCount | null>((remote) => remote.survival(experiment, arm), null),
    distribution: (counted) => ask<readonly ArmDistribution[] | null>((remote) => remote.distribution(counted), null),
    correlation: (choice) => ask<readonly ArmCorrelation[] | null>((remote) => remote.correlation(choice), null),
    tangent: () => ask<readonly ArmTangent[] | null>((remote) => remote.tangent(), null),
    async parse(files, options) {
      const reader = createWorker();
      const stopped = new Promise<never>((_, reject) => {
        reader.onerror = ({ message }) => reject(new Error(message || 'no reason given'));
        reader.onmessageerror = () => reject(new Error('a message could not be read'));
      });
      try {
        return await Promise.race([wrap<LabWorker>(reader).parse(files, options), stopped]);
      } catch (error) {
        return { error: `The worker that read the file stopped (${errorMessage(error)}); try again.` };
      } finally {
        reader.terminate();
      }
    },
    provide(name, dataset) {
      provided.set(name, dataset);
      if (connection) hand(connection, name, dataset);
    },
    dispose() {
      latest = null;
      if (connection) close(connection);
      connection = null;
    },
  };
}
