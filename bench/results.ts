/** Trains what a permalink describes, as the page does, and tells how it ended: for bench/results.mjs. */
import { ensureDataset } from '../src/app/datasets/load.ts';
import { type PreparedEngine, prepareEngine } from '../src/engine/choose.ts';
import { parseFragment } from '../src/experiment/permalink.ts';
import { setup } from '../src/experiment/setup.ts';
import { task } from '../src/tasks/catalogue.ts';
import { type Metrics, metricsOf } from '../src/tasks/metrics.ts';

export interface Ending {
  readonly label: string;
  readonly status: string;
  readonly failure: { readonly layer: number | null; readonly step: number } | null;
  readonly loss: number | null;
  readonly metrics: Metrics;
}

export interface Endings {
  readonly engine: string;
  readonly arms: readonly Ending[];
}

/** Steps between two looks at the clock of the page. */
const PIECE = 50;

let prepared: PreparedEngine | null = null;

/** Throws if a part of the fragment cannot be used. */
async function train(fragment: string): Promise<Endings> {
  const { experiment, rejected } = parseFragment(fragment);
  if (rejected.length > 0) throw new Error(rejected.map(({ sentence }) => sentence).join(' '));
  const { dataset } = task(experiment.task.name);
  if (dataset) await ensureDataset(dataset, () => {});
  if (!prepared?.suits(experiment)) prepared = await prepareEngine(experiment, null);
  const { data, arms } = setup(experiment);
  const trainer = await prepared.engine.create(experiment, 1);
  while (trainer.step < experiment.steps && !trainer.exhausted) {
    await trainer.advance(Math.min(PIECE, experiment.steps - trainer.step));
    await new Promise((resolve) => setTimeout(resolve));
  }
  const { measurement } = await trainer.measure();
  const outputs = await trainer.predict(data.evaluation.inputs);
  trainer.dispose();
  return {
    engine: measurement.engine,
    arms: measurement.arms.map(({ status, failure, loss }, i) => {
      const own = outputs[i];
      return { label: arms[i]?.label ?? '', status, failure, loss, metrics: own ? metricsOf(data, own) : {} };
    }),
  };
}

declare global {
  interface Window {
    train: typeof train;
  }
}

window.train = train;
