import type { ChartArm, ChartProps, Domain } from '../shared/chart.ts';

/** One predicted curve over the layers. */
export interface LayerLine {
  /** What it is, where an arm has several: `χ∥`, `χ⊥`; empty where it has one. */
  readonly symbol: string;
  readonly stroke: 'solid' | 'dashed';
  /** [L] log10 of the value, layer 1 first; -Infinity for 0, +Infinity and null (unknown) allowed. */
  readonly log10: readonly (number | null)[];
}

export interface LayerArm extends ChartArm {
  readonly lines: readonly LayerLine[];
  /** [L] log10 of the measured value, null where nothing is finite; null where nothing is measured. */
  readonly measuredLog10: readonly (number | null)[] | null;
}

export interface LayerChartProps extends ChartProps {
  /** Weight layers L. */
  readonly depth: number;
  readonly arms: readonly LayerArm[];
  readonly scale: 'log' | 'linear';
  /** Stands below the x axis; `layer` if left out. */
  readonly xName?: string;
  /** Stands above the y axis: `susceptibility`, `‖∂L/∂z‖²`. */
  readonly yName: string;
  /** An arm's name stands at what is known of it last, a line's end or a dot; at the line's end if left out. */
  readonly nameAtLast?: boolean;
  /** A value emphasised by a line across the chart: `{ log10: 0, name: 'critical' }`. */
  readonly reference?: { readonly log10: number; readonly name: string };
  /** Range of y (log10 on the log scale); keep it between renders with `layerDomain(props, previous)`. Chosen afresh if left out. */
  readonly domain?: Domain;
}
