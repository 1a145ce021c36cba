import type { ChartArm, ChartProps, Domain } from '../shared/chart.ts';

/** One arm's measured variance through training. */
export interface HistoryArm extends ChartArm {
  /** Optimizer steps measured, ascending. */
  readonly steps: ArrayLike<number>;
  /** Per step: [L] measured log10 variance, layer 1 first; null where nothing is finite, -Infinity where it is exactly 0. */
  readonly log10: readonly (readonly (number | null)[])[];
  /** Step at which the arm ended by failure, else null. */
  readonly failedAt: number | null;
}

export interface HistoryChartProps extends ChartProps {
  /** Weight layers L. */
  readonly depth: number;
  readonly arms: readonly HistoryArm[];
  /** End of the x axis; 0: open, the axis grows with the run. */
  readonly stepLimit: number;
  /** log10 variance at the ends of the colour scale; keep it between renders with `historyDomain(arms, previous)`. Chosen afresh if left out. */
  readonly domain?: Domain;
}
