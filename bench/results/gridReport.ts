/** The grid in words: plain text for who measures, and its section of docs/results.md. */
import { activation } from '../../src/activations/catalogue.ts';
import { formatNumber } from '../../src/charts/shared/format.ts';
import { table } from '../markdown.ts';
import {
  bestPoint,
  better,
  CONFIRMED,
  confirm,
  FIRST_SEEDS,
  FRESH_SEEDS,
  GRID_ACTIVATIONS,
  GRID_DEPTHS,
  GRID_SEEDS,
  GRID_STEPS,
  type GridCell,
  gridRates,
  measurePoint,
  otherPoints,
  type Point,
  type PointResult,
} from './grid.ts';
import { shareError } from './summary.ts';
import { ifMeasured, type Trains } from './trains.ts';
import { listText, NOT_MEASURED, valueText } from './wording.ts';

const digits = (value: number): string => (Number.isFinite(value) ? value.toPrecision(3) : 'failed');

function line(
  place: string,
  { point, rate, networks, learnt, failedAtStart, failedInTraining, loss }: PointResult,
): string {
  const error = (100 * shareError(learnt, networks)).toFixed(0);
  return [
    place.padEnd(6),
    `cw ${point.cw} cb ${point.cb} k1 ${point.k1}`.padEnd(34),
    `lr ${rate}`.padEnd(10),
    `learn ${learnt}/${networks} ±${error}%`.padEnd(20),
    `failed ${failedAtStart} at start, ${failedInTraining} in training`.padEnd(34),
    `median loss ${digits(loss)}`,
  ].join(' ');
}

/** A cell's grid in plain text: the first points, those on fresh seeds, and the extra points wherever they stand. */
export function gridText(
  { activation: id, depth }: GridCell,
  sorted: readonly PointResult[],
  confirmed: readonly PointResult[],
  extra: readonly Point[],
): string {
  const isExtra = ({ point }: PointResult) =>
    extra.some(({ cw, cb, k1 }) => cw === point.cw && cb === point.cb && k1 === point.k1);
  return [
    `${id}, depth ${depth}: ${sorted.length} points`,
    ...sorted.flatMap((result, i) => {
      const named = isExtra(result);
      return i < 15 || named ? [line(`${i + 1}${named ? '*' : ''}`, result)] : [];
    }),
    '  on seeds 11 to 30:',
    ...confirmed.map((result) => line(isExtra(result) ? '  *' : '  ', result)),
    '',
  ].join('\n');
}

/** A cell of the grid as far as it has been measured. */
export interface MeasuredGrid {
  readonly cell: GridCell;
  readonly best: Point;
  /** Points that were to be measured beside `best`, and those of them that were. */
  readonly points: number;
  readonly measured: number;
  /** Points, `best` among them, from which a network learns on the seeds that order them. */
  readonly learning: number;
  /** `best` and the first of the others that were measured, on fresh seeds, best first; null where that is missing. */
  readonly confirmed: readonly PointResult[] | null;
}

export async function readGrid(trains: Trains): Promise<readonly MeasuredGrid[]> {
  const cells = GRID_DEPTHS.flatMap((depth) => GRID_ACTIVATIONS.map((activation) => ({ activation, depth })));
  return Promise.all(
    cells.map(async (cell): Promise<MeasuredGrid> => {
      const best = bestPoint(cell);
      const others = otherPoints(cell.activation, best);
      const results = await Promise.all(
        [best, ...others].map((point) => ifMeasured(() => measurePoint(trains, cell, point))),
      );
      const sorted = results.filter((result) => result !== null).toSorted(better);
      const measured = sorted.filter(({ point }) => point !== best);
      const confirmed =
        sorted.length > measured.length ? await ifMeasured(() => confirm(trains, cell, sorted, best)) : null;
      return {
        cell,
        best,
        points: others.length,
        measured: measured.length,
        learning: sorted.filter(({ learnt }) => learnt > 0).length,
        confirmed: confirmed?.toSorted(better) ?? null,
      };
    }),
  );
}

/** `best` beside the best of the others. */
export interface Comparison {
  readonly best: PointResult;
  readonly other: PointResult;
  /** Whether the share of `best` is at most one standard error of the other's share below that. */
  readonly within: boolean;
}

/** Null where there is nothing to compare. */
export function compared({ best: start, confirmed }: MeasuredGrid): Comparison | null {
  const best = confirmed?.find(({ point }) => point === start);
  const other = confirmed?.find(({ point }) => point !== start);
  if (!best || !other) return null;
  const error = shareError(other.learnt, other.networks);
  return { best, other, within: best.learnt / best.networks >= other.learnt / other.networks - error };
}

export function gridSection(grids: readonly MeasuredGrid[]): string {
  const columns = (result: PointResult | undefined) =>
    result
      ? [pointText(result), shareText(result), valueText(result.loss)]
      : [NOT_MEASURED, NOT_MEASURED, NOT_MEASURED];
  const rows = grids.map(({ cell, best, points, measured, confirmed }) => [
    nameOf(cell),
    ...columns(confirmed?.find(({ point }) => point === best)),
    ...columns(confirmed?.find(({ point }) => point !== best)),
    `${measured} of ${points}`,
  ]);
  return [
    '## Is `best` the best start?',
    `Theory finds \`init=best\`; measurement does not enter. So hold it against other starts: a coarse grid of (C_W, C_b, K_1) and the points a step away from \`best\`, width 64, ${GRID_STEPS} steps of Adam in batches of 32 on the task of the depth reach, every point at the better of two rates (${GRID_DEPTHS.map((depth) => `${listText(gridRates(depth))} at depth ${depth}`).join(', ')}). Seeds 1 to ${GRID_SEEDS.length} (a point from which none of the first ${FIRST_SEEDS} learns is left at that) order the points by how many learn, then by median loss. As the highest of so many shares is high by luck too, the first ${CONFIRMED} and \`best\` are measured once more on seeds ${FRESH_SEEDS[0]} to ${FRESH_SEEDS.at(-1)}, which the table shows, with the standard error of the share (Agresti and Coull) and the best of the others beside \`best\`.`,
    table(
      [
        'activation, depth',
        '`best`: C_W, C_b, K_1',
        'learn',
        'median loss',
        'best other: C_W, C_b, K_1',
        'learn',
        'median loss',
        'points measured',
      ],
      rows,
    ),
    ...gridSentences(grids),
  ].join('\n\n');
}

function gridSentences(grids: readonly MeasuredGrid[]): readonly string[] {
  const all = grids.flatMap((grid) => {
    const comparison = grid.learning > 0 ? compared(grid) : null;
    return comparison ? [{ ...comparison, name: nameOf(grid.cell) }] : [];
  });
  const short = all.filter(({ within }) => !within);
  const slower = all.filter(({ within, best, other }) => within && best.loss > 10 * other.loss);
  const hopeless = grids.filter(({ measured, learning }) => measured > 0 && learning === 0);
  const incomplete = grids.filter(({ points, measured }) => measured < points);
  const say = (about: readonly unknown[], sentence: string) => (about.length > 0 ? [sentence] : []);
  return [
    ...say(
      all,
      `The share of \`best\` is within one standard error of the best other's in ${all.length - short.length} of ${all.length} cells where any point learns${short.length > 0 ? `; it falls short for ${listText(short.map(({ name, best, other }) => `${name} (${best.learnt} against ${other.learnt} of ${other.networks})`))}` : ''}.`,
    ),
    ...say(
      slower,
      `Learning is not all: the best other's median loss is over ten times lower for ${listText(slower.map(({ name, best, other }) => `${name} (${valueText(other.loss)} against ${valueText(best.loss)})`))}.`,
    ),
    ...say(
      hopeless,
      `From no point does a network learn for ${listText(hopeless.map(({ cell, measured }) => `${nameOf(cell)} (${measured + 1} points, \`best\` among them)`))}.`,
    ),
    ...say(
      incomplete,
      `Not all points are measured for ${listText(incomplete.map(({ cell, points, measured }) => `${nameOf(cell)} (${measured} of ${points})`))}.`,
    ),
  ];
}

const nameOf = ({ activation: id, depth }: GridCell): string => `${activation(id).label}, ${depth}`;

const pointText = ({ point: { cw, cb, k1 }, rate }: PointResult): string =>
  `${[cw, cb, k1].map(formatNumber).join(', ')}<br><sub>${rate}</sub>`;

const shareText = ({ learnt, networks }: PointResult): string =>
  `${learnt}/${networks} ± ${formatNumber(shareError(learnt, networks))}`;
