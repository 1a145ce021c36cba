import { FAMILIES } from '../../activations/catalogue.ts';

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

/**
 * How an arm looks everywhere: the colour of its activation's family, a shade of it and a marker, packed into one number
 * (`packed`), so that it can be a key as well. `armSlots` in app/armSlots.ts gives them out.
 */
export type ArmSlot = number;

export interface Look {
  /** Place in FAMILIES. */
  readonly family: number;
  /** 0: the family's colour itself; from there towards the ink, up to SHADES - 1. */
  readonly shade: number;
  /** Place in SHAPES (Marker.tsx), up to MARKERS - 1. */
  readonly marker: number;
}

export const SHADES = 4;
export const MARKERS = 8;

export const packed = ({ family, shade, marker }: Look): ArmSlot => (family * SHADES + shade) * MARKERS + marker;

export const lookOf = (slot: ArmSlot): Look => ({
  family: Math.floor(slot / (SHADES * MARKERS)),
  shade: Math.floor(slot / MARKERS) % SHADES,
  marker: slot % MARKERS,
});

export interface ChartArm {
  readonly slot: ArmSlot;
  /** What people read, e.g. `RePU(2)`. */
  readonly label: string;
}

/** How much of the family's colour is left in each shade, in percent; the rest is ink, so that contrast only grows. */
export const SHADE_PERCENT = [100, 58, 28, 10] as const;

/** A custom property of the page's theme, in light and dark; `suffix` names the tone for text. */
function shaded(slot: ArmSlot, suffix: string): string {
  const { family, shade } = lookOf(slot);
  const colour = `var(--arm-${FAMILIES[family]?.name}${suffix})`;
  return shade === 0 ? colour : `color-mix(in srgb, ${colour} ${SHADE_PERCENT[shade]}%, ${INK})`;
}

/** The arm's colour for marks. */
export const armColour = (slot: ArmSlot): string => shaded(slot, '');

/** For names in the arm's colour: the theme has a tone of 4.5:1 or more for text. */
export const armTextColour = (slot: ArmSlot): string => shaded(slot, '-text');

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

/** Length of an axis's tick that has a number. */
export const majorTick = (textSize: number): number => Math.round(textSize * 0.35);

/** From an axis to its numbers. */
export const numberGap = (textSize: number): number => majorTick(textSize) + textSize * 0.3;

/** Style of an invisible slider that lies over the plot, by which pointer, touch and keys read it. */
export const readerStyle = (plot: Plot, cursor: string) =>
  ({
    position: 'absolute',
    left: plot.left,
    top: plot.top,
    width: plot.right - plot.left,
    height: plot.bottom - plot.top,
    margin: 0,
    opacity: 0,
    cursor,
    touchAction: 'pan-y',
  }) as const;

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

/** Where names would take more than this share of a chart they are set smaller, down to this share of its text, and never below so many pixels. */
const [NAMES_SHARE, SMALLEST_NAMES, LEAST_TEXT] = [0.36, 0.74, 11];

/**
 * Text size of the names in that margin.
 * @param widest width of the longest name at the chart's own text size.
 */
export function nameTextSize(widest: number, width: number, textSize: number): number {
  const fitting = (NAMES_SHARE * width) / Math.max(1e-9, widest);
  return Math.min(textSize, Math.max(LEAST_TEXT, textSize * Math.max(SMALLEST_NAMES, Math.min(1, fitting))));
}

/** A closed interval [low, high] with low < high. */
export type Domain = readonly [number, number];

/** A point in CSS pixels or in data units, as said where it is used. */
export type Point = readonly [number, number];
