import {
  type ArmSlot,
  DEFAULT_TEXT_SIZE,
  type Domain,
  nameRoom,
  type Plot,
  type Point,
  plotArea,
} from '../shared/chart.ts';
import { formatNumber, textWidth } from '../shared/format.ts';
import { blockHeight, NOTE_SIZE, placeLabel, type Rect, rectsOverlap, spreadLabels } from '../shared/labels.ts';
import { areaPath, clipLine, linePath } from '../shared/polyline.ts';
import { grown, roundedDecades } from '../shared/steady.ts';
import { lastStep } from '../shared/steps.ts';
import { decadeTicks, linearTicks, type Tick } from '../shared/ticks.ts';
import { decimate } from './decimate.ts';
import type { LossArm, LossChartProps } from './types.ts';

/** A loss above so many decades over the baseline leaves the chart: there is nothing to read there. */
const DECADES_ABOVE = 3;
const LEAST_DECADES = 3;
/** Losses below this are rounding of float32. */
const LEAST_LOG10 = -14;

/** A share is drawn on all of its range. */
export const SHARE_DOMAIN: Domain = [0, 1];

/** Range of log10 loss for these arms; given the `previous` of the same run it only expands. Without a baseline, about the first losses. */
export function lossDomain(arms: readonly LossArm[], baseline: number | null, previous?: Domain): Domain {
  const first = Math.max(0, ...arms.map(({ losses }) => losses[0] ?? 0).filter(Number.isFinite));
  const familiar = Math.log10(baseline ?? first);
  const reference = Number.isFinite(familiar) ? familiar : 0;
  let low = reference;
  let high = reference;
  for (const { losses } of arms) {
    for (let index = 0; index < losses.length; index++) {
      const log10 = Math.log10(losses[index] ?? Number.NaN);
      if (log10 < low) low = log10;
      if (log10 > high) high = log10;
    }
  }
  low = Math.max(low, LEAST_LOG10);
  high = Math.min(high, Math.max(reference, LEAST_LOG10) + DECADES_ABOVE);
  const [bottom, top] = roundedDecades(Math.min(low, high), high, 0.15, 1);
  // Room below, where the losses will go.
  return grown([Math.min(bottom, top - LEAST_DECADES), top], previous);
}

export interface LossCurve {
  readonly slot: ArmSlot;
  readonly path: string;
  /** Area of one standard deviation over networks to either side; empty with one network. */
  readonly band: string;
  /** Present end of the curve, in pixels; null before the first finite loss and where it lies off the chart. */
  readonly head: Point | null;
  /** Where the arm ended by failure. */
  readonly cross: Point | null;
}

export interface LossLabel {
  readonly slot: ArmSlot;
  readonly name: string;
  readonly notes: readonly string[];
  readonly rect: Rect;
}

export interface LossGeometry {
  readonly plot: Plot;
  readonly x: (step: number) => number;
  /** Of log10 loss, or of a share. */
  readonly y: (level: number) => number;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly curves: readonly LossCurve[];
  readonly labels: readonly LossLabel[];
  /** Its name is left out where it would cover another. */
  readonly baseline: { readonly y: number; readonly rect: Rect | null } | null;
}

/** An arm that failed before its first finite loss is marked so many pixels below the upper border. */
const CROSS_INSET = 8;
/** The next such arm so many text sizes lower, so that every cross and name has a place of its own. */
const CROSS_DISTANCE = 2.5;

export const BASELINE_NAME = 'learns only the mean';

export function lossGeometry(props: Omit<LossChartProps, 'title' | 'description'>): LossGeometry {
  const { width, height, textSize = DEFAULT_TEXT_SIZE, arms, baseline, stepLimit } = props;
  const widest = Math.max(0, ...arms.map(({ label }) => textWidth(label, textSize, true)));
  const left = textSize * 3.2;
  const plot = plotArea(width, height, {
    top: textSize * 2.1,
    right: nameRoom(widest + textSize * 1.2, left, width, textSize),
    bottom: textSize * 2.9,
    left,
  });
  const share = props.scale === 'share';
  const level = share ? (value: number) => value : Math.log10;
  const domain = props.domain ?? (share ? SHARE_DOMAIN : lossDomain(arms, baseline));
  const last = lastStep(stepLimit, arms);
  const x = (step: number) => plot.left + (step / last) * (plot.right - plot.left);
  const y = (at: number) => plot.bottom - ((at - domain[0]) / (domain[1] - domain[0])) * (plot.bottom - plot.top);

  const lines = arms.map((arm) => curvePoints(arm, domain, plot, x, y, level));
  let unmeasured = 0;
  const curves = arms.map((arm, index) => {
    const pieces = lines[index] ?? [];
    const row = arm.failedAt !== null && pieces.length === 0 ? unmeasured++ : 0;
    const curve = lossCurve(arm, pieces, plot, x, CROSS_INSET + row * CROSS_DISTANCE * textSize);
    return { ...curve, band: spreadBand(arm, domain, plot, x, y, level) };
  });
  const base = baseline === null ? Number.NaN : y(level(baseline));
  const shown = base >= plot.top && base <= plot.bottom;
  const entries = labelEntries(arms, curves, textSize, (step) => [Math.min(plot.right, x(step)), plot.top]);
  const running = runningLabels(entries, plot, textSize);
  const baselineRect = shown ? baselineLabel(base, plot, textSize, running, lines) : null;
  const taken = [...running.map(({ rect }) => rect), ...(baselineRect ? [baselineRect] : [])];
  const baselineLine: Point[] = shown
    ? [
        [plot.left, base],
        [plot.right, base],
      ]
    : [];
  const ended = endedLabels(entries, taken, [...lines.flat(), baselineLine], plot, width, textSize);
  return {
    plot,
    x,
    y,
    xTicks: linearTicks([0, last], plot.right - plot.left, textSize * 4.5),
    yTicks: (share ? linearTicks : decadeTicks)(domain, plot.bottom - plot.top, textSize * 2.2),
    curves,
    labels: [...running, ...ended],
    baseline: shown ? { y: base, rect: baselineRect } : null,
  };
}

type Scale = (value: number) => number;

function curvePoints(arm: LossArm, domain: Domain, plot: Plot, x: Scale, y: Scale, level: Scale): Point[][] {
  const columns = decimate(arm.steps, arm.losses, x, level).filter(
    (point) => point === null || point[0] <= plot.right + 0.5,
  );
  const { pieces } = clipLine(columns, domain);
  // A single loss makes no piece yet; its head is drawn all the same.
  const lone = columns.findLast((point) => point !== null);
  const inside = lone && lone[1] >= domain[0] && lone[1] <= domain[1];
  const drawn: (readonly Point[])[] = pieces.length === 0 && inside ? [[lone]] : [...pieces];
  return drawn.map((piece) => piece.map(([pixel, height]): Point => [pixel, y(height)]));
}

function lossCurve(
  { slot, failedAt }: LossArm,
  pieces: readonly (readonly Point[])[],
  plot: Plot,
  x: Scale,
  crossInset: number,
): Omit<LossCurve, 'band'> {
  const head = pieces.at(-1)?.at(-1) ?? null;
  const failed = failedAt !== null && Number.isFinite(failedAt);
  const cross: Point | null = failed
    ? (head ?? [Math.min(plot.right, x(failedAt)), Math.min(plot.bottom, plot.top + crossInset)])
    : null;
  return { slot, path: pieces.map(linePath).join(''), head: failed ? null : head, cross };
}

/** Mean ± one standard deviation, once per pixel column; where the deviation exceeds the mean, down to the border. */
function spreadBand(
  { steps, losses, spreads }: LossArm,
  domain: Domain,
  plot: Plot,
  x: Scale,
  y: Scale,
  level: Scale,
): string {
  if (!spreads) return '';
  const upper: Point[] = [];
  const lower: Point[] = [];
  const height = (loss: number) => y(Math.min(domain[1], Math.max(domain[0], loss > 0 ? level(loss) : domain[0])));
  let column = Number.NaN;
  for (let index = 0; index < Math.min(steps.length, losses.length, spreads.length); index++) {
    const [pixel, mean, deviation] = [x(steps[index] ?? Number.NaN), losses[index], spreads[index]];
    if (mean === undefined || deviation === undefined) continue;
    if (!Number.isFinite(pixel) || !Number.isFinite(mean) || !Number.isFinite(deviation)) continue;
    if (pixel > plot.right + 0.5 || Math.floor(pixel) === column) continue;
    column = Math.floor(pixel);
    upper.push([pixel, height(mean + deviation)]);
    lower.push([pixel, height(mean - deviation)]);
  }
  return areaPath(upper, lower);
}

interface LabelEntry {
  readonly arm: LossArm;
  readonly notes: readonly string[];
  readonly size: { readonly width: number; readonly height: number };
  readonly at: Point;
  readonly failed: boolean;
}

/** @param above where an arm is named whose loss lies over the chart, by its step. */
function labelEntries(
  arms: readonly LossArm[],
  curves: readonly LossCurve[],
  textSize: number,
  above: (step: number) => Point,
): LabelEntry[] {
  return arms.flatMap((arm, index) => {
    const step = arm.steps[arm.losses.length - 1] ?? Number.NaN;
    const measured = Number.isFinite(step) && Number.isFinite(arm.losses[arm.losses.length - 1]);
    const at = curves[index]?.cross ?? curves[index]?.head ?? (measured ? above(step) : null);
    if (!at) return [];
    const failed = arm.failedAt !== null;
    const value = arm.losses[arm.losses.length - 1];
    const current = value !== undefined && Number.isFinite(value) ? [formatNumber(value)] : [];
    const lost = arm.survivors ? [arm.survivors] : [];
    const notes = failed
      ? [arm.failedAt === 0 ? 'failed at the start' : `failed, step ${arm.failedAt}`]
      : [...current, ...lost];
    const widths = notes.map((note) => textWidth(note, textSize * NOTE_SIZE));
    const width = Math.max(textWidth(arm.label, textSize, true), ...widths);
    return [{ arm, notes, at, failed, size: { width, height: blockHeight(notes.length, textSize) } }];
  });
}

const withoutNotes = (entry: LabelEntry, textSize: number): LabelEntry => ({
  ...entry,
  notes: [],
  size: { ...entry.size, height: blockHeight(0, textSize) },
});

/** Running arms are named beside the present end of their curve. */
function runningLabels(entries: readonly LabelEntry[], plot: Plot, textSize: number): LossLabel[] {
  const named = entries.filter(({ failed }) => !failed);
  const room = plot.bottom - plot.top + textSize * 0.5;
  const crowded = named.reduce((sum, { size }) => sum + size.height, 0) > room;
  // Names come before their values.
  const running = crowded ? named.map((entry) => withoutNotes(entry, textSize)) : named;
  const edge = Math.max(0, ...running.map(({ at }) => at[0])) + textSize * 0.6;
  const centres = spreadLabels(
    running.map(({ at, size }) => ({ wanted: at[1], height: size.height })),
    plot.top - textSize * 0.5,
    plot.bottom,
  );
  return running.map(({ arm, notes, size }, index): LossLabel => {
    const y = (centres[index] ?? plot.top) - size.height / 2;
    return { slot: arm.slot, name: arm.label, notes, rect: { x: edge, y, ...size } };
  });
}

/** Ended arms are named beside their cross, where there is room. */
function endedLabels(
  entries: readonly LabelEntry[],
  obstacles: readonly Rect[],
  lines: readonly (readonly Point[])[],
  plot: Plot,
  width: number,
  textSize: number,
): LossLabel[] {
  const gap = textSize * 0.6;
  const bounds = {
    x: plot.left,
    y: plot.top - textSize,
    width: width - plot.left,
    height: plot.bottom - plot.top + textSize,
  };
  const labels: LossLabel[] = [];
  for (const { arm, notes, size, at, failed } of entries) {
    if (!failed) continue;
    // Near the cross, or the name would seem to belong to another curve: at most two and a half lines up or down.
    const candidates = [0, 1, 2, 3, 4, 5].flatMap((row) =>
      [0, 2, 4, 8].flatMap((aside) =>
        [-1, 1].flatMap((side) => {
          const y = at[1] - size.height / 2 + (side * row * textSize) / 2;
          const reach = gap + aside * textSize;
          return [at[0] + reach, at[0] - reach - size.width].map((x): Rect => ({ x, y, ...size }));
        }),
      ),
    );
    const taken = [...obstacles, ...labels.map(({ rect }) => rect)];
    const rect = placeLabel(candidates, bounds, taken, lines);
    if (rect) labels.push({ slot: arm.slot, name: arm.label, notes, rect });
  }
  return labels;
}

function baselineLabel(
  level: number,
  plot: Plot,
  textSize: number,
  labels: readonly LossLabel[],
  lines: readonly (readonly (readonly Point[])[])[],
): Rect | null {
  const width = textWidth(BASELINE_NAME, textSize * NOTE_SIZE);
  const height = textSize * 1.1;
  const right = plot.right - width - textSize * 0.3;
  // Over the axis it would be read with its numbers.
  if (right < plot.left + 2) return null;
  const room = Math.max(0, right - plot.left - textSize);
  const candidates = [0, 0.25, 0.5, 0.75, 1].flatMap((share) =>
    [level - height - 1, level + 2].map((y): Rect => ({ x: right - share * room, y, width, height })),
  );
  const bounds = { x: plot.left, y: 0, width: plot.right - plot.left, height: plot.bottom };
  const free = candidates.filter((candidate) => !labels.some(({ rect }) => rectsOverlap(candidate, rect)));
  return placeLabel(free, bounds, [], lines.flat());
}
