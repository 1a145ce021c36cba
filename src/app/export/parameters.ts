/** The experiment in words, under every exported picture: who sees it without the page must know what it shows. */

import { formatParameter } from '../../charts/shared/format.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import type { ArmSetup } from '../../experiment/setup.ts';
import { counted } from '../../lib/counted.ts';
import { task } from '../../tasks/catalogue.ts';
import { slopeWeight } from '../../tasks/line.ts';
import { isChoiceKey } from '../../tasks/task.ts';
import { INIT_LABELS, OPTIMIZER_LABELS } from '../controls/labels.ts';
import { writtenVariances } from '../controls/writtenStart.ts';

/** Grouped by commas, as in the running text of a paper: 2,000. */
const whole = (value: number): string => value.toLocaleString('en');

/**
 * One line on what all arms have in common, and one on each arm's start.
 * @param step of the measurement that is drawn; null before the first.
 */
export function parameterLines(experiment: Experiment, arms: readonly ArmSetup[], step: number | null): string[] {
  return [common(experiment, step), ...arms.map((arm, index) => startOf(experiment, arm, index))];
}

function common(experiment: Experiment, step: number | null): string {
  const { depth, width, batch, optimizer, learningRate, seed, replicas, steps } = experiment;
  const parts = [
    `Learn ${taskWords(experiment)}`,
    `depth ${depth}`,
    `width ${width}`,
    `${OPTIMIZER_LABELS[optimizer]} at rate ${formatParameter(learningRate)}`,
    batch === 'full' ? 'all points per step' : `${counted(batch, 'point', 'points', whole(batch))} per step`,
    `seed ${seed}`,
    replicas === 1 ? '' : `${replicas} networks per arm`,
    step === null ? '' : `step ${whole(step)}${steps > 0 ? ` of ${whole(steps)}` : ''}`,
  ];
  return `${parts.filter(Boolean).join(', ')}.`;
}

/** `a polynomial (basis monomial, degree 3, noise 0)`: what counts; the weight of slopes where there is one. */
function taskWords({ task: { name, settings } }: Experiment): string {
  const { phrase, keys, present, matters } = task(name);
  const counts = (key: string) =>
    (matters?.(key, settings) ?? true) && (key !== 'sobolev' || slopeWeight(settings) > 0);
  const given = Object.entries(keys).filter(([key]) => counts(key));
  const said = given.map(([name, key]) => {
    const value = settings[name] ?? key.default;
    if (isChoiceKey(key)) return `${key.label} ${value}`;
    const most = present?.(name)?.max ?? key.max;
    return `${key.label} ${formatParameter(Math.min(Number(value), most))}`;
  });
  return said.length === 0 ? phrase : `${phrase} (${said.join(', ')})`;
}

/** `RePU(2): critical start, C_W = 1, C_b = 0, K_1 = 0.667.` */
function startOf({ arms }: Experiment, arm: ArmSetup, index: number): string {
  const { label, k1 } = arm;
  const { init = 'custom' } = arms[index] ?? {};
  return `${label}: ${INIT_LABELS[init]} start, ${writtenVariances(arm)}, K_1 = ${formatParameter(k1)}.`;
}
