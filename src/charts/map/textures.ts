/** Strokes in the cells, so that outcomes are told apart without colour: overflow / , diverged ×, vanished ·, the mean –; what has learned has none. */
import type { Plot } from '../shared/chart.ts';
import type { CellChart, CellOutcome } from './types.ts';

/** Strokes stand at least so many text sizes apart: in small cells only every other one has any. */
const APART = 0.75;

/** Of a texture's stroke, in text sizes. */
export const STROKE = 0.1;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Radius of a dot, in text sizes: its stroke fills it. */
const DOT = 0.075;

/** Strokes of an outcome within a box, as svg path data; text of that size stands beside it. */
export function strokes(outcome: CellOutcome, { x, y, width, height }: Box, textSize: number): string {
  const [right, bottom, middleY] = [x + width, y + height, y + height / 2].map(rounded);
  const [left, top] = [rounded(x), rounded(y)];
  const rising = `M${left},${bottom}L${right},${top}`;
  switch (outcome) {
    case 'overflow':
      return rising;
    case 'diverged':
      return `${rising}M${left},${top}L${right},${bottom}`;
    case 'vanished': {
      const r = rounded(DOT * textSize);
      return `M${rounded(x + width / 2 - r)},${middleY}a${r},${r},0,1,0,${2 * r},0a${r},${r},0,1,0,${-2 * r},0`;
    }
    case 'mean':
      return `M${rounded(x + width / 4)},${middleY}h${rounded(width / 2)}`;
    default:
      return '';
  }
}

const rounded = (value: number): number => Number(value.toFixed(1));

/** Strokes of all cells. Slanted ones go on from cell to cell. */
export function texturePath(
  drawn: readonly (CellChart | null)[],
  columns: number,
  rows: number,
  plot: Plot,
  textSize: number,
): string {
  const [width, height] = [(plot.right - plot.left) / columns, (plot.bottom - plot.top) / rows];
  const every = Math.max(1, Math.ceil((APART * textSize) / Math.min(width, height)));
  const paths: string[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const cell = drawn[row * columns + column];
      if (!cell) continue;
      const box = { x: plot.left + column * width, y: plot.bottom - (row + 1) * height, width, height };
      const [along, across] = [(column - row) % every === 0, (column + row) % every === 0];
      const one = column % every === 0 && row % every === 0;
      switch (cell.outcome) {
        case 'overflow':
          if (along) paths.push(strokes('overflow', box, textSize));
          break;
        case 'diverged':
          if (along && across) paths.push(strokes('diverged', box, textSize));
          break;
        default:
          if (one) paths.push(strokes(cell.outcome, box, textSize));
      }
    }
  }
  return paths.join('');
}
