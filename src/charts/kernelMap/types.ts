import type { ChartArm, ChartProps, Domain, Point } from '../shared/chart.ts';

/** Half-stable: attracts from one side and repels to the other, as where the map touches the diagonal. */
export type Stability = 'stable' | 'unstable' | 'half-stable';

/** A fixed point K* of the kernel map. */
export interface FixedPoint {
  /** log10 K*; -Infinity for K* = 0. */
  readonly log10K: number;
  /** dK'/dK there, which is χ∥(K*) and also the slope in log–log. */
  readonly slope: number;
  readonly stability: Stability;
}

/** One arm's kernel map K_{l+1} = C_b + C_W g(K_l), its C_W and C_b included. */
export interface KernelArm extends ChartArm {
  /** Samples [log10 K, log10 K'] of the map, ascending in K, over the whole window; K' may be ±Infinity. */
  readonly map: readonly Point[];
  /** log10 K_l of the input of mean size, [L], layer 1 first; any number, ±1e20 and -Infinity included. */
  readonly iteratesLog10: readonly number[];
  /** The same of the largest input; left out where all are of one size. */
  readonly largestLog10?: readonly number[];
  /** Isolated fixed points; none where the map lies on the diagonal, which the chart finds out by itself. */
  readonly fixedPoints: readonly FixedPoint[];
}

export interface KernelMapProps extends ChartProps {
  readonly arms: readonly KernelArm[];
  /** Range of log10 K, the same on both axes: `kernelWindow(arms)`, which the maps are sampled over too. Chosen afresh if left out. */
  readonly window?: Domain;
}
