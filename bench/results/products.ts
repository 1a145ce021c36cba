/** A product of three variables: the error on points that nobody trained on, against depth. */
import { measureStudy, type StudyRow, type StudySubject } from './study.ts';
import type { Trains } from './trains.ts';

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
export const productSubject = (cell: ProductCell): StudySubject => ({
  fragment: `${productArm(cell)}&${productKeys(cell.depth)}`,
  metric: 'testLoss',
});

export const measureProduct = (trains: Trains, cell: ProductCell): Promise<StudyRow> =>
  measureStudy(trains, productSubject(cell), PRODUCTS);
