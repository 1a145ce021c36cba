import type { Point } from '../shared/chart.ts';
import type { Rgb } from '../shared/palette.ts';

/**
 * Colours of classes, none of them an arm's: amber against indigo stays apart for every kind of colour blindness, on white
 * and on black; each class has a shape besides. Further classes take their turns again.
 */
export const CLASS_COLOURS: readonly Rgb[] = [
  [230, 159, 0],
  [86, 92, 214],
  [60, 175, 180],
  [196, 72, 116],
];

export const classColour = (index: number): Rgb => CLASS_COLOURS[index % CLASS_COLOURS.length] ?? [128, 128, 128];
export const cssColour = ([r, g, b]: Rgb): string => `rgb(${r} ${g} ${b})`;

/** What the marks of a class are called in words. */
export const CLASS_SHAPES = ['circles', 'diamonds', 'squares', 'triangles'] as const;

const round = (value: number): string => String(Math.round(value * 10) / 10);

/** svg path data of one mark per class, in the order of CLASS_SHAPES, all of about the same area. */
const MARKS: readonly ((x: number, y: number, r: number) => string)[] = [
  (x, y, r) => `M${round(x - r)},${round(y)}a${r},${r} 0 1 0 ${2 * r},0a${r},${r} 0 1 0 ${-2 * r},0Z`,
  (x, y, r) => polygon([x, y - 1.3 * r], [x + 1.3 * r, y], [x, y + 1.3 * r], [x - 1.3 * r, y]),
  (x, y, r) =>
    polygon(
      [x - 0.9 * r, y - 0.9 * r],
      [x + 0.9 * r, y - 0.9 * r],
      [x + 0.9 * r, y + 0.9 * r],
      [x - 0.9 * r, y + 0.9 * r],
    ),
  (x, y, r) => polygon([x, y - 1.4 * r], [x + 1.3 * r, y + 0.9 * r], [x - 1.3 * r, y + 0.9 * r]),
];

const polygon = (...points: readonly Point[]): string =>
  `M${points.map(([x, y]) => `${round(x)},${round(y)}`).join('L')}Z`;

/** All marks of a class as one path. */
export const classMarks = (index: number, points: readonly Point[], radius: number): string => {
  const mark = MARKS[index % MARKS.length];
  return mark ? points.map(([x, y]) => mark(x, y, radius)).join('') : '';
};
