/** Handwritten digits, deep, with and without a way around the layers. */
import { measureStudy, type StudyRow, type StudySubject } from './study.ts';
import type { Trains } from './trains.ts';

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
export const skipSubject = (cell: SkipCell): StudySubject => ({
  fragment: `${skipArm(cell)}&${skipKeys(cell.depth)}`,
  metric: 'testAccuracy',
});

export const measureSkip = (trains: Trains, cell: SkipCell): Promise<StudyRow> =>
  measureStudy(trains, skipSubject(cell), SKIPS);
