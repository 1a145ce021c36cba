import type { ArmSlot } from '../shared/chart.ts';
import { formatLog10, textWidth } from '../shared/format.ts';
import type { Rect } from '../shared/labels.ts';
import type { Frame } from './frame.ts';
import type { VarianceArm } from './types.ts';

export interface ReadoutRow {
  readonly slot: ArmSlot;
  readonly label: string;
  readonly measured: string;
  readonly theory: string;
}

/** Every arm's measured and predicted variance at one layer, in words. */
export function readoutRows(arms: readonly VarianceArm[], layer: number): ReadoutRow[] {
  return arms.map((arm) => {
    const measured = arm.measuredLog10[layer - 1] ?? null;
    const theory = arm.predictedLog10[layer - 1];
    return {
      slot: arm.slot,
      label: arm.label,
      measured: measured === null ? 'not finite' : formatLog10(measured),
      theory: theory === undefined ? '–' : formatLog10(theory),
    };
  });
}

/** The same as one sentence, for a screen reader. */
export const readoutText = (rows: readonly ReadoutRow[], layer: number): string =>
  `Layer ${layer}. ${rows.map((row) => `${row.label}: measured ${row.measured}, theory ${row.theory}.`).join(' ')}`;

export interface ReadoutBox {
  readonly rect: Rect;
  /** Left edge of the labels, right edges of the two columns of numbers. */
  readonly labelX: number;
  readonly measuredX: number;
  readonly theoryX: number;
  readonly rowHeight: number;
  readonly size: number;
}

/** Box for the read-out beside the crosshair, on the side with more room, inside the plot. */
export function readoutBox(rows: readonly ReadoutRow[], layer: number, { plot, textSize, x }: Frame): ReadoutBox {
  const size = textSize * 0.92;
  const widest = (texts: readonly string[]) => Math.max(...texts.map((text) => textWidth(text, size)));
  const gap = size;
  const padding = size * 0.7;
  const labels = widest([`layer ${layer}`, ...rows.map((row) => row.label)]) + size;
  const measured = widest(['measured', ...rows.map((row) => row.measured)]);
  const theory = widest(['theory', ...rows.map((row) => row.theory)]);
  const width = 2 * padding + labels + measured + theory + 2 * gap;
  const rowHeight = size * 1.45;
  const at = x(layer);
  const onRight = at < (plot.left + plot.right) / 2;
  const left = onRight ? at + gap : Math.max(2, at - gap - width);
  return {
    rect: { x: left, y: plot.top + size * 0.5, width, height: (rows.length + 1) * rowHeight + padding },
    labelX: left + padding,
    measuredX: left + padding + labels + gap + measured,
    theoryX: left + padding + labels + measured + theory + 2 * gap,
    rowHeight,
    size,
  };
}

/** The layer nearest to a pixel. */
export function layerAt(pixel: number, { x, depth }: Pick<Frame, 'x' | 'depth'>): number {
  if (depth <= 1) return 1;
  const layer = 1 + ((pixel - x(1)) / (x(depth) - x(1))) * (depth - 1);
  return Math.max(1, Math.min(depth, Math.round(layer)));
}
