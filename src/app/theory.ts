/** The theory of an experiment, recomputed only as far as it depends on what changed. */

import { DEFAULT_DISPLAY } from '../experiment/defaults.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { serialise } from '../experiment/permalink.ts';
import { type ArmSetup, type Setup, setup } from '../experiment/setup.ts';
import { remember } from '../lib/remember.ts';
import { datasetChanges } from '../tasks/datasets.ts';
import { type Prediction, type PredictionInput, predict } from '../theory/predict.ts';

export interface Theory {
  readonly setup: Setup;
  /** One per arm. */
  readonly predictions: readonly Prediction[];
}

const theories = new WeakMap<Experiment, Theory>();

/** Pure and synchronous, so that the curves follow a slider within its frame; the same experiment gives the same object. */
export function theoryOf(experiment: Experiment): Theory {
  const known = theories.get(experiment);
  if (known) return known;
  const numbers = setup(experiment);
  const theory = {
    setup: numbers,
    predictions: numbers.arms.map((arm, index) => prediction(experiment, index, arm, numbers)),
  };
  theories.set(experiment, theory);
  return theory;
}

/** Predictions of the last arms seen, by everything that they depend on; the one that was asked for longest ago is forgotten first. */
const predictions = new Map<string, Prediction>();
const REMEMBERED = 64;

function prediction(experiment: Experiment, index: number, arm: ArmSetup, numbers: Setup): Prediction {
  const key = identity(experiment, index);
  const found = predictions.get(key) ?? predict(predictionInput(experiment, arm, numbers));
  remember(predictions, key, found, REMEMBERED);
  return found;
}

/** What theory is asked of an arm. */
export function predictionInput({ width }: Experiment, arm: ArmSetup, { data }: Setup): PredictionInput {
  const { layers, k1PerExample } = arm;
  const { inputDimension, outputDimension } = data;
  return { layers, k1PerExample, inputDimension, width, outputDimension };
}

/** All that the initialisation of an arm depends on: training, the number of networks and the engine do not enter. */
export function identity(experiment: Experiment, index: number): string {
  const arm = experiment.arms[index];
  const decisive: Experiment = {
    ...experiment,
    arms: arm ? [arm] : [],
    batch: 'full',
    optimizer: 'adam',
    learningRate: 1,
    replicas: 1,
    steps: 0,
    engine: 'auto',
  };
  return `${datasetChanges()} ${serialise(decisive, DEFAULT_DISPLAY)}`;
}
