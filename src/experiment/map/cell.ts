/** A cell of the map as an experiment: what its link opens. */
import { typedId, typedOf } from '../../activations/typedId.ts';
import { remember } from '../../lib/remember.ts';
import { writeNumber } from '../codec.ts';
import type { Arm, Experiment } from '../experiment.ts';
import { kindOf, layerKind } from '../layerKind.ts';
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
function shapedBy(experiment: Experiment, arm: Arm, values: CellValues): Experiment {
  const { depth, width, learningRate } = experiment;
  const { skip, norm, weights, slot: _, ...rest } = arm;
  const shaped: Arm = {
    ...rest,
    activation: withLetters(arm, values),
    ...layerKind({ ...kindOf(arm), skip: values.skip ?? kindOf(arm).skip }),
  };
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

/**
 * The arm with its start: as it is where no axis is one of C_W, C_b and K_1, else custom. A best start goes by K_1, and so
 * would have another C_W and C_b in every row.
 */
function startedBy(experiment: Experiment, own: Arm, { cw, cb, k1, ...shape }: CellValues, shaped: Arm): Arm {
  if (cw === undefined && cb === undefined && (k1 === undefined || own.init !== 'best')) {
    return k1 === undefined ? shaped : { ...shaped, k1 };
  }
  const start = ownStart(experiment, own, shape);
  const custom = { init: 'custom', cw: cw ?? start.cw, cb: cb ?? start.cb } as const;
  // Along C_b alone what the inputs bring to K_1 stays.
  const scale = start.k1 === null ? null : Number((custom.cb + start.k1 - start.cb).toPrecision(DIGITS));
  return { ...shaped, ...custom, k1: k1 ?? scale };
}

const known = new Map<string, OwnStart>();
const REMEMBERED = 256;

/** Where the arm itself would start; of the values those count that are no part of a start. */
export function ownStart(experiment: Experiment, arm: Arm, values: CellValues): OwnStart {
  const { cw, cb, k1, ...shape } = values;
  const shaped = shapedBy(experiment, arm, shape);
  const { task, seed, depth, width } = shaped;
  const key = JSON.stringify([shaped.arms, task, seed, depth, width]);
  const start = known.get(key) ?? startOf(shaped);
  remember(known, key, start, REMEMBERED);
  return cb === undefined ? start : { ...start, cb };
}

function startOf(experiment: Experiment): OwnStart {
  const [arm] = setup(experiment).arms;
  if (arm === undefined) throw new RangeError('There is no arm.');
  const { cw, cb } = hiddenLayer(arm);
  const found = (arm.critical ?? arm.best)?.k1 ?? null;
  return { cw, cb, k1: experiment.arms[0]?.k1 ?? found };
}
