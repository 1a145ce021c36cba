/** The section of docs/results.md on digits with and without a skip. */
import { activation } from '../../src/activations/catalogue.ts';
import { formatNumber } from '../../src/charts/shared/format.ts';
import { table } from '../markdown.ts';
import { measuredSteps } from './protocol.ts';
import { CHOOSING_SEEDS, RATES } from './rates.ts';
import { measureSkip, SKIPS, type SkipCell, skipArm, skipCells, skipKeys } from './skips.ts';
import { linesByRate, repeatText, type StudyRow } from './study.ts';
import { median } from './summary.ts';
import { TABLES } from './tables.ts';
import { ifMeasured, type Trains } from './trains.ts';
import { failuresText, listText, missingText, NOT_MEASURED, spreadText } from './wording.ts';

/** A cell with what it came to; null: not all of its networks have been trained. */
export interface MeasuredSkip extends SkipCell {
  readonly row: StudyRow | null;
}

export async function readSkips(trains: Trains): Promise<readonly MeasuredSkip[]> {
  const cells: MeasuredSkip[] = [];
  for (const cell of skipCells()) cells.push({ ...cell, row: await ifMeasured(() => measureSkip(trains, cell)) });
  return cells;
}

export function skipsSection(cells: readonly MeasuredSkip[]): string {
  const presences = cells.map(({ kind, depth, row }) => ({ group: kind.name, part: depth, measured: row !== null }));
  return [
    '## Digits with and without a skip',
    ...method(),
    missingText(presences, 'depths'),
    ...SKIPS.depths.flatMap((depth) => depthSection(cells.filter((cell) => cell.depth === depth))),
    ...summary(cells),
  ].join('\n\n');
}

function method(): readonly string[] {
  const { steps, width, batch, seeds } = SKIPS;
  return [
    `Handwritten digits as above: 8,500 images in batches of ${batch}, share of 1,500 held-out images that is wrong; smaller is better, and guessing is wrong in 0.9. *Plain*: z' = b + W σ(z). *Skip*: z' = z + b + W σ(z), γ = 1, in all layers but the first and the last. *Skip and norm*: the same, with z divided by the root mean square of its neurons before σ. Each starts from \`init=best\` for its own kind of layers, width ${width}, and takes ${steps} steps of Adam, where the table above takes ${TABLES.steps.toLocaleString('en')}.`,
    `Every cell has the best of five rates (${listText(RATES.adam)}), chosen as above by the training loss on seeds ${listText(CHOOSING_SEEDS)} after ${steps / 2} steps, then ${seeds.length} networks (seeds 1 to ${seeds.length}), none left out and none added. A network's value is its mean over the last tenth of its steps, measured ${measuredSteps(steps).length} times, infinite where it failed; a cell says the median and in brackets the quartiles.`,
  ];
}

function depthSection(cells: readonly MeasuredSkip[]): readonly string[] {
  const of = (id: string, kind: string) =>
    cells.find((cell) => cell.activation === id && cell.kind.name === kind)?.row ?? null;
  const depth = cells[0]?.depth ?? 0;
  return [
    `### Digits, depth ${depth}`,
    table(
      ['activation', ...SKIPS.kinds.flatMap(({ name }) => [name, 'failed', 'rate'])],
      SKIPS.activations.map((id) => [
        activation(id).label,
        ...SKIPS.kinds.flatMap(({ name }) => {
          const row = of(id, name);
          return row
            ? [spreadText(row.errors), failuresText(row.endings), String(row.rate)]
            : [NOT_MEASURED, NOT_MEASURED, NOT_MEASURED];
        }),
      ]),
    ),
    ...repeatIt(cells, depth),
  ];
}

/** One link for up to four arms that share a rate. */
function repeatIt(cells: readonly MeasuredSkip[], depth: number): readonly string[] {
  const measured = cells.flatMap(({ row, ...cell }) => (row ? [{ cell, rate: row.rate }] : []));
  return repeatText(
    linesByRate(
      measured,
      (some, rate) =>
        `- \`#${[...some.map(skipArm), skipKeys(depth), `lr=${rate}`, `steps=${SKIPS.steps}`].join('&')}\``,
    ),
  );
}

/** What follows from the rows: computed, whichever way it came out. */
function summary(cells: readonly MeasuredSkip[]): readonly string[] {
  const [plain, ...others] = SKIPS.kinds;
  const medianOf = ({ activation: id, depth }: SkipCell, kind: string) => {
    const row = cells.find((cell) => cell.activation === id && cell.depth === depth && cell.kind.name === kind)?.row;
    return row ? median(row.errors) : null;
  };
  const compared = others.map(({ name }) => {
    const pairs = cells
      .filter((cell) => cell.kind.name === name)
      .flatMap((cell) => {
        const [before, after] = [medianOf(cell, plain.name), medianOf(cell, name)];
        return before !== null && after !== null ? [{ cell, before, after }] : [];
      });
    const named = (some: typeof pairs) =>
      some.map(({ cell }) => `${activation(cell.activation).label} at depth ${cell.depth}`);
    const better = pairs.filter(({ before, after }) => after < before);
    const others = pairs.filter(({ before, after }) => after >= before);
    const rest = others.length > 0 ? `; not of ${listText(named(others))}` : '';
    return `With *${name}* the median is lower than plain in ${better.length} of ${pairs.length} cells${rest}.`;
  });
  const ranges = SKIPS.kinds.map(({ name }) => rangeText(name, cells));
  return [`${compared.join(' ')} ${ranges.join(' ')}`];
}

/** From the best to the worst activation at each depth. */
function rangeText(kind: string, cells: readonly MeasuredSkip[]): string {
  const parts = SKIPS.depths.map((depth) => {
    const rows = cells.flatMap((cell) =>
      cell.kind.name === kind && cell.depth === depth && cell.row
        ? [{ label: activation(cell.activation).label, error: median(cell.row.errors) }]
        : [],
    );
    const finite = rows.filter(({ error }) => Number.isFinite(error)).toSorted((a, b) => a.error - b.error);
    const failed = rows.filter(({ error }) => !Number.isFinite(error)).map(({ label }) => label);
    const [best, worst] = [finite[0], finite.at(-1)];
    const range =
      best && worst
        ? `from ${formatNumber(best.error)} (${best.label}) to ${formatNumber(worst.error)} (${worst.label})`
        : 'none';
    return `depth ${depth}: ${range}${failed.length > 0 ? `, ${listText(failed)} failed` : ''}`;
  });
  return `Medians, *${kind}*: ${parts.join('; ')}.`;
}
