import { DEFAULT_TEXT_SIZE, type Domain, type Plot, type Point, plotArea } from '../shared/chart.ts';
import { textWidth } from '../shared/format.ts';
import { NOTE_SIZE } from '../shared/labels.ts';
import { lastStep } from '../shared/steps.ts';
import { decadeTicks, linearTicks, type Tick } from '../shared/ticks.ts';
import { historyDomain } from './domain.ts';
import type { HistoryArm, HistoryChartProps } from './types.ts';

/** One arm's heat map. */
export interface Strip {
  readonly arm: HistoryArm;
  readonly plot: Plot;
  /** Centre of a layer's row. */
  readonly y: (layer: number) => number;
  readonly yTicks: readonly Tick[];
  /** Where the arm ended by failure. */
  readonly cross: Point | null;
  /** When, in words beside the cross. */
  readonly note: { readonly text: string; readonly x: number; readonly anchor: 'start' | 'end' } | null;
}

export interface HistoryGeometry {
  readonly strips: readonly Strip[];
  readonly x: (step: number) => number;
  readonly xTicks: readonly Tick[];
  /** End of the step axis. */
  readonly end: number;
  readonly domain: Domain;
  /** The colour scale: its rectangle, from the largest value down, and its numbers. */
  readonly legend: {
    readonly plot: Plot;
    readonly ticks: readonly Tick[];
    readonly y: (log10: number) => number;
    /** Right end of its name. */
    readonly nameRight: number;
  };
}

export function historyGeometry(props: Omit<HistoryChartProps, 'title' | 'description'>): HistoryGeometry {
  const { width, height, textSize = DEFAULT_TEXT_SIZE, arms, depth, stepLimit } = props;
  const domain = props.domain ?? historyDomain(arms);
  const numbers = decadeTicks(domain, height, 0).map(({ label }) => textWidth(label ?? '', textSize));
  const bar = textSize * 0.9;
  const all = plotArea(width, height, {
    top: textSize * 0.3,
    right: Math.max(textSize * 3, ...numbers.map((number) => number + bar + textSize * 1.9)),
    bottom: textSize * 2.9,
    left: textSize * 3.4,
  });
  const end = lastStep(stepLimit, arms);
  const x = (step: number) => all.left + (step / end) * (all.right - all.left);
  const title = textSize * 1.5;
  const gap = textSize * 0.45;
  const each = (all.bottom - all.top + gap) / Math.max(1, arms.length);
  const strips = arms.map((arm, index): Strip => {
    const top = all.top + index * each + title;
    const bottom = Math.max(top + 1, all.top + (index + 1) * each - gap);
    return strip(arm, { left: all.left, right: all.right, top, bottom }, depth, textSize, x);
  });
  const scale = {
    left: all.right + textSize * 1.2,
    right: all.right + textSize * 1.2 + bar,
    top: all.top + title * 1.35,
    bottom: all.bottom,
  };
  const level = (log10: number) =>
    scale.bottom - ((log10 - domain[0]) / (domain[1] - domain[0])) * (scale.bottom - scale.top);
  return {
    strips,
    x,
    xTicks: linearTicks([0, end], all.right - all.left, textSize * 4.5),
    end,
    domain,
    legend: {
      plot: scale,
      ticks: decadeTicks(domain, scale.bottom - scale.top, textSize * 1.8).filter(({ label }) => label !== null),
      y: level,
      nameRight: width - 2,
    },
  };
}

function strip(arm: HistoryArm, plot: Plot, depth: number, textSize: number, x: (step: number) => number): Strip {
  const row = (plot.bottom - plot.top) / depth;
  const y = (layer: number) => plot.bottom - (layer - 0.5) * row;
  // The first and the last layer, so far as their numbers do not touch.
  const layers = depth > 1 && y(1) - y(depth) > textSize ? [1, depth] : [1];
  const { failedAt } = arm;
  const at = failedAt !== null && Number.isFinite(failedAt) ? Math.min(plot.right, x(failedAt)) : null;
  return {
    arm,
    plot,
    y,
    yTicks: layers.map((value) => ({ value, label: String(value) })),
    cross: at === null ? null : [at, (plot.top + plot.bottom) / 2],
    note:
      at === null
        ? null
        : failureNote(failedAt === 0 ? 'failed at the start' : `failed, step ${failedAt}`, at, plot, textSize),
  };
}

/** Right of the cross, where nothing was measured any more, unless it would leave the strip. */
function failureNote(text: string, at: number, plot: Plot, textSize: number): NonNullable<Strip['note']> {
  const gap = textSize * 0.8;
  const fits = at + gap + textWidth(text, textSize * NOTE_SIZE) <= plot.right;
  return fits ? { text, x: at + gap, anchor: 'start' } : { text, x: at - gap, anchor: 'end' };
}
