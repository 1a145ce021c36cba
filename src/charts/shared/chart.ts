/** What every chart takes: its size in CSS pixels and its words. */
export interface ChartProps {
  /** CSS pixels; also the viewBox, so that the svg stands alone when exported. */
  readonly width: number;
  readonly height: number;
  /** Font size of all text in CSS pixels; 13 if left out, 24 in the talk view. */
  readonly textSize?: number;
  /** Short name of the chart, read first by a screen reader. */
  readonly title: string;
  /** What the chart shows now; the `describe…` function beside each chart writes it. */
  readonly description: string;
}

export const DEFAULT_TEXT_SIZE = 13;

/** Place of an arm in display order: it fixes the arm's colour and marker everywhere. */
export type ArmSlot = 0 | 1 | 2 | 3;

export interface ChartArm {
  readonly slot: ArmSlot;
  /** What people read, e.g. `RePU(2)`. */
  readonly label: string;
}

/** The arm's colour: a custom property that the page defines for light and dark. */
export const armColour = (slot: ArmSlot): string => `var(--arm-${slot + 1})`;

/** For names in the arm's colour: the page may define a darker or lighter tone for text, of 4.5:1 or more. */
export const armTextColour = (slot: ArmSlot): string => `var(--arm-${slot + 1}-text, var(--arm-${slot + 1}))`;

export const INK = 'var(--ink)';
export const INK_SOFT = 'var(--ink-soft)';
export const RULE = 'var(--rule)';
export const PAPER = 'var(--paper)';
export const ZONE = 'var(--zone)';

/** Margins around the plot in CSS pixels. */
export interface Margin {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** The plot's rectangle inside the svg. */
export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The rectangle that the margins leave; never less than one pixel in either direction. */
export function plotArea(width: number, height: number, margin: Margin): Plot {
  const right = Math.max(margin.left + 1, width - margin.right);
  const bottom = Math.max(margin.top + 1, height - margin.bottom);
  return { left: margin.left, right, top: margin.top, bottom };
}

/** A plot narrower than so many text sizes gives no more than a third of the chart to names. */
const LEAST_PLOT = 6;

/**
 * Width of the margin at the right in which curves are named: what the names need, as far as the plot can spare it.
 * @param needed for the longest name and its distance.
 * @param left margin at the left.
 */
export function nameRoom(needed: number, left: number, width: number, textSize: number): number {
  return Math.min(needed, Math.max(width * 0.32, width - left - LEAST_PLOT * textSize));
}

/** A closed interval [low, high] with low < high. */
export type Domain = readonly [number, number];

/** A point in CSS pixels or in data units, as said where it is used. */
export type Point = readonly [number, number];
