import type { DistributionArm } from './types.ts';

/** What the ridgelines show now, as sentences: the text alternative. Numbers of the first and of the last layer. */
export function describeDistribution(
  arms: readonly DistributionArm[],
  { numbersName, numberNames }: { readonly numbersName: string; readonly numberNames: readonly [string, string] },
): string {
  const all = (numbers: readonly [string, string]) =>
    numbers.map((number, i) => `${numberNames[i]} ${number === '–' ? 'unknown' : number}`).join(', ');
  const sentences = arms.map(({ label, ridges, note }) => {
    const at = note === null ? '' : ` (${note})`;
    const finite = ridges.flatMap((ridge, l) => (ridge ? [{ layer: l + 1, ridge }] : []));
    const [first, last] = [finite[0], finite.at(-1)];
    if (!first || !last)
      return `${label}${at}: ${ridges.length === 0 ? 'nothing measured yet' : 'finite in no layer'}.`;
    const lost = ridges.length - finite.length;
    const told = [first, ...(last === first ? [] : [last])].map(
      ({ layer, ridge }) => `layer ${layer}: ${ridge.measured === null ? 'all 0' : all(ridge.numbers)}`,
    );
    return `${label}${at}: ${numbersName} in ${told.join('; ')}${lost > 0 ? `; not finite in ${lost} of ${ridges.length} layers` : ''}.`;
  });
  return sentences.join(' ');
}
