/** The section of docs/results.md on a product of three variables. */
import { activation } from '../../src/activations/catalogue.ts';
import { formatNumber } from '../../src/charts/shared/format.ts';
import { table } from '../markdown.ts';
import { measureProduct, PRODUCTS, type ProductCell, productArm, productCells, productKeys } from './products.ts';
import { measuredSteps } from './protocol.ts';
import { CHOOSING_SEEDS, RATES } from './rates.ts';
import { linesByRate, repeatText, type StudyRow } from './study.ts';
import { lossOf, median } from './summary.ts';
import { ifMeasured, type Trains } from './trains.ts';
import { failuresText, listText, missingText, NOT_MEASURED, spreadText } from './wording.ts';

/** A cell with what it came to; null: not all of its networks have been trained. */
export interface MeasuredProduct extends ProductCell {
  readonly row: StudyRow | null;
}

/** The mean square of x·y·z over the cube, which a constant is off by at best. */
const CONSTANT = 1 / 27;

export async function readProducts(trains: Trains): Promise<readonly MeasuredProduct[]> {
  const cells: MeasuredProduct[] = [];
  for (const cell of productCells()) {
    cells.push({ ...cell, row: await ifMeasured(() => measureProduct(trains, cell)) });
  }
  return cells;
}

export function productsSection(cells: readonly MeasuredProduct[]): string {
  const presences = cells.map(({ activation: id, depth, row }) => ({
    group: activation(id).label,
    part: depth,
    measured: row !== null,
  }));
  return [
    '## A product of three variables, by depth',
    ...method(),
    missingText(presences, 'depths'),
    byDepth(cells, ({ errors, endings, rate }) => `${spreadText(errors)}<br><sub>${smallPrint(endings, rate)}</sub>`),
    ...summary(cells),
    '### Test error over training loss',
    'Median over the networks of a cell: how many times larger the error on held-out points is than the loss on the points that were trained on.',
    byDepth(cells, (row) => gapText(row)),
    ...repeatIt(cells),
  ].join('\n\n');
}

function method(): readonly string[] {
  const { steps, width, batch, seeds } = PRODUCTS;
  return [
    `x·y·z on [-1, 1]^3 from 512 points in batches of ${batch}, mean squared error on 1,000 other points; smaller is better, and the best constant is off by 1/27 = ${formatNumber(CONSTANT)}. Every arm starts from \`init=best\`, width ${width}, and takes ${steps.toLocaleString('en')} steps of Adam; the seed decides weights, batches and all points.`,
    `Every cell has the best of five rates (${listText(RATES.adam)}), chosen as above by the training loss on seeds ${listText(CHOOSING_SEEDS)} after ${(steps / 2).toLocaleString('en')} steps, then ${seeds.length} networks (seeds 1 to ${seeds.length}), none left out and none added. A network's value is the geometric mean of its error over the last tenth of its steps, measured ${measuredSteps(steps).length} times, infinite where it failed; a cell says the median and in brackets the quartiles, below them the rate, and how many failed where any did.`,
  ];
}

function byDepth(cells: readonly MeasuredProduct[], said: (row: StudyRow) => string): string {
  return table(
    ['activation', ...PRODUCTS.depths.map((depth) => `depth ${depth}`)],
    PRODUCTS.activations.map((id) => [
      activation(id).label,
      ...PRODUCTS.depths.map((depth) => {
        const row = rowOf(cells, id, depth);
        return row ? said(row) : NOT_MEASURED;
      }),
    ]),
  );
}

const rowOf = (cells: readonly MeasuredProduct[], id: string, depth: number): StudyRow | null =>
  cells.find((cell) => cell.activation === id && cell.depth === depth)?.row ?? null;

function smallPrint(endings: StudyRow['endings'], rate: number): string {
  const failed = endings.some(({ failure }) => failure !== null);
  return failed ? `${rate}; failed ${failuresText(endings)}` : String(rate);
}

/** Of the networks that are finite. */
function gapText({ errors, endings }: StudyRow): string {
  const ratios = endings.flatMap((ending, i) => {
    const error = errors[i] as number;
    return Number.isFinite(error) ? [error / lossOf(ending)] : [];
  });
  return ratios.length === 0 ? 'failed' : formatNumber(median(ratios));
}

/** What follows from the rows: computed, whichever way it came out. */
function summary(cells: readonly MeasuredProduct[]): readonly string[] {
  const { depths, activations } = PRODUCTS;
  const ends = depths.flatMap((depth) => {
    const rows = activations.flatMap((id) => {
      const row = rowOf(cells, id, depth);
      return row ? [{ label: activation(id).label, error: median(row.errors) }] : [];
    });
    const finite = rows.filter(({ error }) => Number.isFinite(error)).toSorted((a, b) => a.error - b.error);
    const failed = rows.filter(({ error }) => !Number.isFinite(error)).map(({ label }) => label);
    const [best, worst] = [finite[0], finite.at(-1)];
    if (!best || !worst) return [];
    const rest = failed.length > 0 ? `, ${listText(failed)} failed` : '';
    return [
      `depth ${depth}: ${best.label} ${formatNumber(best.error)}, ${worst.label} ${formatNumber(worst.error)}${rest}`,
    ];
  });
  const measured = cells.flatMap(({ row }) => row ?? []);
  const atLargest = measured.filter(({ rate }) => rate === Math.max(...RATES.adam)).length;
  const courses = activations.flatMap((id) => courseOf(cells, id));
  return [
    ...(ends.length > 0 ? [`The lowest and the highest median at each depth: ${ends.join('; ')}.`] : []),
    ...(courses.length > 0 ? [`With depth: ${courses.join('; ')}.`] : []),
    ...repuText(cells),
    ...(atLargest > 0
      ? [
          `In ${atLargest} of ${measured.length} cells the chosen rate is the largest of the five: a larger one might do better there.`,
        ]
      : []),
  ];
}

/** At which depth an arm is best, and what becomes of it at the deepest. */
function courseOf(cells: readonly MeasuredProduct[], id: string): readonly string[] {
  const rows = PRODUCTS.depths.flatMap((depth) => {
    const row = rowOf(cells, id, depth);
    return row ? [{ depth, error: median(row.errors) }] : [];
  });
  const best = rows.toSorted((a, b) => a.error - b.error)[0];
  const deepest = rows.at(-1);
  if (!best || !deepest || !Number.isFinite(best.error)) return [];
  const at = `${activation(id).label} is best at depth ${best.depth}`;
  if (best === deepest) return [`${at}, the deepest`];
  const there = Number.isFinite(deepest.error)
    ? `${formatNumber(deepest.error / best.error)} times as far off at depth ${deepest.depth}`
    : `failed at depth ${deepest.depth}`;
  return [`${at} and ${there}`];
}

/** The paper's pair, and where RePU holds against the rest. */
function repuText(cells: readonly MeasuredProduct[]): readonly string[] {
  const { depths, activations } = PRODUCTS;
  const compared = depths.flatMap((depth) => {
    const errorOf = (id: string) => {
      const row = rowOf(cells, id, depth);
      return row ? median(row.errors) : null;
    };
    const own = errorOf('repu.2');
    if (own === null) return [];
    const ahead = activations.flatMap((id) => {
      const error = errorOf(id);
      return id !== 'repu.2' && error !== null && error < own ? [activation(id).label] : [];
    });
    const failed = rowOf(cells, 'repu.2', depth)?.endings.filter(({ failure }) => failure !== null).length ?? 0;
    const failures = failed > 0 ? `, with ${failed} of ${PRODUCTS.seeds.length} networks failed` : '';
    return [`at depth ${depth} ${ahead.length === 0 ? 'none' : listText(ahead)}${failures}`];
  });
  return compared.length > 0 ? [`Whose median is lower than RePU(2)'s: ${compared.join('; ')}.`] : [];
}

/** One link for up to four arms of a depth that share a rate. */
function repeatIt(cells: readonly MeasuredProduct[]): readonly string[] {
  const links = PRODUCTS.depths.flatMap((depth) => {
    const measured = cells.flatMap(({ row, ...cell }) =>
      row && cell.depth === depth ? [{ cell, rate: row.rate }] : [],
    );
    const linkOf = (some: readonly ProductCell[], rate: number) =>
      [...some.map(productArm), productKeys(depth), `lr=${rate}`, `steps=${PRODUCTS.steps}`].join('&');
    return linesByRate(measured, (some, rate) => `- \`#${linkOf(some, rate)}\``);
  });
  return repeatText(links);
}
