import { formatNumber } from '../shared/format.ts';
import type { MagnitudeArm } from './types.ts';

/** What the chart shows now, as sentences: the text alternative. */
export function describeMagnitude(name: string, arms: readonly MagnitudeArm[]): string {
  return `${name}. ${arms.map(({ label, values }) => `${label}: ${said(values)}.`).join(' ')}`;
}

function said(values: ArrayLike<number> | null): string {
  const sizes = values ? Array.from(values, Math.abs).filter(Number.isFinite) : [];
  if (sizes.length === 0) return 'nothing finite';
  const mean = Math.sqrt(sizes.reduce((sum, size) => sum + size * size, 0) / sizes.length);
  return `${formatNumber(mean)} root mean square, ${formatNumber(Math.max(...sizes))} at most`;
}
