import type { Domain } from '../shared/chart.ts';
import { grown, roundedDecades } from '../shared/steady.ts';
import type { LayerChartProps } from './types.ts';

/** Float32 ends at |z| ~ 10³⁸, so that squares beyond these decades are never measured. */
const FARTHEST: Domain = [-90, 76];
const LEAST_DECADES = 2;
/** The top of a linear axis goes up to so many times the reference; what is larger leaves the chart. */
const LINEAR_LIMIT = 8;

/** Range of y, as log10 on the log scale, that shows all that can be shown; given the `previous` of the same run it only expands. */
export function layerDomain(props: Pick<LayerChartProps, 'arms' | 'scale' | 'reference'>, previous?: Domain): Domain {
  const { arms, scale, reference } = props;
  const lists = arms.flatMap(({ lines, measuredLog10 }) => [...lines.map(({ log10 }) => log10), measuredLog10 ?? []]);
  const log10s = lists.flat().filter((value): value is number => value !== null && Number.isFinite(value));
  const known = reference ? [...log10s, reference.log10] : log10s;
  return grown(scale === 'log' ? logDomain(known) : linearDomain(known, reference?.log10 ?? 0), previous);
}

function logDomain(log10s: readonly number[]): Domain {
  const held = log10s.map((log10) => Math.max(FARTHEST[0], Math.min(FARTHEST[1], log10)));
  if (held.length === 0) held.push(0);
  return roundedDecades(Math.min(...held), Math.max(...held), 0.2, LEAST_DECADES);
}

/** From 0, so that heights compare as numbers do. */
function linearDomain(log10s: readonly number[], reference: number): Domain {
  const unit = 10 ** Math.max(-300, Math.min(300, reference));
  const ratios = log10s.map((log10) => 10 ** Math.min(300, log10) / unit);
  const highest = Math.max(1, ...ratios.filter((ratio) => ratio <= LINEAR_LIMIT));
  const beyond = ratios.some((ratio) => ratio > LINEAR_LIMIT);
  const top = beyond ? LINEAR_LIMIT : Math.min(LINEAR_LIMIT, Math.ceil((highest * 1.15) / 0.5) * 0.5);
  return [0, top * unit];
}
