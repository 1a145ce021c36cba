import type { ChartArm, ChartProps, Domain } from '../shared/chart.ts';

/** A function sampled at ascending x. */
export interface Samples {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

export interface FitArm extends ChartArm {
  /** The arm's output at every x of `inputs`; null where no network is finite. */
  readonly outputs: ArrayLike<number> | null;
}

export interface FitChartProps extends ChartProps {
  /** The noise-free target. */
  readonly target: Samples;
  /** The training data, noise included; null hides the points. */
  readonly data: Samples | null;
  /** x of every arm's outputs. */
  readonly inputs: ArrayLike<number>;
  readonly arms: readonly FitArm[];
  /** What the noise-free curve is called; `target` if left out. */
  readonly targetName?: string;
  /** What the vertical axis spans; by target and data if left out. */
  readonly domain?: Domain;
  /** Names of the axes; `input x` and `output` if left out. */
  readonly xName?: string;
  readonly yName?: string;
}
