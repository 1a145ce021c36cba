/** A cell of the map as an experiment: what its link opens. */
import { typedId, typedOf } from '../../activations/typedId.ts';
import { remember } from '../../lib/remember.ts';
import { datasetChanges } from '../../tasks/datasets.ts';
import { writeNumber } from '../codec.ts';
import type { Arm, Experiment } from '../experiment.ts';
import { withKind } from '../layerKind.ts';
import { biasVariance, hiddenLayer, setup } from '../setup.ts';
import { axisValue, isLetter, lettersOf } from './axis.ts';
import type { MapKey, MapPlan } from './map.ts';

/** What the axes say in a cell. */
export type CellValues = Readonly<Partial<Record<MapKey, number>>>;

/** What an arm starts from. */
export interface OwnStart {
  /** Of the layers between hidden ones: by Xavier's rule the outer ones differ. */
  readonly cw: number;
  readonly cb: number;
  /** Null: the inputs stay as they are. */
  readonly k1: number | null;
  /** Mean of |x|²/n_0 of the inputs as they are. */
  readonly meanSquare: number;
  /** Of the first layer. */
  readonly firstCw: number;
}

/** Numbers that are computed here have so many significant digits, as those of the axes. */
const DIGITS = 6;

export const cellValues = ({ x, y }: MapPlan, ix: number, iy: number): CellValues => ({
  [x.key]: axisValue(x, ix),
  [y.key]: axisValue(y, iy),
});

/**
 * The experiment that a cell is: one arm, one network, trained as long as the map trains it (its own steps where that is 0).
 * Throws RangeError with a sentence where there is none.
 */
export function cellExperiment(experiment: Experiment, arm: number, plan: MapPlan, ix: number, iy: number): Experiment {
  const own = experiment.arms[arm];
  if (own === undefined) throw new RangeError(`There is no arm ${arm + 1}.`);
  const values = cellValues(plan, ix, iy);
  const shaped = shapedBy(experiment, own, values);
  const started = startedBy(experiment, own, values, shaped.arms[0] as Arm);
  const cb = biasVariance(started, shaped.depth);
  if (started.k1 !== null && started.k1 <= cb) {
    throw new RangeError(
      `K_1 is ${writeNumber(started.k1)} there, but must be above C_b, which is ${Number(cb.toPrecision(3))}.`,
    );
  }
  return {
    ...shaped,
    arms: [started],
    replicas: 1,
    steps: plan.steps || experiment.steps,
  };
}

/** Everything but the start: depth, width, learning rate, skip and letters in place. */
export function shapedBy(experiment: Experiment, arm: Arm, values: CellValues): Experiment {
  const { depth, width, learningRate } = experiment;
  const { slot: _, ...rest } = arm;
  const { skip } = values;
  const shaped = { ...withKind(rest, skip === undefined ? {} : { skip }), activation: withLetters(arm, values) };
  return {
    ...experiment,
    arms: [shaped],
    depth: values.depth ?? depth,
    width: values.width ?? width,
    learningRate: values.lr ?? learningRate,
  };
}

function withLetters(arm: Arm, values: CellValues): string {
  const letters = lettersOf(arm).filter((letter) => values[letter] !== undefined);
  if (letters.length === 0) return arm.activation;
  const { formula, values: own } = typedOf(arm.activation);
  return typedId(formula, {
    ...own,
    ...Object.fromEntries(Object.entries(values).filter(([key]) => isLetter(key as MapKey))),
  });
}

/** The start in a cell. */
export interface CellStart extends Pick<OwnStart, 'cw' | 'cb' | 'k1'> {
  /** False: what the arm itself says of it, and its K_1. */
  readonly custom: boolean;
}

/**
 * The start of an arm in a cell: its own where no axis is one of C_W, C_b and K_1, else custom. A best start goes by K_1, and
 * so would have another C_W and C_b in every row.
 */
export function cellStart(experiment: Experiment, arm: Arm, { cw, cb, k1, ...shape }: CellValues): CellStart {
  const start = ownStart(experiment, arm, shape);
  if (cw === undefined && cb === undefined && (k1 === undefined || arm.init !== 'best')) {
    return { custom: false, cw: start.cw, cb: start.cb, k1: k1 ?? start.k1 };
  }
  const [ownCw, ownCb] = [cw ?? start.cw, cb ?? start.cb];
  // Along C_b alone what the inputs bring to K_1 stays.
  const scale = start.k1 === null ? null : Number((ownCb + start.k1 - start.cb).toPrecision(DIGITS));
  return { custom: true, cw: ownCw, cb: ownCb, k1: k1 ?? scale };
}

function startedBy(experiment: Experiment, own: Arm, values: CellValues, shaped: Arm): Arm {
  // What an arm starts from takes its time where it is not asked for.
  if (values.cw === undefined && values.cb === undefined && values.k1 === undefined) return shaped;
  const { custom, cw, cb, k1 } = cellStart(experiment, own, values);
  return custom ? { ...shaped, init: 'custom', cw, cb, k1 } : { ...shaped, k1 };
}

const known = new Map<string, OwnStart>();
const REMEMBERED = 256;

/** Where the arm itself would start; of the values those count that are no part of a start. */
export function ownStart(experiment: Experiment, arm: Arm, values: CellValues): OwnStart {
  const { cw, cb, k1, ...shape } = values;
  const shaped = shapedBy(experiment, arm, shape);
  const { task, seed, depth, width } = shaped;
  const key = JSON.stringify([shaped.arms, task, seed, depth, width, datasetChanges()]);
  const start = known.get(key) ?? startOf(shaped);
  remember(known, key, start, REMEMBERED);
  return cb === undefined ? start : { ...start, cb };
}

function startOf(experiment: Experiment): OwnStart {
  const [arm] = setup(experiment).arms;
  if (arm === undefined) throw new RangeError('There is no arm.');
  const { cw, cb } = hiddenLayer(arm);
  const found = (arm.critical ?? arm.best)?.k1 ?? null;
  const firstCw = arm.layers[0]?.cw ?? cw;
  const meanSquare = (arm.k1 - cb) / (firstCw * arm.inputScale ** 2);
  return { cw, cb, k1: experiment.arms[0]?.k1 ?? found, meanSquare, firstCw };
}
