import type { Point } from '../shared/chart.ts';
import { formatLog10, powerOfTen, textWidth } from '../shared/format.ts';
import {
  blockHeight,
  blockSize,
  conflictsOf,
  NOTE_SIZE,
  placeLabel,
  type Rect,
  rectsOverlap,
  spreadLabels,
  square,
} from '../shared/labels.ts';
import type { Arrow, Curve } from './curve.ts';
import type { Frame, Zone } from './frame.ts';
import type { VarianceArm } from './types.ts';

export interface CurveLabel {
  readonly arm: VarianceArm;
  /** What it stands at; an arm has at most one label of each. */
  readonly role: 'margin' | 'end' | 'exit';
  /** Upper left corner and size; text is set from its left edge, or ends at its right edge. */
  readonly rect: Rect;
  readonly anchor: 'start' | 'end';
  readonly name: string;
  /** Smaller lines below the name. */
  readonly notes: readonly string[];
  /** The layer, fractions allowed, whose reveal brings the label. */
  readonly layer: number;
}

export interface ZoneName {
  readonly name: string;
  readonly rect: Rect;
}

export interface HeroLabels {
  readonly curves: readonly CurveLabel[];
  /** One per zone of the frame, in its order. */
  readonly zoneNames: readonly ZoneName[];
}

/** `overflow, layer 9` or `overflow, layer 7, step 120`. */
export function failureNote({ failure, measuredLog10 }: VarianceArm): string | null {
  if (failure) {
    const where = failure.kind === 'overflow' ? `overflow, layer ${failure.layer}` : 'loss diverged';
    return failure.step > 0 ? `${where}, step ${failure.step}` : where;
  }
  const zero = measuredLog10.indexOf(Number.NEGATIVE_INFINITY) + 1;
  return zero > 0 ? `exactly 0 from layer ${zero}` : null;
}

/** A name at the end of each curve: in the right margin where the curve reaches the last layer, else where it leaves. */
export function heroLabels(curves: readonly Curve[], frame: Frame, width: number): HeroLabels {
  const leaving = curves.flatMap((curve) => {
    const arrow = endsInside(curve, frame) ? undefined : curve.arrows.at(-1);
    return arrow ? [{ curve, arrow }] : [];
  });
  const staying = curves.filter((curve) => !leaving.some((other) => other.curve === curve));
  const lines = curves.flatMap(({ pieces }) => pieces);
  const crosses = curves.flatMap(({ end }) => (end ? [square(end.at, frame.textSize * 0.7)] : []));
  const zoneNames = frame.zones.map((zone) => zoneName(zone, frame.textSize, crosses, lines));
  const zoneRects = zoneNames.map(({ rect }) => rect);

  const beside = rightLabels(staying, frame, width);
  const named = beside.length;
  const marks = [...crosses, ...curves.flatMap(({ dots }) => dots.map(({ at }) => square(at, frame.dotRadius)))];
  const withExits = (mostNotes: number): CurveLabel[] => {
    const labels = [...beside];
    for (const { curve, arrow } of leaving) {
      const taken = [...labels.map(({ rect }) => rect), ...zoneRects, ...marks];
      const label = leavingLabel(curve, arrow, mostNotes, frame, width, taken, lines);
      if (label) labels.push(label);
    }
    return labels;
  };
  // The notes of one must not take the place of another's name.
  let placed = withExits(MOST_NOTES);
  for (let most = MOST_NOTES - 1; most >= 0 && !noneOverlaps(placed); most--) placed = withExits(most);
  for (const curve of staying) {
    const taken = [...placed.slice(named).map(({ rect }) => rect), ...zoneRects, ...marks];
    const label = endLabel(curve, frame, taken, lines);
    if (label) placed.push(label);
  }
  return { curves: placed, zoneNames };
}

/** Of a curve that leaves: where it overflowed, and where theory goes. */
const MOST_NOTES = 2;

const noneOverlaps = (labels: readonly CurveLabel[]): boolean =>
  labels.every(({ rect }, index) => labels.slice(index + 1).every((other) => !rectsOverlap(rect, other.rect)));

/** The longest name of a zone that finds room between curves and crosses: at its left if possible. None without room. */
function zoneName(
  { rect, names }: Zone,
  textSize: number,
  taken: readonly Rect[],
  lines: readonly (readonly Point[])[],
): ZoneName {
  const height = textSize * 1.2;
  const options = names.flatMap((name) => {
    const width = textWidth(name, textSize);
    const room = Math.max(0, rect.width - width - textSize * 1.4);
    return [0, 1, 0.5, 0.25, 0.75].map((share) => ({
      name,
      rect: { x: rect.x + textSize * 0.7 + share * room, y: rect.y + (rect.height - height) / 2, width, height },
    }));
  });
  // None is better than one with a cross on it.
  return options.find((option) => conflictsOf(option.rect, rect, taken, lines, 1) === 0) ?? { name: '', rect };
}

/** Does the curve end at the last layer within the chart? Measured dots count before the prediction. */
function endsInside({ arm, dots, pieces }: Curve, { depth, x }: Frame): boolean {
  if (arm.measuredLog10.some((log10) => log10 !== null)) return dots.some(({ layer }) => layer === depth);
  return pieces.some((piece) => (piece.at(-1)?.[0] ?? 0) >= x(depth) - 0.5);
}

/** In a plot of fewer text sizes in height there is room for names alone. */
const LEAST_FOR_NOTES = 6;

function rightLabels(curves: readonly Curve[], frame: Frame, width: number): CurveLabel[] {
  const { plot, textSize, depth } = frame;
  const left = plot.right + textSize * 0.4;
  const contents = curves.map((curve) => {
    const notes = marginNotes(curve.arm, depth).filter(
      (note) =>
        plot.bottom - plot.top > LEAST_FOR_NOTES * textSize && left + textWidth(note, textSize * NOTE_SIZE) <= width,
    );
    return { arm: curve.arm, notes, height: blockHeight(notes.length, textSize), wanted: endHeight(curve, frame) };
  });
  const centres = spreadLabels(contents, plot.top, plot.bottom);
  return contents.map(({ arm, notes, height }, index) => ({
    arm,
    role: 'margin',
    rect: { x: left, y: (centres[index] ?? 0) - height / 2, width: width - left, height },
    anchor: 'start',
    name: arm.label,
    notes,
    layer: depth,
  }));
}

/** The last layer's variance, or how the arm ended; short, for the margin. */
function marginNotes({ failure, measuredLog10, predictedLog10 }: VarianceArm, depth: number): string[] {
  if (failure?.kind === 'loss') return ['diverged', `step ${failure.step}`];
  const value = measuredLog10[depth - 1] ?? predictedLog10[depth - 1];
  return failure || value === undefined ? [] : [formatLog10(value)];
}

/** The name once more beside the cross of an arm whose curve goes on to the last layer: it ended while training. */
function endLabel(
  { arm, end }: Curve,
  frame: Frame,
  taken: readonly Rect[],
  lines: readonly (readonly Point[])[],
): CurveLabel | null {
  const note = failureNote(arm);
  if (!end || note === null) return null;
  const { plot, textSize } = frame;
  const notes = [note];
  const size = blockSize(arm.label, notes, textSize);
  const upwards = end.kind === 'overflow';
  const zone = frame.zones.find(({ side }) => side === (upwards ? 'top' : 'bottom'))?.rect.height ?? 0;
  const candidates = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((row) => {
    const inward = zone + textSize * (0.3 + row);
    const y = upwards ? plot.top + inward : plot.bottom - inward - size.height;
    return [0.5, 0, 1].map((share): Rect => ({ x: end.at[0] - share * size.width, y, ...size }));
  });
  const bounds = { x: plot.left, y: plot.top, width: plot.right - plot.left, height: plot.bottom - plot.top };
  const rect = placeLabel(candidates, bounds, taken, lines);
  return rect && { arm, role: 'end', rect, anchor: 'start', name: arm.label, notes, layer: end.layer };
}

/** Where a curve reaches the last layer: its dot there, else its theory, beside which an arm that overflowed is named. */
function endHeight({ dots, pieces, arrows }: Curve, { plot, depth }: Frame): number {
  const last = dots.find(({ layer }) => layer === depth)?.at ?? pieces.at(-1)?.at(-1) ?? arrows.at(-1)?.at;
  return last?.[1] ?? plot.bottom;
}

/** `theory → 10¹²²`, or `theory > 10⁹⁹⁹⁹`. */
const theoryNote = (log10: number): string => `theory → ${powerOfTen(log10)}`.replace(/→ (?=[<>])/, '');

function leavingLabel(
  { arm }: Curve,
  arrow: Arrow,
  mostNotes: number,
  frame: Frame,
  width: number,
  taken: readonly Rect[],
  lines: readonly (readonly Point[])[],
): CurveLabel | null {
  const { plot, textSize, zones } = frame;
  const towards = arm.predictedLog10.at(-1);
  const notes = [failureNote(arm), towards === undefined ? null : theoryNote(towards)].filter((note) => note !== null);
  const zone = zones.find(({ side }) => side === arrow.side)?.rect.height ?? 0;
  const bounds = { x: plot.left, y: plot.top, width: width - plot.left, height: plot.bottom - plot.top };
  let best: { readonly rect: Rect; readonly notes: readonly string[] } | null = null;
  let fewest = Number.POSITIVE_INFINITY;
  // Where there is no room for everything, the last note goes first.
  for (let count = Math.min(mostNotes, notes.length); count >= 0 && fewest > 0; count--) {
    const kept = notes.slice(0, count);
    const candidates = besideExit(arrow, blockSize(arm.label, kept, textSize), frame, zone);
    const rect = placeLabel(candidates, bounds, taken, lines);
    const conflicts = rect ? conflictsOf(rect, bounds, taken, lines, fewest) : fewest;
    if (rect === null || conflicts >= fewest) continue;
    best = { rect, notes: kept };
    fewest = conflicts;
  }
  if (!best) return null;
  const anchor = best.rect.x < arrow.at[0] ? 'end' : 'start';
  return { arm, role: 'exit', ...best, anchor, name: arm.label, layer: arrow.layer };
}

/** Inward of the zone on that side, first right of the curve, then left of it, moving away row by row. */
function besideExit(
  { at, side }: Arrow,
  size: Pick<Rect, 'width' | 'height'>,
  { plot, textSize }: Frame,
  zone: number,
): Rect[] {
  const gap = textSize * 0.6;
  const candidates: Rect[] = [];
  for (let row = 0; row < 12; row++) {
    const inward = zone + gap / 2 + row * textSize;
    const y = side === 'top' ? plot.top + inward : plot.bottom - inward - size.height;
    for (const x of [at[0] + gap, at[0] + 3 * gap]) candidates.push({ x, y, ...size });
    for (const reach of [1, 3, 6, 10]) candidates.push({ x: at[0] - size.width - reach * gap, y, ...size });
  }
  return candidates;
}
