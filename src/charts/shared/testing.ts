import fc from 'fast-check';

/** Numbers as they may come in the worst case: likely ones, any others, and what is no number. */
export const anyNumber = fc.oneof(
  fc.double({ min: -8, max: 8, noNaN: true }),
  fc.double(),
  fc.constantFrom(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NaN, 1e20, -1e20),
);

/** Every number in a value that is not finite, and every text that holds one. */
export function notFinite(value: unknown): unknown[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [value];
  if (typeof value === 'string') return /NaN|Infinity/.test(value) ? [value] : [];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(notFinite) : [];
}
