/** The paper's tasks: what every activation comes to, untuned and tuned. */

import type { Ending } from './network.ts';
import { RATES } from './rates.ts';
import { geometricMean } from './summary.ts';
import type { Trains } from './trains.ts';
import { chooseRate, endingsOf, orderOf, type Subject } from './trial.ts';

export interface TableTask {
  readonly name: string;
  readonly title: string;
  /** Data, batch, width and measure in a sentence or two. */
  readonly said: string;
  readonly metric: 'testLoss' | 'relativeL2' | 'testAccuracy';
  readonly keys: string;
}

export const TABLES = {
  activations: ['relu', 'tanh', 'gelu', 'repu.2', 'repu.3', 'mrepu.1', 'mrepu.2', 'mrepu.3'],
  depths: [3, 6, 10],
  columns: ['untuned', 'tuned'],
  steps: 2000,
} as const;

/** Networks of every cell, and how many more where the first are heavy-tailed. */
export const FIRST_SEEDS = [1, 2, 3, 4, 5];
export const FURTHER_SEEDS = Array.from({ length: 15 }, (_, i) => i + 6);
/** Largest over smallest of the first values, above which a cell counts as heavy-tailed. */
export const HEAVY_RATIO = 10;
/** Adam's rate where none is chosen: the page's default. */
export const UNTUNED_RATE = 1e-3;

export const TABLE_TASKS: readonly TableTask[] = [
  {
    name: 'polynomial',
    title: 'Polynomial regression',
    said: 'The Chebyshev polynomial of degree 5 on 128 points, full batch; mean squared error on 201 other points. Smaller is better.',
    metric: 'testLoss',
    keys: 'task=polynomial&degree=5&basis=chebyshev',
  },
  {
    name: 'poisson',
    title: 'Poisson equation',
    said: 'Two half waves, 64 points inside, full batch; relative L2 error. Smaller is better; 1 is as far off as zero itself.',
    metric: 'relativeL2',
    keys: 'task=poisson&freq=2',
  },
  {
    name: 'heat',
    title: 'Heat equation',
    said: '128 points inside, full batch, width 32; relative L2 error. Smaller is better; 1 is as far off as zero itself.',
    metric: 'relativeL2',
    keys: 'task=heat&points=128&width=32',
  },
  {
    name: 'burgers',
    title: 'Burgers equation',
    said: '128 points inside, full batch, width 32; relative L2 error. Smaller is better; 1 is as far off as zero itself.',
    metric: 'relativeL2',
    keys: 'task=burgers&points=128&width=32',
  },
  {
    name: 'digits',
    title: 'Handwritten digits',
    said: '8,500 images in batches of 64; share of 1,500 held-out images that is wrong. Smaller is better; guessing is wrong in 0.9.',
    metric: 'testAccuracy',
    keys: 'task=digits&batch=64',
  },
];

export interface TableCell {
  readonly task: TableTask;
  readonly activation: string;
  readonly depth: number;
  readonly column: (typeof TABLES.columns)[number];
}

/** What a cell comes to. */
export interface Row {
  readonly rate: number;
  readonly seeds: number;
  readonly endings: readonly Ending[];
  /** Per network, smaller is better, failures infinite; see `errorOf`. */
  readonly errors: readonly number[];
}

/** The tasks one after the other, shallow networks first. */
export function tableCells(): readonly TableCell[] {
  const { activations, depths, columns } = TABLES;
  return TABLE_TASKS.flatMap((task) =>
    depths.flatMap((depth) =>
      activations.flatMap((activation) => columns.map((column) => ({ task, activation, depth, column }))),
    ),
  );
}

export function tableSubject({ task, activation, depth, column }: TableCell): Subject {
  const init = column === 'tuned' ? 'best' : 'critical';
  return { fragment: `arm=${activation}_init.${init}&${task.keys}&depth=${depth}`, metric: task.metric };
}

/**
 * A network's value over the last tenth of its steps, smaller being better: the geometric mean of its errors; of an
 * accuracy the mean share of wrong answers. Infinite where it failed.
 */
export function errorOf({ metrics, failure }: Ending, metric: TableTask['metric']): number {
  if (failure !== null) return Number.POSITIVE_INFINITY;
  if (metric !== 'testAccuracy') return geometricMean(metrics);
  return 1 - metrics.reduce((sum, share) => sum + share, 0) / metrics.length;
}

/** Whether five values do not tell what is typical: some but not all are infinite, or they spread over a decade. */
export function isHeavyTailed(values: readonly number[]): boolean {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return low !== Number.POSITIVE_INFINITY && high > HEAVY_RATIO * low;
}

/** Chooses the rate where the column says so, trains five networks, and fifteen more where they are heavy-tailed. */
export async function measureTable(trains: Trains, cell: TableCell): Promise<Row> {
  const { steps } = TABLES;
  const { metric } = cell.task;
  const subject = tableSubject(cell);
  const rate = cell.column === 'tuned' ? await chooseRate(trains, subject, RATES.adam, steps) : UNTUNED_RATE;
  const first = await endingsOf(trains, subject, rate, FIRST_SEEDS, steps);
  const further = isHeavyTailed(first.map((ending) => errorOf(ending, metric)))
    ? await endingsOf(trains, subject, rate, FURTHER_SEEDS, steps)
    : [];
  const endings = [...first, ...further];
  return { rate, seeds: endings.length, endings, errors: endings.map((ending) => errorOf(ending, metric)) };
}

/** Cells that did not repeat between runs: measured once more with another rounding. */
export function repeatedCells(): readonly TableCell[] {
  const named = [
    ['poisson', 'gelu'],
    ['polynomial', 'repu.2'],
  ];
  return tableCells().filter(
    ({ task, activation, depth }) => depth === 6 && named.some(([name, id]) => name === task.name && id === activation),
  );
}

export interface Repetition {
  /** The same seeds, [seeds] each. */
  readonly fused: readonly number[];
  readonly plain: readonly number[];
}

/** The same networks with every product rounded: what differs is rounding alone. */
export async function repeat(trains: Trains, cell: TableCell): Promise<Repetition> {
  const { rate, seeds, errors } = await measureTable(trains, cell);
  const subject = tableSubject(cell);
  const endings = await Promise.all(
    Array.from({ length: seeds }, (_, i) =>
      trains.train({ ...orderOf(subject, rate, i + 1, TABLES.steps), rounding: 'plain' }),
    ),
  );
  return { fused: errors, plain: endings.map((ending) => errorOf(ending, cell.task.metric)) };
}
