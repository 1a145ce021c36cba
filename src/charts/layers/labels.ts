import type { Plot, Point } from '../shared/chart.ts';
import { textWidth } from '../shared/format.ts';
import { NAME_LINE, NOTE_SIZE, placeLabel, type Rect, spreadLabels, square } from '../shared/labels.ts';
import { namedInPlace, placeOffWords } from '../shared/names.ts';
import type { DrawnLine } from './layers.ts';
import type { LayerArm, LayerLine } from './types.ts';

export interface LayerLabel {
  readonly line: DrawnLine;
  readonly name: string;
  readonly rect: Rect;
}

export interface ReferenceLabel {
  readonly name: string;
  readonly rect: Rect;
}

/** `RePU(2) χ∥`, or the arm's name alone where it has one line. */
export const labelText = (arm: LayerArm, line: LayerLine): string =>
  line.symbol === '' ? arm.label : `${arm.label} ${line.symbol}`;

interface Scene {
  readonly lines: readonly DrawnLine[];
  /** Measured dots. */
  readonly marks: readonly Point[];
  readonly reference: { readonly name: string; readonly y: number } | null;
  readonly plot: Plot;
  readonly width: number;
  readonly textSize: number;
  /** Text size of the lines' names. */
  readonly nameSize: number;
  readonly dotRadius: number;
}

/** Between the plot and the names in its margin, in text sizes. */
export const NAME_GAP = 0.2;

/** Names may take this much of the plot's height; beyond it, one of each arm's has to do. */
const CROWDED = 0.9;

/** A name at the end of each line: in the margin where it reaches the last layer, else beside where it leaves. */
export function layerLabels(scene: Scene): { labels: LayerLabel[]; reference: ReferenceLabel | null } {
  const { marks, plot, width, textSize, nameSize, dotRadius } = scene;
  const height = nameSize * NAME_LINE;
  const drawable = scene.lines.filter(({ end }) => end);
  const crowded = drawable.length * height > CROWDED * (plot.bottom - plot.top);
  // Colour and stroke still tell an arm's other line.
  const isFirst = (line: DrawnLine) => drawable.find(({ arm }) => arm === line.arm) === line;
  const lines = crowded ? drawable.filter(isFirst) : drawable;
  const dots = marks.map((at) => square(at, dotRadius));
  const drawn = scene.lines.flatMap(({ pieces }) => pieces);
  const bounds = { x: plot.left, y: plot.top, width: width - plot.left, height: plot.bottom - plot.top };
  const labels = namedInPlace(
    lines,
    lines.filter(({ end }) => end && !end.leaves),
    (beside) => marginLabels(beside, scene, height),
    (line, others): LayerLabel | null => {
      if (!line.end) return null;
      const name = labelText(line.arm, line.line);
      const size = { width: textWidth(name, nameSize, true), height };
      const words = others.map(({ rect }) => rect);
      const rect = placeOffWords(besideExit(line.end.at, size, plot, textSize), bounds, words, dots, drawn);
      return rect && { line, name, rect };
    },
  );
  const taken = [...labels.map(({ rect }) => rect), ...dots];
  return { labels, reference: scene.reference && referenceLabel(scene.reference, scene, taken, drawn) };
}

/** Names in the margin, each at the height where its line ends. */
function marginLabels(lines: readonly DrawnLine[], { plot, width, textSize }: Scene, height: number): LayerLabel[] {
  const left = plot.right + textSize * NAME_GAP;
  const wanted = lines.map(({ end }) => ({ wanted: end?.at[1] ?? plot.bottom, height }));
  const centres = spreadLabels(wanted, plot.top - textSize, plot.bottom);
  return lines.map((line, index): LayerLabel => {
    const y = (centres[index] ?? plot.bottom) - height / 2;
    return { line, name: labelText(line.arm, line.line), rect: { x: left, y, width: width - left, height } };
  });
}

/** Inwards from the border, row by row, right of the line and then left of it. */
function besideExit(
  [x, y]: Point,
  size: { readonly width: number; readonly height: number },
  plot: Plot,
  textSize: number,
): Rect[] {
  const down = y < (plot.top + plot.bottom) / 2;
  return [0, 1, 2, 3, 4, 5].flatMap((row) => {
    const inward = (0.2 + row) * textSize;
    const top = down ? y + inward : y - inward - size.height;
    return [0.7, 1.6, 3].flatMap((reach) => [
      { x: x + reach * textSize, y: top, ...size },
      { x: x - reach * textSize - size.width, y: top, ...size },
    ]);
  });
}

function referenceLabel(
  { name, y }: { readonly name: string; readonly y: number },
  { plot, textSize }: Scene,
  taken: readonly Rect[],
  lines: readonly (readonly Point[])[],
): ReferenceLabel | null {
  const width = textWidth(name, textSize * NOTE_SIZE);
  const height = textSize * 1.1;
  const room = Math.max(0, plot.right - plot.left - width - textSize);
  const candidates = [0, 0.25, 0.5, 0.75, 1].flatMap((share) =>
    [y - height - 2, y + 3].map(
      (top): Rect => ({ x: plot.left + textSize * 0.6 + share * room, y: top, width, height }),
    ),
  );
  const bounds = {
    x: plot.left,
    y: plot.top - textSize,
    width: plot.right - plot.left,
    height: plot.bottom - plot.top + textSize,
  };
  const rect = placeLabel(candidates, bounds, taken, lines);
  return rect && { name, rect };
}
