import type { Point } from '../shared/chart.ts';
import { blockHeight, blockSize, type Rect, spreadLabels, square } from '../shared/labels.ts';
import { namedInPlace, placeOffWords } from '../shared/names.ts';
import type { MapCurve, MapFrame } from './curve.ts';
import { fixedPointName, fixedPointNote } from './words.ts';
import type { ZeroPoints } from './zeros.ts';

export interface MapLabel {
  readonly key: string;
  readonly curve: MapCurve;
  readonly name: string;
  readonly notes: readonly string[];
  readonly rect: Rect;
  readonly anchor: 'start' | 'end';
}

/** The name of each arm where its map leaves the window, and the name of each fixed point beside its mark. */
export function kernelLabels(
  curves: readonly MapCurve[],
  zeros: ZeroPoints | null,
  frame: MapFrame,
  width: number,
): MapLabel[] {
  const { plot, textSize, nameSize } = frame;
  const maps = curves.flatMap(({ pieces }) => pieces);
  const diagonal: Point[] = [
    [plot.left, plot.bottom],
    [plot.right, plot.top],
  ];
  const everyLine = [
    ...maps,
    ...curves.flatMap(({ mean, largest }) => [mean.points, ...(largest ? [largest.points] : [])]),
    diagonal,
  ];
  const marks = curves.flatMap(({ fixed, iterates, mean, largest }) => [
    ...fixed.map(({ at }) => square(at, textSize * 0.5)),
    ...iterates.map((at) => square(at, textSize * 0.2)),
    ...[mean, largest].flatMap((flow) => [
      ...(flow?.start ? [square(flow.start, textSize * 0.4)] : []),
      ...(flow?.arrow ? [square(flow.arrow.at, textSize * 0.5)] : []),
    ]),
  ]);
  const bounds = { x: plot.left + 2, y: plot.top, width: width - plot.left - 2, height: plot.bottom - plot.top };
  const place = (candidates: readonly Rect[], labels: readonly MapLabel[], lines: readonly (readonly Point[])[]) =>
    placeOffWords(
      candidates,
      bounds,
      [...labels.map(({ rect }) => rect), ...(zeros ? [zeros.rect] : [])],
      marks,
      lines,
    );
  const anchor = (rect: Rect, at: Point) => (rect.x + rect.width / 2 < at[0] ? 'end' : 'start');

  // From the left, so that a name left of two curves is that of the first.
  const byEnd = curves.toSorted((a, b) => (a.end?.at[0] ?? 0) - (b.end?.at[0] ?? 0));
  const labels = namedInPlace(
    byEnd.filter(({ end }) => end?.side === 'top'),
    curves.filter(({ end }) => end?.side === 'right'),
    (beside) => marginLabels(beside, frame, width),
    (curve, others): MapLabel | null => {
      const at = curve.end?.at;
      if (!at) return null;
      const name = curve.arm.label;
      // Close to its own curve, if need be over a thin line: the halo keeps it readable.
      const rect = place(besideTop(at, blockSize(name, [], nameSize), textSize), others, maps);
      return rect && { key: name, curve, name, notes: [], rect, anchor: anchor(rect, at) };
    },
  );
  for (const curve of curves) {
    for (const { point, at } of curve.fixed) {
      const name = fixedPointName(point);
      const key = `${curve.arm.label} ${point.log10K}`;
      // Where name and note find no place of their own, the name still may.
      for (const notes of [[fixedPointNote(point)], []]) {
        const rect = place(around(at, blockSize(name, notes, nameSize), textSize), labels, everyLine);
        if (!rect) continue;
        labels.push({ key, curve, name, notes, rect, anchor: anchor(rect, at) });
        break;
      }
    }
  }
  return labels;
}

/** Names in the margin, each at the height where its map leaves. */
function marginLabels(curves: readonly MapCurve[], { plot, textSize, nameSize }: MapFrame, width: number): MapLabel[] {
  const left = plot.right + textSize * 0.5;
  const leaving = curves.map((curve) => {
    const notes = curve.invariant ? ['every K', 'is fixed'] : [];
    return { curve, notes, wanted: curve.end?.at[1] ?? plot.top, height: blockHeight(notes.length, nameSize) };
  });
  const centres = spreadLabels(leaving, plot.top - textSize, plot.bottom);
  return leaving.map(({ curve, notes, height }, index) => ({
    key: curve.arm.label,
    curve,
    name: curve.arm.label,
    notes,
    rect: { x: left, y: (centres[index] ?? 0) - height / 2, width: width - left, height },
    anchor: 'start',
  }));
}

interface Size {
  readonly width: number;
  readonly height: number;
}

type Places = (at: Point, size: Size, textSize: number) => Rect[];

/** Left of where a steep curve leaves, then right of it, moving down row by row. */
const besideTop: Places = ([x, y], size, textSize) =>
  [0, 1, 2, 3, 4].flatMap((row) =>
    [0.7, 1.4, 2.4].flatMap((reach) => {
      const top = y + row * textSize;
      const gap = reach * textSize;
      return [x - gap - size.width, x + gap].map((left): Rect => ({ x: left, y: top, ...size }));
    }),
  );

/** On rings around a mark: right and below first, where a map that rises through the diagonal leaves room. */
const around: Places = ([x, y], size, textSize) =>
  [0.9, 1.6, 2.6, 3.8, 5.2, 7].flatMap((reach) => {
    const gap = reach * textSize;
    const level = y - size.height / 2;
    const right = x + gap;
    const left = x - gap - size.width;
    return [
      [right, level],
      [right, level + gap],
      [right, y - gap - size.height],
      [left, level - gap],
      [left, level],
      [left, y + gap],
      [x - size.width / 2, y - gap - size.height],
      [x - size.width / 2, y + gap],
    ].map(([left = 0, top = 0]): Rect => ({ x: left, y: top, ...size }));
  });
