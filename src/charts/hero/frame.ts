import { DEFAULT_TEXT_SIZE, type Domain, nameRoom, type Plot, plotArea } from '../shared/chart.ts';
import { textWidth } from '../shared/format.ts';
import type { Rect } from '../shared/labels.ts';
import { decadeTicks, layerTicks, type Tick } from '../shared/ticks.ts';
import { FLOAT32_BOTTOM, FLOAT32_TOP, varianceDomain } from './domain.ts';
import { fateDomain, fatePlace, fateTicks } from './scale.ts';
import type { HeroChartProps } from './types.ts';

export interface Zone {
  readonly side: 'top' | 'bottom';
  readonly rect: Rect;
  /** In words, the longer name first. */
  readonly names: readonly string[];
}

/** Everything of the hero chart that does not depend on a single arm. All lengths in CSS pixels. */
export interface Frame {
  readonly plot: Plot;
  readonly textSize: number;
  readonly depth: number;
  /** log10 variance at the ends of the vertical axis. */
  readonly domain: Domain;
  /** Pixel of a layer (1-based, fractions allowed) and of a log10 variance. */
  readonly x: (layer: number) => number;
  readonly y: (log10: number) => number;
  /**
   * Place of a log10 variance on the axis, and the pixel of a place. What is straight between layers on the screen is
   * straight in places, not in log10: lines are cut and interpolated in these.
   */
  readonly place: (log10: number) => number;
  readonly level: (place: number) => number;
  /** Places between which predictions are drawn: as far as the axis goes and float32 holds them. */
  readonly drawn: Domain;
  readonly xTicks: readonly Tick[];
  readonly xName: string;
  readonly yTicks: readonly Tick[];
  readonly zones: readonly Zone[];
  /** Radius of a measured dot. */
  readonly dotRadius: number;
}

type FrameProps = Pick<HeroChartProps, 'width' | 'height' | 'textSize' | 'depth' | 'arms' | 'scale' | 'domain'>;

/** Height of a zone in text sizes, and the largest share of the axis: room for its name and a cross. */
const ZONE = 1.8;
const MOST_ZONE = 0.16;
/** Charts of fewer text sizes in height name the layers beside the first one instead of below. */
const LOW = 11;

export function heroFrame(props: FrameProps): Frame {
  const { width, height, textSize = DEFAULT_TEXT_SIZE, depth, arms, scale = 'fate', domain } = props;
  const widestLabel = Math.max(0, ...arms.map((arm) => textWidth(arm.label, textSize, true)));
  const left = textSize * 3.4;
  const low = height < LOW * textSize;
  const plot = plotArea(width, height, {
    top: textSize * 2.1,
    right: nameRoom(widestLabel + textSize * 1.6, left, width, textSize),
    bottom: textSize * (low ? 1.7 : 2.9),
    left,
  });
  const length = plot.bottom - plot.top;
  const fate = scale === 'fate';
  const chosen = fate
    ? fateDomain(length, Math.min(ZONE * textSize, MOST_ZONE * length))
    : (domain ?? varianceDomain(arms));
  const place = fate ? fatePlace : (log10: number) => log10;
  const [bottom, top] = [place(chosen[0]), place(chosen[1])];
  const inset = Math.min(textSize, (plot.right - plot.left) * 0.04);
  const span = Math.max(1, depth - 1);
  const x = (layer: number) =>
    depth === 1
      ? (plot.left + plot.right) / 2
      : plot.left + inset + ((layer - 1) / span) * (plot.right - plot.left - 2 * inset);
  const level = (at: number) => plot.bottom - ((at - bottom) / (top - bottom)) * length;
  const y = (log10: number) => level(place(log10));
  const spacing = x(2) - x(1);
  const zones = floatZones(chosen, plot, y);
  const ticks = fate ? fateTicks(y, textSize * 1.4) : decadeTicks(chosen, length, textSize * 2.6);
  const layers = layerTicks(depth, x(depth) - x(1), textSize * (low ? 3 : 2.2));
  return {
    plot,
    textSize,
    depth,
    domain: chosen,
    x,
    y,
    place,
    level,
    drawn: [Math.max(bottom, place(FLOAT32_BOTTOM)), Math.min(top, place(FLOAT32_TOP))],
    xTicks: low ? layers.with(0, { value: 1, label: 'layer 1' }) : layers,
    xName: low ? '' : 'layer',
    // Inside a zone no number means anything: its name stands there instead.
    yTicks: ticks.filter(({ value }) => value < FLOAT32_TOP && value > FLOAT32_BOTTOM),
    zones,
    dotRadius: Math.max(2, Math.min(textSize * 0.38, spacing * 0.3)),
  };
}

function floatZones([low, high]: Domain, plot: Plot, y: (log10: number) => number): Zone[] {
  const zone = (side: Zone['side'], from: number, to: number, name: string, limit: string, short: string): Zone => ({
    side,
    rect: { x: plot.left, y: from, width: plot.right - plot.left, height: to - from },
    names: [`${name} float32: |z| ${limit}`, `${name} float32`, short],
  });
  return [
    ...(high > FLOAT32_TOP ? [zone('top', plot.top, y(FLOAT32_TOP), 'beyond', '> 3.4·10³⁸', 'overflow')] : []),
    ...(low < FLOAT32_BOTTOM
      ? [zone('bottom', y(FLOAT32_BOTTOM), plot.bottom, 'below', '< 1.4·10⁻⁴⁵', 'underflow')]
      : []),
  ];
}
