import type { ChartArm, ChartProps } from '../shared/chart.ts';

/** What is drawn of one layer of an arm, all over root mean squares of the layer's own numbers. */
export interface Ridge {
  /** Measured density in each bin, [BINS]; null where all numbers are 0. */
  readonly measured: readonly number[] | null;
  /** Theory's, asked for where it is drawn. */
  readonly predicted: () => readonly number[] | null;
  /** The numbers at its right end, as they are to be read: of what is measured and of theory, or other two. */
  readonly numbers: readonly [string, string];
}

export interface DistributionArm extends ChartArm {
  /** From layer 1 on; null where no network is finite. Empty before anything is measured. */
  readonly ridges: readonly (Ridge | null)[];
  /** Beside its name, e.g. when it was so; null: nothing. */
  readonly note: string | null;
}

export interface RidgelineChartProps extends ChartProps {
  readonly arms: readonly DistributionArm[];
  /** Name of the horizontal axis. */
  readonly xName: string;
  /** What both numbers are, and what each of them is. */
  readonly numbersName: string;
  readonly numberNames: readonly [string, string];
  /** Largest value of the horizontal axis; it is symmetric about 0. */
  readonly reach: number;
}
