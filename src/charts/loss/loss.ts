import { type ArmSlot, DEFAULT_TEXT_SIZE, type Domain, type Plot, type Point, plotArea } from '../shared/chart.ts';
import { formatNumber, textWidth } from '../shared/format.ts';
import { blockSize, NOTE_SIZE, placeLabel, type Rect, rectsOverlap, square } from '../shared/labels.ts';
import { columnMargin, nameColumn } from '../shared/nameColumn.ts';
import { axisRoom, isLow, marginWithNamesInside, placeOrNone, placesNear } from '../shared/names.ts';
import { areaPath, clipLine, linePath } from '../shared/polyline.ts';
import { grown, roundedDecades } from '../shared/steady.ts';
import { lastStep } from '../shared/steps.ts';
import { decadeTicks, linearTicks, type Tick } from '../shared/ticks.ts';
import { decimate } from './decimate.ts';
import type { LossArm, LossChartProps, LossSeries } from './types.ts';

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
  for (const { losses } of arms.flatMap((arm): LossSeries[] => (arm.test ? [arm, arm.test] : [arm]))) {
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
  /** The lowest so far, where the arm has it; `path` is then drawn thin. */
  readonly least: string;
  /** Of the test loss; empty without one. */
  readonly test: string;
  /** Area of one standard deviation over networks to either side; empty with one network. */
  readonly band: string;
  /** Present end of the curve, of the lowest where there is that, in pixels; null before the first finite loss and where it lies off the chart. */
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
  /** Text size of the names. */
  readonly nameSize: number;
  readonly labels: readonly LossLabel[];
  /** Its name is left out where it would cover another. */
  readonly baseline: { readonly y: number; readonly rect: Rect | null } | null;
}

/** An arm that failed before its first finite loss is marked so many pixels below the upper border. */
const CROSS_INSET = 8;
/** The next such arm so many text sizes lower, so that every cross has a place of its own. */
const CROSS_DISTANCE = 2.5;

/** Room for an arm's marker before its name, in text sizes. */
export const LEAD = 0.95;

export const BASELINE_NAME = 'learns only the mean';

export function lossGeometry(props: Omit<LossChartProps, 'title' | 'description'>): LossGeometry {
  const { width, height, textSize = DEFAULT_TEXT_SIZE, arms, baseline, stepLimit } = props;
  const left = textSize * 3.2;
  const lead = LEAD * textSize;
  const named = arms.map((arm) => ({ name: arm.label, notes: notesOf(arm) }));
  const inside = marginWithNamesInside(
    arms.map(({ label }) => label),
    { width, height, textSize },
  );
  const plot = plotArea(width, height, {
    ...axisRoom(height, textSize),
    right: inside ?? columnMargin(named, width, textSize, lead),
    left,
  });
  const share = props.scale === 'share';
  const level = share ? (value: number) => value : Math.log10;
  const domain = props.domain ?? (share ? SHARE_DOMAIN : lossDomain(arms, baseline));
  const last = lastStep(stepLimit, arms);
  const x = (step: number) => plot.left + (step / last) * (plot.right - plot.left);
  const y = (at: number) => plot.bottom - ((at - domain[0]) / (domain[1] - domain[0])) * (plot.bottom - plot.top);

  const pointsOf = ({ steps }: LossSeries, values: ArrayLike<number>) =>
    curvePoints(steps, values, domain, plot, x, y, level);
  const lines = arms.map((arm) => pointsOf(arm, arm.losses));
  const tests = arms.map(({ test }) => (test ? pointsOf(test, test.losses) : []));
  let unmeasured = 0;
  const curves = arms.map((arm, index) => {
    const pieces = lines[index] ?? [];
    const row = arm.failedAt !== null && pieces.length === 0 ? unmeasured++ : 0;
    const least = arm.minima ? pointsOf(arm, arm.minima) : [];
    const curve = lossCurve(arm, pieces, least, plot, x, CROSS_INSET + row * CROSS_DISTANCE * textSize);
    const test = (tests[index] ?? []).map(linePath).join('');
    return { ...curve, test, band: spreadBand(arm, domain, plot, x, y, level) };
  });
  const base = baseline === null ? Number.NaN : y(level(baseline));
  const shown = base >= plot.top && base <= plot.bottom;
  const drawn = [...lines, ...tests];
  const beside = { arms, curves, lines: drawn.flat(), plot, width, textSize };
  const column = inside === null ? lossColumn(beside) : lossNames(beside, isLow(height, textSize));
  const baselineRect = shown ? baselineLabel(base, plot, textSize, column.labels, drawn) : null;
  return {
    plot,
    x,
    y,
    xTicks: linearTicks([0, last], plot.right - plot.left, textSize * 4.5),
    yTicks: (share ? linearTicks : decadeTicks)(domain, plot.bottom - plot.top, textSize * 2.2),
    curves,
    nameSize: column.textSize,
    labels: column.labels,
    baseline: shown ? { y: base, rect: baselineRect } : null,
  };
}

type Scale = (value: number) => number;

function curvePoints(
  steps: ArrayLike<number>,
  losses: ArrayLike<number>,
  domain: Domain,
  plot: Plot,
  x: Scale,
  y: Scale,
  level: Scale,
): Point[][] {
  const columns = decimate(steps, losses, x, level).filter((point) => point === null || point[0] <= plot.right + 0.5);
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
  least: readonly (readonly Point[])[],
  plot: Plot,
  x: Scale,
  crossInset: number,
): Omit<LossCurve, 'band' | 'test'> {
  const end = pieces.at(-1)?.at(-1) ?? null;
  const head = least.at(-1)?.at(-1) ?? end;
  const failed = failedAt !== null && Number.isFinite(failedAt);
  const cross: Point | null = failed
    ? (end ?? [Math.min(plot.right, x(failedAt)), Math.min(plot.bottom, plot.top + crossInset)])
    : null;
  const [path = '', thick = ''] = [pieces, least].map((each) => each.map(linePath).join(''));
  return { slot, path, least: thick, head: failed ? null : head, cross };
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

/** What stands under an arm's name: what has been reached, or that it failed. */
function notesOf({ losses, minima, survivors, failedAt }: LossArm): string[] {
  if (failedAt !== null) return [`failed, step ${failedAt}`];
  const value = (minima ?? losses)[losses.length - 1];
  const reached = value !== undefined && Number.isFinite(value) ? [formatNumber(value)] : [];
  return [...reached, ...(survivors ? [survivors] : [])];
}

interface LabelSpace {
  readonly arms: readonly LossArm[];
  readonly curves: readonly LossCurve[];
  readonly lines: readonly (readonly Point[])[];
  readonly plot: Plot;
  /** Of the chart. */
  readonly width: number;
  readonly textSize: number;
}

interface LossLabels {
  readonly textSize: number;
  readonly labels: readonly LossLabel[];
}

/** What a name belongs to: the cross or the end of a curve; a loss over the chart is named at the upper border. */
function namedAt({ losses }: LossArm, curve: LossCurve | undefined, plot: Plot): Point | null {
  const over: Point | null = Number.isFinite(losses[losses.length - 1]) ? [plot.right, plot.top] : null;
  return curve?.cross ?? curve?.head ?? over;
}

/**
 * Names in the plot, near what they belong to and clear of curves, marks and each other; a low chart has no room for notes.
 * A marker stands before each name.
 */
function lossNames({ arms, curves, lines, plot, width, textSize }: LabelSpace, low: boolean): LossLabels {
  const lead = LEAD * textSize;
  const left = plot.left + textSize * 0.2;
  const top = plot.top - textSize * 0.6;
  const bounds = { x: left, y: top, width: width - left, height: plot.bottom - top };
  const reach = textSize * 0.4;
  const marks = curves.flatMap(({ head, cross }) => [head, cross].flatMap((at) => (at ? [square(at, reach)] : [])));
  const labels: LossLabel[] = [];
  for (const [index, arm] of arms.entries()) {
    const at = namedAt(arm, curves[index], plot);
    if (!at) continue;
    const notes = low ? [] : notesOf(arm);
    const block = blockSize(arm.label, notes, textSize);
    const size = { ...block, width: lead + block.width };
    const taken = [...marks, ...labels.map(({ rect }) => ({ ...rect, x: rect.x - lead, width: rect.width + lead }))];
    const place = placeOrNone(placesNear(at, size, plot, textSize), bounds, taken, lines);
    if (!place) continue;
    const rect = { ...place, x: place.x + lead, width: place.width - lead };
    labels.push({ slot: arm.slot, name: arm.label, notes, rect });
  }
  return { textSize, labels };
}

/** Every arm that has something to show is named, at the height of its end or of its cross. */
function lossColumn({ arms, curves, plot, width, textSize }: LabelSpace): LossLabels {
  const entries = arms.flatMap((arm, index) => {
    const at = namedAt(arm, curves[index], plot);
    return at ? [{ slot: arm.slot, name: arm.label, notes: notesOf(arm), wanted: at[1] }] : [];
  });
  const borders = { left: plot.right, right: width, top: plot.top - textSize * 0.4, bottom: plot.bottom + textSize };
  const column = nameColumn(entries, borders, textSize, LEAD * textSize);
  return {
    textSize: column.textSize,
    labels: column.labels.map((label, index) => {
      const { slot, name } = entries[index]!;
      return { slot, name, ...label };
    }),
  };
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
