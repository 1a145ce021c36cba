import { DEFAULT_TEXT_SIZE, type Plot, type Point } from '../shared/chart.ts';
import { textWidth } from '../shared/format.ts';
import { NOTE_SIZE } from '../shared/labels.ts';
import { areaPath, linePath } from '../shared/polyline.ts';
import { linearTicks, type Tick } from '../shared/ticks.ts';
import type { DistributionArm, Ridge, RidgelineChartProps } from './types.ts';

/** One layer's row. */
export interface Row {
  /** From 1 on. */
  readonly layer: number;
  readonly baseline: number;
  /** svg paths: area and outline of what is measured, and theory's line; empty where there is none. */
  readonly area: string;
  readonly outline: string;
  readonly theory: string;
  readonly numbers: readonly [string, string];
  /** In place of a ridge. */
  readonly note: string | null;
}

/** One arm's ridgelines. */
export interface Block {
  readonly arm: DistributionArm;
  readonly plot: Plot;
  readonly rows: readonly Row[];
  readonly x: (value: number) => number;
  /** Middle of the name of the horizontal axis, all of which is in the chart. */
  readonly nameAt: number;
  /** Right ends of the two columns of numbers. */
  readonly columns: readonly [number, number];
  /** Baselines of the name, of what the numbers are, and of the heads of their columns. */
  readonly heads: readonly [name: number, both: number, each: number];
}

export interface RidgelineGeometry {
  readonly blocks: readonly Block[];
  readonly xTicks: readonly Tick[];
  /** Baseline of a row to that of the next. */
  readonly pitch: number;
}

/** In text sizes: least width of a block, least height of a row, and what stands above and below the rows. */
const [BLOCK, ROW, HEAD, FOOT] = [19, 1.55, 3.9, 3.1];
/** A ridge is so many rows high. */
const OVERLAP = 1.5;
/** Theory's line goes no higher than so many times the measured peak. */
const PEAK = 1.25;

export function ridgelineGeometry(props: Omit<RidgelineChartProps, 'title' | 'description'>): RidgelineGeometry {
  const { width, height, textSize = DEFAULT_TEXT_SIZE, arms, numberNames, reach, xName } = props;
  const count = Math.max(1, arms.length);
  const across = Math.max(1, Math.min(count, Math.floor(width / (BLOCK * textSize))));
  const down = Math.ceil(count / across);
  const gap = textSize * 1.6;
  const size = { width: (width - (across - 1) * gap) / across, height: height / down };
  const deepest = Math.max(1, ...arms.map(({ ridges }) => ridges.length));
  const room = Math.max(textSize, size.height - (HEAD + FOOT) * textSize);
  const rows = Math.max(1, Math.min(deepest, Math.floor(room / (ROW * textSize)) - 1));
  // The first ridge rises above its own row.
  const pitch = room / (rows + OVERLAP - 1);
  const columnWidth = Math.max(...numberNames.map((name) => textWidth(name, textSize * NOTE_SIZE)), 3.2 * textSize);
  const blocks = arms.map((arm, index): Block => {
    const [left, top] = [(index % across) * (size.width + gap), Math.floor(index / across) * size.height];
    const right = left + size.width;
    const plot = {
      left: left + 2 * textSize,
      right: Math.max(left + 3 * textSize, right - 2 * columnWidth - 1.6 * textSize),
      top: top + HEAD * textSize,
      bottom: top + HEAD * textSize + room,
    };
    const x = (value: number) => (plot.left + plot.right) / 2 + (value / reach / 2) * (plot.right - plot.left);
    const layers = chosenLayers(arm.ridges.length, rows);
    return {
      arm,
      plot,
      x,
      nameAt: Math.max((plot.left + plot.right) / 2, left + textWidth(xName, textSize * NOTE_SIZE) / 2),
      columns: [right - columnWidth - 0.7 * textSize, right],
      heads: [1.05, 2.2, 3.3].map((line) => top + line * textSize) as [number, number, number],
      rows: layers.map((layer, i) =>
        rowOf(layer, arm.ridges[layer - 1] ?? null, plot.top + (i + OVERLAP) * pitch, pitch * OVERLAP * 0.92, x, reach),
      ),
    };
  });
  const [first] = blocks;
  return {
    blocks,
    xTicks: first ? linearTicks([-reach, reach], first.plot.right - first.plot.left, textSize * 2.4) : [],
    pitch,
  };
}

/** The first layer, the last one, and as many evenly between them as there is room for, from 1 on. */
export function chosenLayers(depth: number, most: number): readonly number[] {
  const count = Math.min(depth, Math.max(1, most));
  if (count === 1) return depth === 0 ? [] : [depth];
  const layers = Array.from({ length: count }, (_, i) => 1 + Math.round((i * (depth - 1)) / (count - 1)));
  return [...new Set(layers)];
}

function rowOf(
  layer: number,
  ridge: Ridge | null,
  baseline: number,
  height: number,
  x: (value: number) => number,
  reach: number,
): Row {
  const empty = { layer, baseline, area: '', outline: '', theory: '' };
  if (ridge === null) return { ...empty, numbers: ['–', '–'], note: 'not finite' };
  const { measured, numbers } = ridge;
  if (measured === null) return { ...empty, numbers, note: 'all 0' };
  const predicted = ridge.predicted();
  const peak = Math.max(...measured, Number.MIN_VALUE);
  const top = predicted ? Math.min(PEAK * peak, Math.max(peak, ...predicted)) : peak;
  const bin = (2 * reach) / measured.length;
  const line = (values: readonly number[]) =>
    values.map((value, i): Point => [x(-reach + (i + 0.5) * bin), baseline - (Math.min(value, top) / top) * height]);
  const ends: readonly Point[] = [
    [x(-reach), baseline],
    [x(reach), baseline],
  ];
  const outline = line(measured);
  return {
    layer,
    baseline,
    area: areaPath(outline, ends),
    outline: linePath(outline),
    theory: predicted ? linePath(line(predicted)) : '',
    numbers,
    note: null,
  };
}
