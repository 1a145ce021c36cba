import type { Arm } from '../../experiment/experiment.ts';
import { commonScale } from '../store/edits.ts';

/** What the starts of the arms have in common, in one sentence. */
export function scaleSentence(arms: readonly Arm[]): string {
  const critical = arms.every((arm) => arm.init === 'critical');
  const each = arms.length === 1 ? 'The arm' : 'Each arm';
  if (critical && arms.every((arm) => arm.k1 === null)) {
    return `${each} starts at its own best initialisation, input scale K_1 included.`;
  }
  const weights = critical ? `${each} starts at its own best initialisation` : `${each} starts as set below`;
  return commonScale(arms) === null
    ? `${weights}, at the input scale K_1 set below.`
    : `${weights}, all at one input scale.`;
}
