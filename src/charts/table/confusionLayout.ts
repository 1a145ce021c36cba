/** Where the cells of a confusion table and the names of its classes stand. */
import { plotArea } from '../shared/chart.ts';
import { textWidth } from '../shared/format.ts';
import { NOTE_SIZE } from '../shared/labels.ts';

export interface ConfusionLayout {
  readonly left: number;
  readonly top: number;
  /** Of the square of all cells, and of one of them. */
  readonly side: number;
  readonly cell: number;
  /** Size of names and numbers. */
  readonly small: number;
  /** Of each class; null where a cell has no room for a line of text. */
  readonly names: readonly string[] | null;
  /** The names under the columns run upwards, since some are wider than a column. */
  readonly upright: boolean;
  /** Baseline of the sentence below. */
  readonly foot: number;
}

/** At most this share of the chart's smaller side is for names: a longer one is cut. */
const NAMES_SHARE = 0.28;

/** Between a name and the cells. */
export const GAP = 4;

export function confusionLayout(
  { width, height, textSize }: { readonly width: number; readonly height: number; readonly textSize: number },
  classes: readonly string[],
): ConfusionLayout {
  const small = textSize * NOTE_SIZE;
  const line = small * 1.3;
  const names = classes.map((name) => cut(name, small, NAMES_SHARE * Math.min(width, height)));
  const widest = Math.max(0, ...names.map((name) => textWidth(name, small)));
  const place = (namesHeight: number) => {
    const left = Math.max(textSize * 3.2, widest + 2 * GAP);
    const margin = { top: textSize * 2.5, right: textSize * 0.5, bottom: namesHeight + line, left };
    const room = plotArea(width, height, margin);
    const side = Math.min(room.right - room.left, room.bottom - room.top);
    const foot = room.top + side + namesHeight + small;
    return { left, top: room.top, side, cell: side / Math.max(1, classes.length), foot };
  };
  const level = place(line);
  const upright = widest + GAP > level.cell;
  const { cell, ...rest } = upright ? place(widest + 2 * GAP) : level;
  return { ...rest, cell, small, upright, names: cell >= small * 1.05 ? names : null };
}

/** With an ellipsis, as much of the name as is no wider. */
function cut(name: string, size: number, most: number): string {
  if (textWidth(name, size) <= most) return name;
  const letters = [...name];
  while (letters.length > 1 && textWidth(`${letters.join('')}…`, size) > most) letters.pop();
  return `${letters.join('')}…`;
}
