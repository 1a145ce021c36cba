/** Initialisations in numbers: an ending is kept under what was trained, whatever a criterion says later. */
import { DEFAULT_DISPLAY } from '../../src/experiment/defaults.ts';
import type { Arm, Experiment } from '../../src/experiment/experiment.ts';
import { kindOf, layerKind } from '../../src/experiment/layerKind.ts';
import { parseFragment, serialise } from '../../src/experiment/permalink.ts';
import { setup, variancesOf } from '../../src/experiment/setup.ts';

/** The experiment of a permalink with one arm and one replica. Throws Error if a part of it cannot be used. */
export function read(fragment: string): Experiment {
  const { experiment, rejected } = parseFragment(fragment);
  if (rejected.length > 0) throw new Error(rejected.map(({ sentence }) => sentence).join(' '));
  if (experiment.arms.length !== 1 || experiment.replicas !== 1) throw new Error(`${fragment} is not one network.`);
  return experiment;
}

/** The same network in a permalink that names its C_W, C_b and K_1. */
export function resolved(fragment: string): string {
  const experiment = read(fragment);
  const arms = [customArm(experiment)];
  return serialise({ ...experiment, arms }, DEFAULT_DISPLAY);
}

const known = new Map<string, Arm>();

/** Seeds, optimizers and rates that share data share their arm. */
function customArm(experiment: Experiment): Arm {
  const { arms, task, depth, width, seed } = experiment;
  const key = JSON.stringify([arms, task, depth, width, seed]);
  const arm = known.get(key) ?? numbersOf(experiment);
  known.set(key, arm);
  return arm;
}

function numbersOf(experiment: Experiment): Arm {
  const [arm] = setup(experiment).arms;
  if (!arm) throw new Error('There is no arm.');
  const { activation, k1 } = arm;
  const { cw, cb } = variancesOf(arm);
  const kind = layerKind(kindOf(experiment.arms[0] as Arm));
  return { activation: activation.id, init: 'custom', cw: cw[0] as number, cb, k1, ...kind };
}
