/** The line over the charts of two inputs: what to look for, and what is to be seen of it now. */
import { slopeText } from '../../../charts/correlation/map.ts';
import { correlationText } from '../../../charts/correlation/scale.ts';
import type { CorrelationPhase, PhaseOfMap } from '../../../theory/correlation.ts';
import { grouped, type Saying } from '../lookFor.ts';
import { type CorrelationFacts, predictedCorrelations } from './view.ts';

export function lookForCorrelation(facts: readonly CorrelationFacts[]): string {
  const seen = grouped(facts.map((arm) => [arm.label, saying(arm)]));
  const what = 'At infinite width inputs merge where the map’s slope at c = 1 is below 1 and part where it is above.';
  return seen === '' ? `${what} Theory is being computed.` : `${what} ${seen}.`;
}

const PHASES: Readonly<Record<CorrelationPhase, string>> = {
  ordered: 'ordered',
  edge: 'at the edge between order and chaos',
  chaotic: 'chaotic',
  identity: 'neither: every correlation stays',
};

/** Only where K stays is the slope that of all the hidden layers to come. */
const BECAUSE: Readonly<Record<PhaseOfMap['because'], string>> = {
  stays: '',
  scaleless: ', whatever K',
  moves: ' where K is now, which moves on',
};

function saying({ course, phase, ...arm }: CorrelationFacts): Saying | null {
  if (course === null || phase === null) return null;
  const what = PHASES[phase.phase];
  const slope = phase.phase === 'identity' ? '' : ` (slope ${slopeText(phase.slope)}${BECAUSE[phase.because]})`;
  const correlations = predictedCorrelations({ ...arm, course });
  const [first, last] = [correlations[0], correlations.at(-1)];
  const way =
    first === undefined || last === undefined
      ? ''
      : `, c from ${correlationText(1 - first)} to ${correlationText(1 - last)}`;
  return [`is ${what}${slope}${way}`, `are ${what}${slope}${way}`];
}
