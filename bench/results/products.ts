/** A product of three variables: the error on points that nobody trained on, against depth. */
import type { Ending } from './network.ts';
import { RATES } from './rates.ts';
import { errorOf } from './tables.ts';
import type { Trains } from './trains.ts';
import { chooseRate, endingsOf, type Subject } from './trial.ts';

export const PRODUCTS = {
  activations: ['relu', 'tanh', 'gelu', 'repu.2', 'mrepu.1', 'mrepu.2'],
  depths: [2, 4, 6, 10, 16],
  /** x·y·z. */
  task: 'task=monomial&variables=3',
  width: 32,
  batch: 64,
  seeds: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  steps: 2000,
} as const;

export interface ProductCell {
  readonly activation: string;
  readonly depth: number;
}

/** What a cell comes to. */
export interface ProductRow {
  readonly rate: number;
  readonly endings: readonly Ending[];
  /** Per network its error on the held-out points, infinite where it failed; see `errorOf`. */
  readonly errors: readonly number[];
}

/** Shallow networks first. */
export function productCells(): readonly ProductCell[] {
  const { activations, depths } = PRODUCTS;
  return depths.flatMap((depth) => activations.map((activation) => ({ activation, depth })));
}

/** An arm's part of a permalink. */
export const productArm = ({ activation }: ProductCell): string => `arm=${activation}_init.best`;

/** The rest of the permalink but for rate, seed and steps. */
export const productKeys = (depth: number): string =>
  `${PRODUCTS.task}&depth=${depth}&width=${PRODUCTS.width}&batch=${PRODUCTS.batch}`;

/** The cell's permalink but for rate, seed and steps, and what is measured. */
export const productSubject = (cell: ProductCell): Subject => ({
  fragment: `${productArm(cell)}&${productKeys(cell.depth)}`,
  metric: 'testLoss',
});

/** Chooses the cell's rate as everywhere, then trains its networks. */
export async function measureProduct(trains: Trains, cell: ProductCell): Promise<ProductRow> {
  const subject = productSubject(cell);
  const rate = await chooseRate(trains, subject, RATES.adam, PRODUCTS.steps);
  const endings = await endingsOf(trains, subject, rate, PRODUCTS.seeds, PRODUCTS.steps);
  return { rate, endings, errors: endings.map((ending) => errorOf(ending, 'testLoss')) };
}
