import { formatNumber } from '../shared/format.ts';
import { valueDomain } from './field.ts';

/** What one map shows now, as a sentence: the text alternative. */
export function describeField(what: string, values: ArrayLike<number> | null): string {
  if (values === null) return `${what}: not finite.`;
  const [low, high] = valueDomain(values);
  return `${what}: from ${formatNumber(low)} to ${formatNumber(high)}.`;
}
