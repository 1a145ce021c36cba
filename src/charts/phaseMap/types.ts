import type { ChartArm, ChartProps, Domain, Point } from '../shared/chart.ts';

/** What is predicted at infinite width over the plane of C_W and K_1. */
export interface PhaseGrid {
  /** Cells in direction of C_W and of K_1; each is computed at its centre, see `phaseCellCentre`. */
  readonly columns: number;
  readonly rows: number;
  /** Row by row from the smallest K_1, each from the smallest C_W: 0 survives to L, l overflows at layer l, -l vanishes at layer l. */
  readonly outcome: Int16Array;
  /** Borders of the plane. */
  readonly cwLog10: Domain;
  readonly k1Log10: Domain;
}

export interface PhasePoint {
  readonly cw: number;
  /** Batch mean of K_1. */
  readonly k1: number;
}

export interface PhaseMapProps extends ChartProps {
  readonly arm: ChartArm;
  readonly grid: PhaseGrid;
  /** Weight layers L. */
  readonly depth: number;
  /** The present initialisation; beyond the borders its mark stands at the border. */
  readonly point: PhasePoint;
  /** What networks of the arm's width do at the point, as a clause; absent until it is known. */
  readonly atWidth?: string;
  /** Where the arm is critical, or what its `critical` start is instead. */
  readonly critical?: PhasePoint & { readonly name: string };
  /** A line in [log10 C_W, log10 K_1]: for RePU with C_b = 0 the surviving region, which has no width. */
  readonly separatrix?: { readonly points: readonly Point[]; readonly name: string };
  /** While the point is dragged, and at each key. */
  readonly onDrag: (point: PhasePoint) => void;
  /** Where the drag ends; after each key too. */
  readonly onDrop: (point: PhasePoint) => void;
}

/** The colours in words and numbers, for all maps of one depth. */
export interface PhaseLegendProps {
  readonly width: number;
  readonly depth: number;
  readonly textSize?: number;
}
