/** Computes a map on a pool of workers: coarse to fine, in short chunks, so that it can be watched, paused and ended. */
import type { Experiment } from '../../experiment/experiment.ts';
import { cellValues } from '../../experiment/map/cell.ts';
import type { MapCell, MapPlan, MapPlane, MapProgress } from '../../experiment/map/map.ts';
import type { Setup } from '../../experiment/setup.ts';
import { columnAndRow } from '../../lib/columnAndRow.ts';
import { errorMessage } from '../../lib/errorMessage.ts';
import { usesWebGPU } from '../engine.ts';
import { WorkerDied } from '../pool/member.ts';
import type { Pool } from '../pool/pool.ts';
import type { EngineReport } from '../protocol.ts';
import type { CellReport, CellsAnswer } from './cells.ts';
import { Cost, type Size, stepsOf } from './cost.ts';
import { nearestKnown, passesOf } from './passes.ts';
import type { CellsPlace } from './place.ts';

export interface MapOrder {
  readonly experiment: Experiment;
  readonly plan: MapPlan;
  /** Of that experiment. */
  readonly setup: Pick<Setup, 'data' | 'baseline' | 'arms'>;
  readonly place: CellsPlace | Promise<CellsPlace>;
}

/** A cell that could not be computed, and why, as a sentence. */
export interface MapFault {
  /** Place of the arm. */
  readonly arm: number;
  readonly index: number;
  readonly sentence: string;
}

/** The map so far. */
export interface MapNews {
  readonly planes: readonly MapPlane[];
  readonly progress: MapProgress;
  readonly faults: readonly MapFault[];
  /** What trains the networks; null before the first is known. */
  readonly engine: EngineReport | null;
}

export interface MapRun {
  /** Chunks under way are finished, and no other begins. */
  pause(): void;
  resume(): void;
  /** Nothing is told any more but what is known. Who ends the pool as well ends what is under way. */
  cancel(): void;
  /** Resolves once every cell is computed, or the map was cancelled. */
  readonly ended: Promise<'done' | 'cancelled'>;
}

/** Milliseconds that a chunk should take, and the most networks that it may have. */
const CHUNK_TIME = 100;
const MOST_NETWORKS = 64;
/** A card's price of a step hardly grows with the networks, so that it gets as many as there are. */
const MOST_ON_CARD = 1024;
/** Shortest time between two news but for those of a whole pass, milliseconds. */
const INTERVAL = 100;

/** One network. */
interface Item {
  readonly arm: number;
  readonly index: number;
  readonly pass: number;
}

/** @param tell is told of the map so far, at least whenever a pass is done. */
export function runMap(
  { experiment, plan, setup, place: wanted }: MapOrder,
  pool: Pick<Pool, 'size' | 'run'>,
  tell: (news: MapNews) => void,
): MapRun {
  const cells = setup.arms.map(() => new Array<MapCell | null>(plan.x.cells * plan.y.cells).fill(null));
  /** As last told; null: more is known now. A plane of which there is no news stays the same object. */
  const told = setup.arms.map((): MapPlane | null => null);
  const faults: MapFault[] = [];
  const queue = itemsOf(plan, setup.arms.length);
  const total = queue.length;
  /** Of each pass, the networks that are still to come. */
  const missing = new Map<number, number>();
  for (const { pass } of queue) missing.set(pass, (missing.get(pass) ?? 0) + 1);
  const cost = new Cost();
  const near = nearestKnown(plan);
  let done = 0;
  let next = 0;
  let cancelled = false;
  let place: CellsPlace = { engine: experiment.engine, card: null };
  let engine: EngineReport | null = null;
  let gate: { readonly opened: Promise<void>; open(): void } | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const sizeOf = ({ index }: Item): Size => {
    const { depth, width } = {
      ...experiment,
      ...cellValues(plan, ...columnAndRow(index, plan.x.cells)),
    };
    return { depth, width, examples: examplesOf(experiment, setup) };
  };
  /** Like the nearest network that is known. */
  const expected = (item: Item): number => {
    const like = near(cells[item.arm] ?? [], item.index);
    return cost.network(sizeOf(item), stepsOf(like, plan.steps));
  };

  function takeChunk(): readonly Item[] {
    const first = queue[next];
    if (!first) return [];
    const onCard = place.card === 'hardware';
    const [networks, milliseconds] = onCard ? [MOST_ON_CARD, Number.POSITIVE_INFINITY] : [MOST_NETWORKS, CHUNK_TIME];
    const chunk = [first];
    let time = cost.chunk(expected(first));
    for (let item = queue[next + 1]; item && chunk.length < networks; item = queue[next + chunk.length]) {
      time += expected(item);
      if (item.arm !== first.arm || item.pass !== first.pass || time > milliseconds) break;
      chunk.push(item);
    }
    next += chunk.length;
    return chunk;
  }

  async function measure(arm: number, chunk: readonly Item[]): Promise<CellsAnswer | string> {
    const order = {
      experiment: { ...experiment, engine: place.engine },
      arm,
      plan,
      cells: chunk.map(({ index }) => index),
    };
    try {
      return await pool.run((worker) => worker.measureCells(order));
    } catch (error) {
      if (!(error instanceof WorkerDied)) return errorMessage(error);
      return `The worker that trained this network stopped twice (${error.message}).`;
    }
  }

  function record(arm: number, chunk: readonly Item[], answer: CellsAnswer | string): void {
    const reports: readonly CellReport[] =
      typeof answer === 'string' ? chunk.map(({ index }) => ({ index, fault: answer })) : answer.reports;
    for (const report of reports) {
      if ('cell' in report) (cells[arm] as (MapCell | null)[])[report.index] = report.cell;
      else faults.push({ arm, index: report.index, sentence: report.fault });
    }
    if (typeof answer !== 'string') {
      engine = answer.engine;
      const steps = (index: number) => stepsOf(cells[arm]?.[index] ?? null, plan.steps);
      const networks = chunk.reduce((sum, item) => sum + cost.network(sizeOf(item), steps(item.index)), 0);
      cost.learn(cost.chunk(networks), answer.milliseconds);
    }
    told[arm] = null;
    done += chunk.length;
    const { pass } = chunk[0] as Item;
    const left = (missing.get(pass) ?? 0) - chunk.length;
    missing.set(pass, left);
    if (left === 0) report();
    else timer ??= setTimeout(report, INTERVAL);
  }

  function report(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (cancelled) return;
    tell({
      planes: setup.arms.map(({ label }, arm) => {
        told[arm] ??= { label, baseline: setup.baseline, cells: [...(cells[arm] ?? [])] };
        return told[arm];
      }),
      progress: { done, total, secondsLeft: secondsLeft() },
      faults: [...faults],
      engine,
    });
  }

  function secondsLeft(): number | null {
    if (done === total) return 0;
    if (done === 0) return null;
    return queue.slice(next).reduce((sum, item) => sum + expected(item), 0) / Math.max(1, works.length) / 1000;
  }

  async function work(): Promise<void> {
    for (;;) {
      while (gate) await gate.opened;
      if (cancelled) return;
      const chunk = takeChunk();
      const [first] = chunk;
      if (!first) return;
      const answer = await measure(first.arm, chunk);
      if (cancelled) return;
      record(first.arm, chunk, answer);
      // The card could not be had, or was lost: all cores take its place.
      if (place.card !== null && engine !== null && !usesWebGPU(engine.name)) {
        place = { ...place, card: null };
        atOnce(pool.size);
      }
    }
  }

  const works: Promise<void>[] = [];
  function atOnce(count: number): void {
    while (works.length < count) works.push(work());
  }
  async function workAll(): Promise<'done' | 'cancelled'> {
    place = wanted instanceof Promise ? await wanted : wanted;
    atOnce(place.card === null ? pool.size : 1);
    // One of them may ask for more.
    for (let i = 0; i < works.length; i++) await works[i];
    return cancelled ? 'cancelled' : 'done';
  }

  report();
  const ended = workAll();
  const resume = () => {
    gate?.open();
    gate = null;
  };
  return {
    pause() {
      let open = () => {};
      const opened = new Promise<void>((resolve) => {
        open = resolve;
      });
      gate ??= { opened, open };
    },
    resume,
    cancel() {
      // What is known and not told yet.
      if (timer !== null) report();
      cancelled = true;
      resume();
    },
    ended,
  };
}

/** All networks in the order in which they are computed: pass by pass, arm by arm; those of one program follow each other. */
function itemsOf(plan: MapPlan, arms: number): readonly Item[] {
  const { x, y } = plan;
  const byColumn = PROGRAM.has(x.key) && !PROGRAM.has(y.key);
  return passesOf(plan).flatMap((indices, pass) => {
    const column = (index: number) => index % x.cells;
    const ordered = byColumn ? [...indices].sort((a, b) => column(a) - column(b) || a - b) : indices;
    return Array.from({ length: arms }, (_, arm) => ordered.map((index) => ({ arm, index, pass }))).flat();
  });
}

/** Axes along which networks differ in more than numbers. */
const PROGRAM: ReadonlySet<string> = new Set(['skip', 'a', 'b', 'c', 'd', 'depth', 'width']);

const examplesOf = ({ batch }: Experiment, { data }: Pick<Setup, 'data'>): number =>
  batch === 'full' ? data.size : Math.min(batch, data.size);
