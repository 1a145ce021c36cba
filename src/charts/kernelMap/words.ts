import { formatLog10, formatNumber } from '../shared/format.ts';
import type { FixedPoint } from './types.ts';

/** `K* = 0.67`. */
export const fixedPointName = ({ log10K }: FixedPoint): string => `K* = ${formatLog10(log10K)}`;
/** `unstable, slope 2`. */
export const fixedPointNote = ({ stability, slope }: FixedPoint): string => `${stability}, slope ${slopeText(slope)}`;

/** Two digits, without a trailing zero; what is as good as 0 is written so. */
const slopeText = (slope: number): string => (Math.abs(slope) < 1e-6 ? '0' : formatNumber(slope).replace(/\.0$/, ''));
