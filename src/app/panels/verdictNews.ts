import type { ArmVerdict } from './armVerdicts.ts';

type Told = Pick<ArmVerdict, 'label' | 'outcome' | 'text'>;

/** What a verdict is of whom: training changes its numbers with every frame, this seldom. */
export const kindOf = ({ label, outcome }: Pick<ArmVerdict, 'label' | 'outcome'>): string => `${label}: ${outcome}`;

/**
 * The verdicts that are of another kind than what was told last, in words; what cannot be told yet is no news.
 * @param told kinds, by arm.
 */
export function newsOf(said: readonly Told[], told: readonly string[]): string {
  return said
    .filter((arm, index) => arm.outcome !== 'open' && kindOf(arm) !== told[index])
    .map(({ text }) => text)
    .join(' ');
}
