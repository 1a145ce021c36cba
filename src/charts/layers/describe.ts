import { formatLog10 } from '../shared/format.ts';
import type { LayerArm } from './types.ts';

/**
 * What a chart of the layers shows now, as sentences: the text alternative. `quantity`: `susceptibility`, `squared gradient`;
 * `place`: what is numbered from 1.
 */
export function describeLayers(arms: readonly LayerArm[], quantity: string, place = 'layer'): string {
  const sentences = arms.flatMap(({ label, lines, measuredLog10 }) => [
    ...lines.map(({ symbol, log10 }) => `${label}: predicted ${symbol || quantity} ${course(log10, place)}.`),
    ...(measuredLog10 ? [`${label}: measured ${quantity} ${course(measuredLog10, place)}.`] : []),
  ]);
  return sentences.join(' ');
}

function course(log10s: readonly (number | null)[], place: string): string {
  const known = log10s.flatMap((log10, l) => (log10 !== null && !Number.isNaN(log10) ? [{ layer: l + 1, log10 }] : []));
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last) return `is known at no ${place}`;
  const start = `${size(first.log10)} at ${place} ${first.layer}`;
  return first === last ? `is ${start}` : `goes from ${start} to ${size(last.log10)} at ${place} ${last.layer}`;
}

const size = (log10: number): string => (log10 === Number.POSITIVE_INFINITY ? 'beyond float64' : formatLog10(log10));
