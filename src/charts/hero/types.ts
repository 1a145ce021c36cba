import type { ChartArm, ChartProps, Domain } from '../shared/chart.ts';
import type { VarianceScaleName } from './scale.ts';

/** Where an arm ended; the same shape as the engine's failure. */
export interface VarianceFailure {
  readonly kind: 'overflow' | 'loss';
  /** 1-based; null for `loss`. */
  readonly layer: number | null;
  /** Optimizer steps done; 0: at initialisation. */
  readonly step: number;
}

/** One arm of the hero chart; every list is [L], layer 1 first. */
export interface VarianceArm extends ChartArm {
  /** Predicted log10 of the batch mean of K_l; any number, ±1e20 and -Infinity included. */
  readonly predictedLog10: readonly number[];
  /** Predicted standard deviation over initialisations of the same batch mean, in units of variance; null where leading order in 1/width fails. */
  readonly band: readonly (number | null)[];
  /** Measured log10 variance at initialisation; null where nothing was finite. */
  readonly ghostLog10: readonly (number | null)[];
  /** Measured log10 variance now; null where nothing is finite, -Infinity where it is exactly 0. */
  readonly measuredLog10: readonly (number | null)[];
  /** Measured standard deviation over replicas, in units of variance; null with one replica. */
  readonly spread: readonly (number | null)[] | null;
  readonly failure: VarianceFailure | null;
}

export interface HeroChartProps extends ChartProps {
  /** Weight layers L. */
  readonly depth: number;
  readonly arms: readonly VarianceArm[];
  /** The vertical scale; `fate` if left out. */
  readonly scale?: VarianceScaleName;
  /** Range of log10 variance of the scale `log`; keep it between renders with `varianceDomain(arms, previous)` so that it stays steady. Chosen afresh if left out; `fate` has one that never changes. */
  readonly domain?: Domain;
  /** Layers drawn so far, 0 … depth, fractions allowed; all if left out. */
  readonly reveal?: number;
  /** The layer being read (1-based), or null when the pointer or focus leaves. */
  readonly onHoverLayer?: (layer: number | null) => void;
}
