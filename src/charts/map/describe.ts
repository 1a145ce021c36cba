/** The map in words. */
import { formatNumber, formatParameter } from '../shared/format.ts';
import type { CellChart, CellOutcome, MapChartAxis, MapChartProps } from './types.ts';

/** In the order in which they are named: from the worst to the best. */
export const OUTCOMES: readonly CellOutcome[] = ['overflow', 'diverged', 'vanished', 'mean', 'learned', 'open'];

/** Outcomes as the heads of a table and the names of colours. */
export const OUTCOME_WORDS: Readonly<Record<CellOutcome, string>> = {
  overflow: 'overflow at the start',
  diverged: 'diverged in training',
  vanished: 'vanished',
  mean: 'no more than the mean',
  learned: 'learned',
  open: 'alive at the start',
};

/** Those that a map of so many steps may have. */
export const outcomesOf = (steps: number): readonly CellOutcome[] =>
  steps === 0 ? ['overflow', 'vanished', 'open'] : ['overflow', 'diverged', 'vanished', 'mean', 'learned'];

/** `C_W 2, K_1 0.5`. */
export const placeText = (x: MapChartAxis, y: MapChartAxis, cell: Pick<CellChart, 'x' | 'y'>): string =>
  `${x.symbol} ${formatParameter(cell.x)}, ${y.symbol} ${formatParameter(cell.y)}`;

/** What became of a network, as a clause. */
export function cellText(cell: CellChart | null, baseline: number): string {
  if (cell === null) return 'not computed yet';
  const { outcome, layer, step, loss } = cell;
  const at = layer === null ? '' : ` at layer ${layer}`;
  switch (outcome) {
    case 'overflow':
      return `overflow${at} at the start`;
    case 'diverged':
      return `diverged at step ${step ?? 0}${layer === null ? '' : `, layer ${layer}`}`;
    case 'vanished':
      return layer === null ? 'vanished in training' : `vanished${at} at the start`;
    case 'mean':
      return `learned no more than the mean (loss ${lossText(loss)}, the mean’s ${formatNumber(baseline)})`;
    case 'learned':
      return `learned: loss ${lossText(loss)}, ${fallText(loss, baseline)} the mean’s`;
    case 'open':
      return 'alive at the start, not trained';
  }
}

const lossText = (loss: number | null): string => (loss === null ? 'unknown' : formatNumber(loss));

/** `1/120 of`. */
function fallText(loss: number | null, baseline: number): string {
  if (loss === null) return 'below';
  if (loss === 0) return 'nothing of';
  const times = baseline / loss;
  return times >= 10 ? `1/${formatParameter(Math.round(times))} of` : `${formatNumber(loss / baseline)} of`;
}

export type Counts = Readonly<Record<CellOutcome | 'unknown', number>>;

export function countsOf(cells: readonly (CellChart | null)[]): Counts {
  const counts = { overflow: 0, diverged: 0, vanished: 0, mean: 0, learned: 0, open: 0, unknown: 0 };
  for (const cell of cells) counts[cell?.outcome ?? 'unknown']++;
  return counts;
}

/** The cell with the smallest loss of those that learned. */
export function bestOf(cells: readonly (CellChart | null)[]): CellChart | null {
  let best: CellChart | null = null;
  for (const cell of cells) {
    if (cell?.outcome === 'learned' && (cell.loss ?? Infinity) < (best?.loss ?? Infinity)) best = cell;
  }
  return best;
}

/** What the map shows now, as sentences: the text alternative. */
export function describeMap({
  arm,
  x,
  y,
  cells,
  baseline,
  point,
}: Pick<MapChartProps, 'arm' | 'x' | 'y' | 'cells' | 'baseline' | 'point'>): string {
  const span = (axis: MapChartAxis) =>
    `${axis.symbol} from ${formatParameter(axis.from)} to ${formatParameter(axis.to)}`;
  const counts = countsOf(cells);
  const counted = OUTCOMES.filter((outcome) => counts[outcome] > 0).map(
    (outcome) => `${counts[outcome]} ${OUTCOME_WORDS[outcome]}`,
  );
  if (counts.unknown > 0) counted.push(`${counts.unknown} not computed yet`);
  const best = bestOf(cells);
  return [
    `${arm.label}: ${cells.length} networks, ${span(x)}, ${span(y)}: ${counted.join(', ')}.`,
    best && `The best: ${placeText(x, y, best)}, ${cellText(best, baseline)}.`,
    point && `The present experiment: ${placeText(x, y, point)}.`,
  ]
    .filter(Boolean)
    .join(' ');
}
