/** Handwritten digits, deep, with and without a way around the layers. */
import type { Ending } from './network.ts';
import { RATES } from './rates.ts';
import { errorOf } from './tables.ts';
import type { Trains } from './trains.ts';
import { chooseRate, endingsOf, type Subject } from './trial.ts';

/** How the layers are made: as options of an arm in a permalink. */
export interface SkipKind {
  readonly name: string;
  readonly options: string;
}

export const SKIPS = {
  activations: ['relu', 'tanh', 'gelu', 'repu.2', 'mrepu.2'],
  depths: [10, 20, 40],
  kinds: [
    { name: 'plain', options: '' },
    { name: 'skip', options: '_skip.1' },
    { name: 'skip and norm', options: '_skip.1_norm.rms' },
  ],
  width: 64,
  batch: 64,
  seeds: [1, 2, 3, 4, 5],
  steps: 500,
} as const;

export interface SkipCell {
  readonly activation: string;
  readonly depth: number;
  readonly kind: SkipKind;
}

/** What a cell comes to. */
export interface SkipRow {
  readonly rate: number;
  readonly endings: readonly Ending[];
  /** Per network the share of held-out digits that is wrong, infinite where it failed; see `errorOf`. */
  readonly errors: readonly number[];
}

/** Shallow networks first. */
export function skipCells(): readonly SkipCell[] {
  const { activations, depths, kinds } = SKIPS;
  return depths.flatMap((depth) =>
    activations.flatMap((activation) => kinds.map((kind) => ({ activation, depth, kind }))),
  );
}

/** An arm's part of a permalink. */
export const skipArm = ({ activation, kind }: SkipCell): string => `arm=${activation}_init.best${kind.options}`;

/** The rest of the permalink but for rate, seed and steps. */
export const skipKeys = (depth: number): string =>
  `task=digits&depth=${depth}&width=${SKIPS.width}&batch=${SKIPS.batch}`;

/** The cell's permalink but for rate, seed and steps, and what is measured. */
export const skipSubject = (cell: SkipCell): Subject => ({
  fragment: `${skipArm(cell)}&${skipKeys(cell.depth)}`,
  metric: 'testAccuracy',
});

/** Chooses the cell's rate as everywhere, then trains its networks. */
export async function measureSkip(trains: Trains, cell: SkipCell): Promise<SkipRow> {
  const subject = skipSubject(cell);
  const rate = await chooseRate(trains, subject, RATES.adam, SKIPS.steps);
  const endings = await endingsOf(trains, subject, rate, SKIPS.seeds, SKIPS.steps);
  return { rate, endings, errors: endings.map((ending) => errorOf(ending, 'testAccuracy')) };
}
