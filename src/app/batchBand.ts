/** The band that theory draws round the batch mean, apart from the rest of theory since the first load need not have it. */
import type { Experiment } from '../experiment/experiment.ts';
import { remember } from '../lib/remember.ts';
import { observedInputs, type TaskData } from '../tasks/task.ts';
import { bandOfInput } from '../theory/bandOfInput.ts';
import { bandOfMean } from '../theory/bandOfMean.ts';
import { type InputPairs, inputPairs } from '../theory/inputPairs.ts';
import { identity, predictionInput, theoryOf } from './theory.ts';

/** Standard deviation over initialisations of an arm's variance, [L]; see theory/bandOfMean.ts. */
export type Band = readonly (number | null)[];
/** The band of one arm of an experiment. */
export type BandOf = (experiment: Experiment, index: number) => Band;

/** Of the last arms seen, by everything that they depend on. */
const bands = new Map<string, Band>();
const REMEMBERED = 64;
const latest = new WeakMap<Experiment, Map<number, Band>>();

/** The same experiment gives the same list, computed once. */
export const batchBand: BandOf = (experiment, index) => {
  const ofExperiment = latest.get(experiment) ?? new Map<number, Band>();
  latest.set(experiment, ofExperiment);
  const known = ofExperiment.get(index);
  if (known) return known;
  const key = identity(experiment, index);
  const found = bands.get(key) ?? computed(experiment, index);
  remember(bands, key, found, REMEMBERED);
  ofExperiment.set(index, found);
  return found;
};

function computed(experiment: Experiment, index: number): Band {
  const { setup, predictions } = theoryOf(experiment);
  const [arm, prediction] = [setup.arms[index], predictions[index]];
  if (!arm || !prediction) return [];
  return bandOfMean(predictionInput(experiment, arm, setup), pairsOf(setup.data), prediction);
}

/** The same of one input of mean size; see theory/bandOfInput.ts. */
export const inputBand: BandOf = (experiment, index) => {
  const { setup } = theoryOf(experiment);
  const arm = setup.arms[index];
  return arm ? bandOfInput(predictionInput(experiment, arm, setup)) : [];
};

const pairs = new WeakMap<TaskData, InputPairs>();

/** Of the observed inputs, computed once for the same data. */
function pairsOf(data: TaskData): InputPairs {
  const known = pairs.get(data) ?? inputPairs(observedInputs(data), data.inputDimension);
  pairs.set(data, known);
  return known;
}
