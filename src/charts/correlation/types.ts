import type { ChartArm, ChartProps, Point } from '../shared/chart.ts';

/** Measured in one layer. */
export interface MeasuredCorrelation {
  readonly correlation: number;
  /** Standard deviation over networks; null with one. */
  readonly spread: number | null;
}

/** The correlation of inputs by layer. */
export interface CorrelationArm extends ChartArm {
  /** [hidden layers], layer 1 first; empty before it is known. */
  readonly predicted: readonly number[];
  /** [hidden layers]; null where no network counts; empty before anything is measured. */
  readonly measured: readonly (MeasuredCorrelation | null)[];
}

export interface CorrelationChartProps extends ChartProps {
  readonly arms: readonly CorrelationArm[];
  /** So many layers have room. */
  readonly layers: number;
}

/** As theory/correlationMap.ts has them. */
export interface FixedCorrelation {
  readonly correlation: number;
  readonly slope: number;
  readonly stability: 'stable' | 'unstable' | 'marginal';
}

/** What a hidden layer makes of a correlation. */
export interface CorrelationMapArm extends ChartArm {
  /** [c, c′], c ascending from -1 to 1; empty before it is known. */
  readonly map: readonly Point[];
  /** c_l of the hidden layers, for the staircase. */
  readonly iterates: readonly number[];
  /** c ascending; none where the map is the identity. */
  readonly fixedPoints: readonly FixedCorrelation[];
}

export interface CorrelationMapProps extends ChartProps {
  readonly arms: readonly CorrelationMapArm[];
}
