/** The line over the ridgelines: what to look for, and what is to be seen of it now. */
import { formatNumber } from '../../../charts/shared/format.ts';
import type { Counted, LayerDistribution } from '../../../engine/distribution/measure.ts';
import { grouped, type Saying } from '../lookFor.ts';
import { type ArmFacts, percent } from './view.ts';

/** A measured kurtosis within so many standard errors of theory's is as predicted. */
const WITHIN = 3;

export function lookForDistribution(facts: readonly ArmFacts[], counted: Counted): string {
  const seen = grouped(facts.map((arm) => [arm.label, counted === 'activations' ? slopesSaying(arm) : saying(arm)]));
  const what =
    counted === 'activations'
      ? 'Where σ is flat, neither signal nor gradient passes.'
      : `Areas are measured${atStep(facts)}; thin lines are the Gaussians of infinite width at the start${began(facts) ? ' (step 0), of which alone theory speaks' : ''}.`;
  return seen === '' ? what : `${what} In the last hidden layer ${seen}.`;
}

const began = (facts: readonly ArmFacts[]): boolean => facts.some(({ measured }) => measured.step > 0);

/** Arms may stand at several steps: then each says its own. */
function atStep(facts: readonly ArmFacts[]): string {
  const steps = new Set(facts.map(({ measured }) => measured.step));
  return began(facts) && steps.size === 1 ? ` at step ${[...steps][0]}` : '';
}

function saying({ measured, kurtosis }: ArmFacts): Saying | null {
  const { layers, step } = measured;
  const last = Math.max(0, layers.length - 2);
  const layer = layers[last];
  if (layer === undefined) return null;
  if (layer === null) return NOT_FINITE;
  if (layer.kurtosis === null) return ['is 0 throughout', 'are 0 throughout'];
  const own = `excess kurtosis ${formatNumber(layer.kurtosis)}`;
  const predicted = kurtosis[last] ?? null;
  if (step > 0) {
    const start = predicted === null ? 'no prediction to leading order' : `${formatNumber(predicted)} predicted`;
    return having(`${own} at step ${step} (${start} for the start)`);
  }
  if (predicted === null) return having(`${own}, without a prediction to leading order`);
  const theory = formatNumber(predicted);
  return having(agrees(layer, predicted) ? `${own}, as predicted (${theory})` : `${own} where ${theory} is predicted`);
}

/** Chance explains the difference. */
export const agrees = ({ kurtosis, kurtosisError }: LayerDistribution, predicted: number): boolean =>
  kurtosis !== null && kurtosisError !== null && Math.abs(kurtosis - predicted) <= WITHIN * kurtosisError;

function slopesSaying({ measured }: ArmFacts): Saying | null {
  const layer = measured.layers.at(-1);
  if (layer === undefined) return null;
  if (layer === null) return NOT_FINITE;
  if (layer.slopes === null) return null;
  const { saturated, dead } = layer.slopes;
  return having(`${percent(saturated)} of all z saturated and ${percent(dead)} of the neurons dead`);
}

const NOT_FINITE: Saying = ['is not finite', 'are not finite'];
const having = (what: string): Saying => [`has ${what}`, `have ${what}`];
