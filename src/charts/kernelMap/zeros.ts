import { textWidth } from '../shared/format.ts';
import { NAME_LINE, NOTE_SIZE, type Rect } from '../shared/labels.ts';
import type { MapFrame } from './curve.ts';
import type { FixedPoint, KernelArm } from './types.ts';
import { fixedPointNote } from './words.ts';

export interface ZeroRow {
  readonly arm: KernelArm;
  readonly point: FixedPoint;
  readonly text: string;
  /** Height of the middle of the line. */
  readonly y: number;
}

/** Fixed points at K* = 0, which no logarithmic axis reaches: a list in the free corner below the diagonal. */
export interface ZeroPoints {
  readonly rect: Rect;
  readonly rows: readonly ZeroRow[];
}

export const ZEROS_TITLE = 'fixed at K = 0';

/** `width`: of the chart, whose right margin is free below. Null where there is nothing to list, or no room for it. */
export function zeroPoints(arms: readonly KernelArm[], { plot, textSize }: MapFrame, width: number): ZeroPoints | null {
  const found = arms.flatMap((arm) =>
    arm.fixedPoints.filter(({ log10K }) => log10K === Number.NEGATIVE_INFINITY).map((point) => ({ arm, point })),
  );
  if (found.length === 0) return null;
  const texts = found.map(({ arm, point }) => `${arm.label} ${fixedPointNote(point)}`);
  const mark = textSize * 1.2;
  const wide = Math.max(...[ZEROS_TITLE, ...texts].map((text) => textWidth(text, textSize * NOTE_SIZE))) + mark;
  const line = textSize * NAME_LINE;
  const height = (found.length + 1) * line;
  const x = Math.max(plot.left, Math.min(width - wide, plot.right - wide * 0.7));
  const rect = { x, y: plot.bottom - height - textSize * 0.5, width: wide, height };
  // Where its corner reaches the diagonal it would cover the curves it belongs to; the chart's description has it all the same.
  const rise = (plot.bottom - rect.y) / (plot.bottom - plot.top);
  if ((x - plot.left) / (plot.right - plot.left) < rise) return null;
  const rows = found.map(
    ({ arm, point }, index): ZeroRow => ({ arm, point, text: texts[index] ?? '', y: rect.y + (index + 1.5) * line }),
  );
  return { rect, rows };
}
