import type { ChartArm, ChartProps } from '../shared/chart.ts';

/** What one direction of the map goes over. Cells lie evenly from `from` to `to`, both included as cell centres; `log`: evenly in the logarithm. */
export interface MapChartAxis {
  /** What it is called, `C_W`, and in words. */
  readonly symbol: string;
  readonly words: string;
  readonly from: number;
  readonly to: number;
  readonly cells: number;
  readonly log: boolean;
}

/** What became of the network of a cell; see experiment/map/map.ts. */
export type CellOutcome = 'overflow' | 'diverged' | 'vanished' | 'mean' | 'learned' | 'open';

export interface CellChart {
  /** Values on the axes. */
  readonly x: number;
  readonly y: number;
  readonly outcome: CellOutcome;
  /** First layer that was lost. */
  readonly layer: number | null;
  /** Of training, where it diverged. */
  readonly step: number | null;
  /** Of the last finite state. */
  readonly loss: number | null;
}

/** Theory's outcome over the same plane, at points that lie evenly from `from` to `to` of either axis, row by row from y.from. */
export interface MapTheory {
  readonly columns: number;
  readonly rows: number;
  /** As in a PhaseGrid: 0 survives, l overflows at layer l, -l vanishes at layer l. */
  readonly outcome: ArrayLike<number>;
}

/** What all planes of a map have in common. */
export interface MapScale {
  readonly x: MapChartAxis;
  readonly y: MapChartAxis;
  /** Layers of the deepest network: outcomes at the first layer have the strongest colour, those at this one the faintest. */
  readonly depth: number;
  /** The smallest share of the best constant's loss that any network came to, for the colours of what was learned. */
  readonly least: number;
  /** Steps of training; 0: the networks are looked at as initialised. */
  readonly steps: number;
}

export interface MapChartProps extends ChartProps, Pick<MapScale, 'x' | 'y' | 'depth' | 'least'> {
  readonly arm: ChartArm;
  /** Loss of the best constant. */
  readonly baseline: number;
  /** Row by row from y.from; null: not computed yet. */
  readonly cells: readonly (CellChart | null)[];
  /** The same with the nearest of the coarser cells in place of what is not computed yet. */
  readonly drawn: readonly (CellChart | null)[];
  /** Absent until it is known, and where theory has no word for these axes. */
  readonly theory?: MapTheory | null;
  /** The present experiment; beyond the borders its mark stands at the border. Null: it has no place in this plane. */
  readonly point: { readonly x: number; readonly y: number } | null;
  /** The cell that is read, in all planes; null: none. */
  readonly read: number | null;
  readonly onRead: (index: number | null) => void;
  /** The cell as the experiment. */
  readonly onOpen: (index: number) => void;
}
