import { formatNumber } from '../shared/format.ts';
import { outcomeAt } from './plane.ts';
import type { PhaseMapProps } from './types.ts';

/** The outcome at infinite width in words. */
export function outcomeText(outcome: number | null, depth: number): string {
  if (outcome === null) return 'outside the map';
  if (outcome === 0) return `survives to layer ${depth}`;
  return outcome > 0 ? `overflows at layer ${outcome}` : `vanishes at layer ${-outcome}`;
}

type Described = Pick<PhaseMapProps, 'arm' | 'grid' | 'depth' | 'point' | 'critical' | 'atWidth'>;

/** What is predicted at the present point, at infinite width and at the arm's. */
export function pointText({ grid, depth, point, atWidth }: Omit<Described, 'arm' | 'critical'>): string {
  const outcome = outcomeAt(grid, point);
  const infinite = `${outcome === null ? '' : 'at infinite width '}${outcomeText(outcome, depth)}`;
  return atWidth === undefined ? infinite : `${infinite}; ${atWidth}`;
}

/** What the phase map shows now, as sentences: the text alternative. */
export function describePhaseMap(props: Described): string {
  const { arm, grid, depth, point, critical } = props;
  const total = Math.max(1, grid.outcome.length);
  const percent = (holds: (outcome: number) => boolean) =>
    `${Math.round((100 * grid.outcome.reduce((count, outcome) => count + Number(holds(outcome)), 0)) / total)} %`;
  const sentences = [
    `${arm.label} at C_W = ${formatNumber(point.cw)}, K_1 = ${formatNumber(point.k1)}: ${pointText(props)}.`,
    `Of the map, which is drawn at infinite width, ${percent((outcome) => outcome === 0)} survives to layer ${depth}, ${percent((outcome) => outcome > 0)} overflows and ${percent((outcome) => outcome < 0)} vanishes.`,
  ];
  if (critical) {
    sentences.push(`${critical.name}: C_W = ${formatNumber(critical.cw)}, K_1 = ${formatNumber(critical.k1)}.`);
  }
  return sentences.join(' ');
}
