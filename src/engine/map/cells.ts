/** Some cells of a map, trained: the worker's part. */
import type { Experiment } from '../../experiment/experiment.ts';
import { kindOf } from '../../experiment/layerKind.ts';
import { axisValue } from '../../experiment/map/axis.ts';
import { cellExperiment } from '../../experiment/map/cell.ts';
import type { MapCell, MapPlan } from '../../experiment/map/map.ts';
import { columnAndRow } from '../../lib/columnAndRow.ts';
import { errorMessage } from '../../lib/errorMessage.ts';
import { type ArmMeasurement, type Engine, EngineError } from '../engine.ts';
import type { EngineReport } from '../protocol.ts';
import { cellOutcome } from './outcome.ts';

/** Crosses to a worker. */
export interface CellsOrder {
  readonly experiment: Experiment;
  /** Place of the arm. */
  readonly arm: number;
  readonly plan: MapPlan;
  /** Indices iy·x.cells + ix. */
  readonly cells: readonly number[];
}

/** What they came to. */
export interface CellsMeasured {
  /** One for each cell, in their order. */
  readonly reports: readonly CellReport[];
  /** How long they took. */
  readonly milliseconds: number;
}

/** What comes back from a worker. */
export interface CellsAnswer extends CellsMeasured {
  /** What trained them, and why not what was asked for. */
  readonly engine: EngineReport;
}

/** What became of one of them: its networks trained, or why not, as a sentence. */
export type CellReport =
  | { readonly index: number; readonly cell: MapCell }
  | { readonly index: number; readonly fault: string };

interface Order {
  readonly index: number;
  readonly experiment: Experiment;
}

/** Trains them on that engine; the reports come in the order of the cells. */
export async function measureCells(
  { experiment, arm, plan, cells }: CellsOrder,
  engine: Pick<Engine, 'create'>,
): Promise<CellsMeasured> {
  const started = performance.now();
  const reports = new Map<number, CellReport>();
  const batches = new Map<string, Order[]>();
  for (const index of cells) {
    try {
      const order = {
        index,
        experiment: cellExperiment(experiment, arm, plan, ...columnAndRow(index, plan.x.cells)),
      };
      const key = programOf(order.experiment);
      batches.set(key, [...(batches.get(key) ?? []), order]);
    } catch (error) {
      reports.set(index, { index, fault: errorMessage(error) });
    }
  }
  for (const batch of batches.values()) {
    for (const report of await measureBatch(batch, plan, engine)) reports.set(report.index, report);
  }
  return {
    reports: cells.map((index) => reports.get(index) as CellReport),
    milliseconds: performance.now() - started,
  };
}

/** Cells that share it are one batch: each network has numbers of its own, but not a program. */
function programOf({ arms: [arm], depth, width }: Experiment): string {
  return JSON.stringify([depth, width, arm?.activation, kindOf(arm ?? {})]);
}

/** One experiment with an arm for each cell. */
export function batchOf(experiments: readonly Experiment[]): Experiment {
  const [first] = experiments;
  if (first === undefined) throw new RangeError('There are no cells.');
  const arms = experiments.flatMap(({ arms: [arm], learningRate }) => (arm ? [{ ...arm, learningRate }] : []));
  return { ...first, arms };
}

async function measureBatch(
  orders: readonly Order[],
  plan: MapPlan,
  engine: Pick<Engine, 'create'>,
): Promise<readonly CellReport[]> {
  try {
    const { starts, ends } = await train(orders, plan.steps, engine);
    return orders.map(({ index }, i) => {
      const [ix, iy] = columnAndRow(index, plan.x.cells);
      const [x, y] = [axisValue(plan.x, ix), axisValue(plan.y, iy)];
      return { index, cell: { x, y, ...cellOutcome(starts[i] as ArmMeasurement, ends?.[i] ?? null) } };
    });
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const [first] = orders;
    if (orders.length === 1 && first) return [{ index: first.index, fault: error.message }];
    // What does not fit at once may fit in halves.
    const half = Math.ceil(orders.length / 2);
    const parts = [orders.slice(0, half), orders.slice(half)];
    const reports: CellReport[] = [];
    for (const part of parts) reports.push(...(await measureBatch(part, plan, engine)));
    return reports;
  }
}

interface Trained {
  readonly starts: readonly ArmMeasurement[];
  /** Null: not trained. */
  readonly ends: readonly ArmMeasurement[] | null;
}

async function train(orders: readonly Order[], steps: number, engine: Pick<Engine, 'create'>): Promise<Trained> {
  const trainer = await engine.create(batchOf(orders.map(({ experiment }) => experiment)), 0);
  try {
    const { arms: starts } = (await trainer.measure()).measurement;
    if (steps === 0) return { starts, ends: null };
    await trainer.advance(steps);
    return { starts, ends: (await trainer.measure()).measurement.arms };
  } finally {
    trainer.dispose();
  }
}
