import { direction } from '../shared/arrowhead.ts';
import type { Domain, Plot, Point } from '../shared/chart.ts';
import { clipLine, linePath } from '../shared/polyline.ts';
import { staircase } from './staircase.ts';
import type { FixedPoint, KernelArm } from './types.ts';

/** The window in CSS pixels. */
export interface MapFrame {
  readonly plot: Plot;
  readonly textSize: number;
  /** Text size of names and of what stands at fixed points. */
  readonly nameSize: number;
  /** Range of log10 K on both axes. */
  readonly window: Domain;
  readonly x: (log10: number) => number;
  readonly y: (log10: number) => number;
}

/** A fixed point on the diagonal. */
export interface FixedMark {
  readonly point: FixedPoint;
  readonly at: Point;
}

/** A flow as a staircase between map and diagonal. */
export interface DrawnFlow {
  readonly stairs: string;
  /** The same as points, for labels to keep clear of. */
  readonly points: readonly Point[];
  /** Where it leaves the window. */
  readonly arrow: { readonly at: Point; readonly angle: number } | null;
  /** K_1 on the axis; null beyond the window. */
  readonly start: Point | null;
}

/** What is drawn of one arm, in CSS pixels. */
export interface MapCurve {
  readonly arm: KernelArm;
  readonly path: string;
  /** The same as points, for labels to keep clear of. */
  readonly pieces: readonly (readonly Point[])[];
  /** Where the map leaves the window; null if it is never inside. */
  readonly end: { readonly at: Point; readonly side: 'top' | 'right' } | null;
  /** The flow of the input of mean size. */
  readonly mean: DrawnFlow;
  /** That of the largest; null where all inputs are of one size. */
  readonly largest: DrawnFlow | null;
  /** (K_l, K_{l+1}) on the map, as far as they lie in the window. */
  readonly iterates: readonly Point[];
  readonly fixed: readonly FixedMark[];
  /** The map lies on the diagonal: every K is a fixed point. */
  readonly invariant: boolean;
}

/** A map this close to the diagonal, in decades, lies on it. */
const ON_DIAGONAL = 1e-6;

export function mapCurve(arm: KernelArm, frame: MapFrame): MapCurve {
  const { window, plot, textSize, x, y } = frame;
  const [low, high] = window;
  const onScreen = ([k, next]: Point): Point => [x(k), y(next)];
  const inside = (k: number | undefined): k is number => k !== undefined && k >= low && k <= high;

  const samples = arm.map.filter(([k]) => inside(k));
  const pieces = clipLine(samples, window).pieces.map((piece) => piece.map(onScreen));
  const tail = pieces.at(-1)?.at(-1);
  return {
    arm,
    path: pieces.map(linePath).join(''),
    pieces,
    end: tail ? { at: tail, side: tail[0] < plot.right - textSize / 2 ? 'top' : 'right' } : null,
    mean: drawnFlow(arm.iteratesLog10, frame),
    largest: arm.largestLog10 ? drawnFlow(arm.largestLog10, frame) : null,
    iterates: arm.iteratesLog10.flatMap((k, l): Point[] => {
      const next = arm.iteratesLog10[l + 1];
      return inside(k) && inside(next) ? [onScreen([k, next])] : [];
    }),
    fixed: arm.fixedPoints.flatMap((point): FixedMark[] => {
      const { log10K } = point;
      return inside(log10K) ? [{ point, at: onScreen([log10K, log10K]) }] : [];
    }),
    invariant: samples.length > 1 && samples.every(([k, next]) => Math.abs(next - k) < ON_DIAGONAL),
  };
}

function drawnFlow(iterates: readonly number[], { window, plot, x, y }: MapFrame): DrawnFlow {
  const onScreen = ([k, next]: Point): Point => [x(k), y(next)];
  const { points, exit } = staircase(iterates, window);
  const drawn = points.map(onScreen);
  const [first = Number.NaN] = iterates;
  return {
    stairs: linePath(drawn),
    points: drawn,
    arrow: exit && { at: onScreen(exit.at), angle: direction(onScreen(exit.from), onScreen(exit.at)) },
    start: first >= window[0] && first <= window[1] ? [x(first), plot.bottom] : null,
  };
}
