import type { ChartArm, ChartProps, Domain } from '../shared/chart.ts';

/** A loss against the optimizer step. */
export interface LossSeries {
  /** Optimizer steps, ascending. */
  readonly steps: ArrayLike<number>;
  /** At each of them; not finite leaves a gap. */
  readonly losses: ArrayLike<number>;
}

export interface LossArm extends ChartArm {
  /** Optimizer steps, ascending, and the loss at each; equal lengths; a loss that is not finite leaves a gap. */
  readonly steps: ArrayLike<number>;
  readonly losses: ArrayLike<number>;
  /** The lowest loss up to each of `steps`, if it is to be drawn: the loss itself is then a thin line. */
  readonly minima?: ArrayLike<number>;
  /** Standard deviation of the loss over an arm's networks at each of `steps`; not finite where there is none. */
  readonly spreads?: ArrayLike<number>;
  /** The loss on examples that nobody trains on, at steps of its own, drawn dashed; left out where there is none. */
  readonly test?: LossSeries;
  /** How many networks have failed, e.g. `3 of 64 failed`, where some have but not all. */
  readonly survivors?: string | null;
  /** Step at which the arm ended by failure, else null. */
  readonly failedAt: number | null;
}

export interface LossChartProps extends ChartProps {
  readonly arms: readonly LossArm[];
  /** Loss of the best constant; null for a quantity that has none. */
  readonly baseline: number | null;
  /** End of the x axis; 0: open, the axis grows with the run. */
  readonly stepLimit: number;
  /** What the y axis is called; `loss` if left out. */
  readonly yName?: string;
  /** `share`: from 0 to 1, linearly; else logarithmic. */
  readonly scale?: 'log' | 'share';
  /** Range of log10 loss, or of the share; keep it between renders with `lossDomain(arms, baseline, previous)`. Chosen afresh if left out. */
  readonly domain?: Domain;
}
