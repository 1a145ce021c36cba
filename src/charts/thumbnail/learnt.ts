/** What an experiment learns, small: a curve, two classes in the plane, a front that forms, a digit, or a file. */
import type { Point } from '../shared/chart.ts';
import { linePath } from '../shared/polyline.ts';

export type Learnt =
  /** Values at even distances, on one scale: what is learnt last, where it starts from before. */
  | { readonly kind: 'curves'; readonly curves: readonly (readonly number[])[] }
  /** Points of each class. */
  | { readonly kind: 'classes'; readonly classes: readonly (readonly Point[])[] }
  | { readonly kind: 'digit' }
  /** Of the visitor, whatever is in it. */
  | { readonly kind: 'file' };

export interface LearntMarks {
  readonly lines: readonly string[];
  /** Per class, dots of no length. */
  readonly dots: readonly string[];
}

const INSET = 4;

/** A four as it is written by hand, in a box of side 1. */
const DIGIT: readonly (readonly Point[])[] = [
  [
    [0.34, 0.06],
    [0.24, 0.34],
    [0.14, 0.56],
    [0.4, 0.58],
    [0.84, 0.52],
  ],
  [
    [0.7, 0.2],
    [0.64, 0.5],
    [0.6, 0.96],
  ],
];

/** A sheet with its corner folded. */
const FILE: readonly (readonly Point[])[] = [
  [
    [0.62, 0.04],
    [0.18, 0.04],
    [0.18, 0.96],
    [0.82, 0.96],
    [0.82, 0.24],
    [0.62, 0.04],
    [0.62, 0.24],
    [0.82, 0.24],
  ],
];

const DRAWN = { digit: DIGIT, file: FILE } as const;

/** svg paths in a box of that size; what is not a finite number is left out. */
export function learntMarks(learnt: Learnt, width: number, height: number): LearntMarks {
  switch (learnt.kind) {
    case 'curves': {
      const all = learnt.curves.flat().filter(Number.isFinite);
      const box = boxOf([0, 1], [Math.min(...all), Math.max(...all)], width, height);
      const lines = learnt.curves.map((values) =>
        linePath(
          values
            .map((value, i): Point => [i / Math.max(1, values.length - 1), value])
            .filter(finite)
            .map(box),
        ),
      );
      return { lines, dots: [] };
    }
    case 'classes': {
      const all = learnt.classes.flat().filter(finite);
      const reach = Math.max(1e-9, ...all.flat().map(Math.abs));
      const side = Math.min(width, height);
      const square = boxOf([-reach, reach], [-reach, reach], side, side);
      const dots = learnt.classes.map((points) =>
        points
          .filter(finite)
          .map(square)
          .map(([x, y]) => `M${(x + (width - side) / 2).toFixed(1)},${(y + (height - side) / 2).toFixed(1)}h0`)
          .join(''),
      );
      return { lines: [], dots };
    }
    case 'digit':
    case 'file': {
      const side = Math.min(width, height) - 2 * INSET;
      const place = ([x, y]: Point): Point => [(width - side) / 2 + x * side, (height - side) / 2 + y * side];
      return { lines: DRAWN[learnt.kind].map((stroke) => linePath(stroke.map(place))), dots: [] };
    }
  }
}

const finite = ([x, y]: Point): boolean => Number.isFinite(x) && Number.isFinite(y);

/** From these ranges into a box with a margin, upwards. */
function boxOf([x0, x1]: Point, [y0, y1]: Point, width: number, height: number): (point: Point) => Point {
  const across = Math.max(1e-9, x1 - x0);
  const up = Math.max(1e-9, y1 - y0);
  return ([x, y]) => [
    INSET + ((x - x0) / across) * (width - 2 * INSET),
    height - INSET - ((y - y0) / up) * (height - 2 * INSET),
  ];
}
