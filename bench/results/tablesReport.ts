/** The sections of docs/results.md on the paper's tasks. */
import { activation } from '../../src/activations/catalogue.ts';
import { formatNumber } from '../../src/charts/shared/format.ts';
import { table } from '../markdown.ts';
import { measuredSteps } from './protocol.ts';
import { CHOOSING_SEEDS, RATES } from './rates.ts';
import { linesByRate, repeatText } from './study.ts';
import {
  FIRST_SEEDS,
  FURTHER_SEEDS,
  HEAVY_RATIO,
  measureTable,
  type Repetition,
  type Row,
  repeat,
  repeatedCells,
  TABLE_TASKS,
  TABLES,
  type TableCell,
  type TableTask,
  tableCells,
  tableSubject,
  UNTUNED_RATE,
} from './tables.ts';
import { ifMeasured, type Trains } from './trains.ts';
import { failuresText, listText, missingText, NOT_MEASURED, spreadText } from './wording.ts';

/** A cell with what it came to; null: not all of its networks have been trained. */
export interface MeasuredRow extends TableCell {
  readonly row: Row | null;
}

export interface MeasuredRepetition extends TableCell {
  readonly repetition: Repetition | null;
}

export async function readTables(trains: Trains): Promise<readonly MeasuredRow[]> {
  const rows: MeasuredRow[] = [];
  for (const cell of tableCells()) rows.push({ ...cell, row: await ifMeasured(() => measureTable(trains, cell)) });
  return rows;
}

export async function readRepetitions(trains: Trains): Promise<readonly MeasuredRepetition[]> {
  const cells: MeasuredRepetition[] = [];
  for (const cell of repeatedCells()) cells.push({ ...cell, repetition: await ifMeasured(() => repeat(trains, cell)) });
  return cells;
}

/** Which cells are missing, in a sentence. */
export function missingRows(rows: readonly MeasuredRow[]): string {
  const presences = rows.map(({ task, depth, row }) => ({ group: task.title, part: depth, measured: row !== null }));
  return missingText(presences, 'depths');
}

export function tablesSection(rows: readonly MeasuredRow[], repetitions: readonly MeasuredRepetition[]): string {
  return [
    '## Tasks',
    ...method(),
    missingRows(rows),
    ...TABLE_TASKS.flatMap((task) =>
      taskSection(
        task,
        rows.filter((row) => row.task === task),
      ),
    ),
    ...repetitionSection(repetitions),
  ].join('\n\n');
}

function method(): readonly string[] {
  const { steps } = TABLES;
  const all = FIRST_SEEDS.length + FURTHER_SEEDS.length;
  return [
    `${steps.toLocaleString('en')} steps of Adam, width 64 unless said otherwise. *Untuned*: \`init=critical\` and a learning rate of ${UNTUNED_RATE} for all. *Tuned*: \`init=best\` and the best of five rates (${listText(RATES.adam)}), chosen for each cell as above, by the training loss on seeds ${listText(CHOOSING_SEEDS)} after ${(steps / 2).toLocaleString('en')} steps; nothing of these networks is reported.`,
    `A network's value is the geometric mean of its error over the last tenth of its steps, measured ${measuredSteps(steps).length} times (of the digits the mean share that is wrong), infinite where it failed. A cell says the median over all its networks, in brackets the quartiles, where failures are the largest values: \`failed\` stands for a value that is infinite. A cell has ${FIRST_SEEDS.length} networks (seeds 1 to ${FIRST_SEEDS.length}), or ${all} (seeds 1 to ${all}) where the first ${FIRST_SEEDS.length} are heavy-tailed: some but not all failed, or the largest is over ${HEAVY_RATIO} times the smallest. Failures are counted with the layer and the step of the first one.`,
  ];
}

function taskSection(task: TableTask, rows: readonly MeasuredRow[]): readonly string[] {
  return [
    `### ${task.title}`,
    task.said,
    ...TABLES.depths.flatMap((depth) => {
      const atDepth = rows.filter((row) => row.depth === depth);
      return [`#### ${task.title}, depth ${depth}`, depthTable(atDepth), ...repeatIt(atDepth)];
    }),
  ];
}

function depthTable(rows: readonly MeasuredRow[]): string {
  const of = (id: string, column: TableCell['column']) =>
    rows.find((row) => row.activation === id && row.column === column)?.row ?? null;
  const cells = (row: Row | null) =>
    row ? [spreadText(row.errors), failuresText(row.endings)] : [NOT_MEASURED, NOT_MEASURED];
  return table(
    ['activation', 'untuned', 'failed', 'tuned', 'failed', 'rate'],
    TABLES.activations.map((id) => {
      const tuned = of(id, 'tuned');
      return [
        activation(id).label,
        ...cells(of(id, 'untuned')),
        ...cells(tuned),
        tuned ? String(tuned.rate) : NOT_MEASURED,
      ];
    }),
  );
}

/** One link for up to four arms that share a rate. */
function repeatIt(rows: readonly MeasuredRow[]): readonly string[] {
  const measured = rows.flatMap(({ row, ...cell }) => (row ? [{ cell, rate: row.rate }] : []));
  const links = TABLES.columns.flatMap((column) => {
    const ofColumn = measured.filter(({ cell }) => cell.column === column);
    return linesByRate(ofColumn, (cells, rate) => `- ${column}: \`#${linkOf(cells, rate)}\``);
  });
  return repeatText(links);
}

function linkOf(cells: readonly TableCell[], rate: number): string {
  const arms = cells.map((cell) => tableSubject(cell).fragment.split('&')[0]);
  const [, ...others] = tableSubject(cells[0] as TableCell).fragment.split('&');
  return [...arms, ...others, `lr=${rate}`, `steps=${TABLES.steps}`].join('&');
}

function repetitionSection(cells: readonly MeasuredRepetition[]): readonly string[] {
  const rows = cells.map(({ task, activation: id, depth, column, repetition }) => [
    `${activation(id).label}, ${task.title}, depth ${depth}, ${column}`,
    ...(repetition
      ? [spreadText(repetition.fused), spreadText(repetition.plain), ratioText(largestRatio(repetition))]
      : [NOT_MEASURED, NOT_MEASURED, NOT_MEASURED]),
    repetition ? String(repetition.fused.length) : NOT_MEASURED,
  ]);
  return [
    '### How far a result repeats',
    "The same seeds once more with every product rounded (*plain*) where the engine else multiplies and adds in one rounding (*fused*): what differs is the last bit alone, and what many steps make of it. Another browser's or engine's digits differ in the same way.",
    table(['cell', 'fused', 'plain', 'largest ratio of one seed', 'networks'], rows),
  ];
}

const ratioText = (ratio: number): string => (Number.isFinite(ratio) ? formatNumber(ratio) : 'one failed');

/** The larger over the smaller value of the same seed, at its largest; infinite where one of the two failed, 1 where both did. */
export function largestRatio({ fused, plain }: Repetition): number {
  const ratios = fused.map((a, i) => {
    const b = plain[i] as number;
    return a === b ? 1 : Math.max(a, b) / Math.min(a, b);
  });
  return Math.max(...ratios);
}
