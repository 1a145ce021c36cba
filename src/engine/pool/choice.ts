/** Whether the networks of a run are shared out among the cores: where that is faster, by measurement, and the report says so. */
import type { Experiment } from '../../experiment/experiment.ts';
import { remember } from '../../lib/remember.ts';
import { shapeOf } from '../choose.ts';
import type { Engine } from '../engine.ts';
import type { Prepare } from '../runner.ts';
import { millisecondsPerStep } from '../timing.ts';
import { createCrew } from './crew.ts';
import { poolEngine } from './engine.ts';
import { networksOf } from './pieces.ts';
import { coreCount } from './pool.ts';

/** Multiplications and additions of a step of all networks below which nobody waits for a measurement: two networks of the first page. */
const SMALL = 1e8;
/** What is hardly faster is not worth the memory. */
const WORTHWHILE = 1.1;
/** Of both, in turn: workers have just been opened, and their browser is still optimising the kernels. */
const ROUNDS = 3;
/** Networks per core that are measured in the place of more: how many times as fast several are hardly changes beyond. */
const EACH = 4;
/** Weights of all networks, of which no worker can have too many. */
const FEW_WEIGHTS = 2 ** 24;
/** Measurements kept. */
const REMEMBERED = 64;

export interface Cores {
  readonly createWorker: () => Worker;
  /** At most so many workers. */
  readonly cores?: number;
  readonly timesOf?: typeof millisecondsPerStep;
}

/** Prepares as `prepare` does, and takes several workers in place of one for WebAssembly where they are faster. */
export function onAllCores(
  prepare: Prepare,
  { createWorker, cores = coreCount(), timesOf = millisecondsPerStep }: Cores,
): Prepare {
  const crew = createCrew(createWorker);
  /** How many times as fast as one, by key; 0 where they cannot hold the networks. */
  const known = new Map<string, number>();
  let available = true;

  async function speedUp(key: string, one: Engine, several: Engine, experiment: Experiment): Promise<number> {
    const measured = known.get(key);
    if (measured !== undefined) return measured;
    const engines = [one, several];
    const [alone, together] = (await timesOf(engines, rehearsalOf(experiment, cores), ROUNDS)) as [number, number];
    // Where neither can hold them, one worker says so.
    const answer = together === Number.POSITIVE_INFINITY ? 0 : alone / together;
    remember(known, key, answer, REMEMBERED);
    return answer;
  }

  return async (experiment, avoidWebGPU) => {
    const prepared = await prepare(experiment, avoidWebGPU);
    const workers = Math.min(cores, networksOf(experiment));
    if (prepared.engine.name !== 'fused-wasm' || !available) return prepared;
    const key = keyOf(experiment, cores);
    const suits = (other: Experiment) => prepared.suits(other) && keyOf(other, cores) === key;
    if (key === null) return { ...prepared, suits };
    try {
      const several = poolEngine(crew, workers);
      const ratio = await speedUp(key, prepared.engine, several, experiment);
      const faster = ratio >= WORTHWHILE;
      const { report } = prepared;
      const reason = `${report.reason} ${sentence(workers, ratio)}`;
      if (!faster) return { ...prepared, report: { ...report, reason }, suits };
      return { ...prepared, engine: several, report: { ...report, adapter: several.adapter, reason }, suits };
    } catch {
      // No workers within workers here, e.g. in the single file.
      available = false;
      crew.dispose();
      return prepared;
    }
  };
}

/** Experiments of the same key take the same choice; null: one worker without asking. */
const keyOf = (experiment: Experiment, cores: number): string | null =>
  Math.min(cores, networksOf(experiment)) < 2 || operations(experiment) < SMALL
    ? null
    : shapeOf(rehearsalOf(experiment, cores));

/** With fewer replicas where it has many, so that nobody waits for the rest to be drawn and trained twice more. */
function rehearsalOf(experiment: Experiment, cores: number): Experiment {
  const { arms, replicas } = experiment;
  if (weights(experiment) > FEW_WEIGHTS) return experiment;
  return { ...experiment, replicas: Math.min(replicas, Math.ceil((EACH * cores) / arms.length)) };
}

/** Of all networks together, about. */
const weights = (experiment: Experiment): number =>
  networksOf(experiment) * experiment.depth * experiment.width * experiment.width;

/** Of a step, all networks together: three products of each layer. */
function operations(experiment: Experiment): number {
  const { batch } = experiment;
  const examples = batch === 'full' ? 128 : batch;
  return 6 * weights(experiment) * examples;
}

function sentence(workers: number, ratio: number): string {
  const times = Number(ratio.toPrecision(2));
  if (ratio >= WORTHWHILE) {
    return Number.isFinite(ratio)
      ? `${workers} workers: ${times} times one.`
      : `${workers} workers, as one cannot hold them.`;
  }
  return ratio > 0
    ? `One worker: ${workers} are ${times} times as fast.`
    : `One worker, as ${workers} cannot hold them.`;
}
