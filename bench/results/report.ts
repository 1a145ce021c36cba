/** docs/results.md and its charts, from what is kept of the networks, as far as they have been trained. */
import { activation } from '../../src/activations/catalogue.ts';
import { gridSection, readGrid } from './gridReport.ts';
import { measurePlanes } from './planes.ts';
import { planesSection } from './planesReport.ts';
import { productsSection, readProducts } from './productsReport.ts';
import { REACH } from './reach.ts';
import { type ReachChart, reachChart } from './reachChart.ts';
import { chartTitle, lineOfCells, type MeasuredCell, reachSection, readReach } from './reachReport.ts';
import { readSkips, skipsSection } from './skipsReport.ts';
import type { Entry, Store } from './store.ts';
import { readRepetitions, readTables, tablesSection } from './tablesReport.ts';
import { listText } from './wording.ts';

export interface Stores {
  readonly reach: Store;
  readonly tables: Store;
  readonly skips: Store;
  readonly products: Store;
  readonly grid: Store;
}

/** The machine on which the report is written. */
export interface Machine {
  readonly processor: string;
  /** Networks trained at a time. */
  readonly processes: number;
}

const CHARTS = { adam: 'results/depth-reach.svg', sgd: 'results/depth-reach-sgd.svg' } as const;

/** The files below docs/, by name. */
export async function report(stores: Stores, machine: Machine): Promise<ReadonlyMap<string, string>> {
  const cells = await readReach(stores.reach);
  const rows = await readTables(stores.tables);
  const repetitions = await readRepetitions(stores.tables);
  const skips = await readSkips(stores.skips);
  const products = await readProducts(stores.products);
  const grids = await readGrid(stores.grid);
  const parts = Object.entries(stores).map(([name, store]: [string, Store]) => ({ name, entries: store.asked }));
  const text = [
    '# Results',
    "What activations come to: how deep a network of each can be and still learn, what the paper's tasks come to, what a skip and a norm do for deep networks that read digits, how well networks of which depth learn a product, and whether another start would do better than `init=best`. Rows where an activation does badly are here like the others.",
    ...surroundings(parts, machine),
    reachSection(cells, CHARTS),
    tablesSection(rows, repetitions),
    skipsSection(skips),
    productsSection(products),
    gridSection(grids),
    planesSection(await measurePlanes()),
    '',
  ].join('\n\n');
  return new Map([
    ['results.md', text.trimEnd().concat('\n')],
    ...REACH.optimizers.map((optimizer): [string, string] => [
      CHARTS[optimizer],
      reachChart(chartOf(cells, optimizer)),
    ]),
  ]);
}

function chartOf(cells: readonly MeasuredCell[], optimizer: MeasuredCell['optimizer']): ReachChart {
  const widths = REACH.widths.toSorted((a, b) => a - b);
  return {
    title: `${optimizer === 'adam' ? 'Adam' : 'SGD'}: ${chartTitle()}`,
    depths: REACH.depths,
    widths,
    panels: REACH.activations.map((id) => ({
      name: activation(id).label,
      series: REACH.inits.flatMap((init) =>
        widths.map((width) => ({
          width,
          init,
          shares: lineOfCells(cells, { activation: id, init, optimizer, width }).map(({ reach }) =>
            reach ? reach.learnt / reach.networks : null,
          ),
        })),
      ),
    })),
  };
}

interface Part {
  readonly name: string;
  readonly entries: readonly Entry[];
}

/** With what, when and for how long. */
export function surroundings(parts: readonly Part[], { processor, processes }: Machine): readonly string[] {
  const all = parts.flatMap(({ entries }) => entries);
  const where = [...new Set(all.flatMap((entry) => entry.where ?? []))];
  const unknown = all.filter((entry) => entry.where === undefined).length;
  const time = parts.map(
    ({ name, entries }) => `${name} ${hours(entries).toFixed(1)} for ${entries.length.toLocaleString('en')} networks`,
  );
  const total = hours(all);
  const noted = where.length > 0 ? listText(where) : 'nothing yet';
  const said = unknown > 0 ? `${noted} (networks without a note of it: ${unknown.toLocaleString('en')})` : noted;
  return [
    `Written by \`npm run results\` (bench/results.mjs), which trains what is not kept in .results/ and can be interrupted. Trained with ${said}, without a browser, ${daysText(all)}; written on ${processor}. Hours of processor time: ${listText(time)}; ${total.toFixed(1)} in all, by ${processes} processes at a time ${(total / processes).toFixed(1)} hours or more.`,
    'Engines add in different orders, and hundreds of steps magnify the last bit: a repetition on another engine gives other digits, and of networks near the edge of failing others may fail. `#…` is the end of a link to the lab.',
  ];
}

function daysText(entries: readonly Entry[]): string {
  const days = entries.flatMap(({ day }) => day ?? []).toSorted();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined) return 'on no day yet';
  return first === last ? `on ${first}` : `from ${first} to ${last}`;
}

const hours = (entries: readonly Entry[]): number =>
  entries.reduce((sum, { ending }) => sum + ending.time, 0) / 3_600_000;
