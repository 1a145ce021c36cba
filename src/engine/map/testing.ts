/** Helpers of the map's tests: random cells of several kinds of networks, and what their links open. */
import { DEFAULT_DISPLAY } from '../../experiment/defaults.ts';
import type { Arm, Experiment } from '../../experiment/experiment.ts';
import { mapKeysOf } from '../../experiment/map/axis.ts';
import { cellExperiment } from '../../experiment/map/cell.ts';
import type { MapPlan } from '../../experiment/map/map.ts';
import { defaultAxis } from '../../experiment/map/plan.ts';
import { parseFragment, serialise } from '../../experiment/permalink.ts';
import { columnAndRow } from '../../lib/columnAndRow.ts';
import { uint32Stream } from '../../lib/random.ts';
import type { ArmMeasurement, Engine } from '../engine.ts';
import { arm, experiment } from '../testing.ts';
import type { CellsOrder } from './cells.ts';
import { type CellOutcome, cellOutcome } from './outcome.ts';

/** Arms of several kinds, their starts and their axes; the last is a typed formula, see loadFormulas. */
export const ARMS: readonly Arm[] = [
  arm('repu.2'),
  arm('mrepu.2'),
  arm('relu', { init: 'he' }),
  arm('tanh', { init: 'best' }),
  arm('gelu', { norm: 'rms', skip: 1 }),
  { ...arm('formula.z-0-z-a-add-max-2-pow-mul_a.0.5'), init: 'lecun' },
];

export const small = (arms: readonly Arm[], changes: Partial<Experiment> = {}): Experiment =>
  experiment(arms, { depth: 4, width: 8, batch: 16, ...changes });

/** C_W across and K_1 upwards, in so many cells. */
export const axes = (x: number, y: number): Pick<MapPlan, 'x' | 'y'> => ({
  x: { key: 'cw', from: 0.1, to: 10, cells: x, log: true },
  y: { key: 'k1', from: 0.01, to: 10, cells: y, log: true },
});

/** Five random cells of each of so many maps over random axes, the same in every run; depth and width stay. */
export function randomOrders(maps: number): readonly CellsOrder[] {
  const random = uint32Stream(1, 'cells', 0);
  const draw = (most: number): number => random() % most;
  return Array.from({ length: maps }, (_, trial) => {
    const chosen = small([ARMS[trial % ARMS.length] as Arm], {
      learningRate: 0.01,
      optimizer: trial % 2 ? 'adam' : 'sgd',
    });
    const keys = mapKeysOf(chosen).filter((key) => key !== 'depth' && key !== 'width');
    const x = keys[draw(keys.length)] ?? 'cw';
    const others = keys.filter((key) => key !== x);
    const y = others[draw(others.length)] ?? 'k1';
    const xAxis = defaultAxis(chosen, x, y === 'cb' ? defaultAxis(chosen, y) : null);
    const plan: MapPlan = { x: xAxis, y: defaultAxis(chosen, y, xAxis), steps: 12 };
    return { experiment: chosen, arm: 0, plan, cells: Array.from({ length: 5 }, () => draw(256)) };
  });
}

/** The link of a cell, and what becomes of the experiment that it opens. */
export async function byLink(
  engine: Pick<Engine, 'create'>,
  { experiment: chosen, arm: place, plan }: CellsOrder,
  index: number,
): Promise<{ readonly link: string; readonly outcome: CellOutcome }> {
  const cell = cellExperiment(chosen, place, plan, ...columnAndRow(index, plan.x.cells));
  const link = serialise(cell, DEFAULT_DISPLAY);
  const opened = parseFragment(link).experiment;
  const trainer = await engine.create(opened, 1);
  try {
    const start = (await trainer.measure()).measurement.arms[0] as ArmMeasurement;
    await trainer.advance(opened.steps);
    const end = (await trainer.measure()).measurement.arms[0] as ArmMeasurement;
    return { link, outcome: cellOutcome(start, end) };
  } finally {
    trainer.dispose();
  }
}
