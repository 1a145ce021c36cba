import type { ChartArm, ChartProps, Domain } from '../shared/chart.ts';

export interface MagnitudeArm extends ChartArm {
  /** A quantity at every x, of either sign; null where no network is finite. */
  readonly values: ArrayLike<number> | null;
}

export interface MagnitudeChartProps extends ChartProps {
  /** Ascending. */
  readonly x: ArrayLike<number>;
  readonly arms: readonly MagnitudeArm[];
  /** Range of log10 magnitude; keep it between renders with `magnitudeDomain(arms, reference, previous)`. */
  readonly domain: Domain;
  readonly xName: string;
  readonly yName: string;
  /** Names for which room is kept at the right besides those of the arms, so that a chart above has the same margin. */
  readonly besides?: readonly string[];
}
