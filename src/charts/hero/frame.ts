import { DEFAULT_TEXT_SIZE, type Domain, nameRoom, type Plot, plotArea } from '../shared/chart.ts';
import { textWidth } from '../shared/format.ts';
import type { Rect } from '../shared/labels.ts';
import { decadeTicks, layerTicks, type Tick } from '../shared/ticks.ts';
import { FLOAT32_BOTTOM, FLOAT32_TOP, varianceDomain } from './domain.ts';
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
  readonly domain: Domain;
  /** Pixel of a layer (1-based, fractions allowed) and of a log10 variance. */
  readonly x: (layer: number) => number;
  readonly y: (log10: number) => number;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly zones: readonly Zone[];
  /** Radius of a measured dot. */
  readonly dotRadius: number;
}

type FrameProps = Pick<HeroChartProps, 'width' | 'height' | 'textSize' | 'depth' | 'arms' | 'domain'>;

export function heroFrame({ width, height, textSize = DEFAULT_TEXT_SIZE, depth, arms, domain }: FrameProps): Frame {
  const widestLabel = Math.max(0, ...arms.map((arm) => textWidth(arm.label, textSize, true)));
  const left = textSize * 3.4;
  const plot = plotArea(width, height, {
    top: textSize * 2.1,
    right: nameRoom(widestLabel + textSize * 1.6, left, width, textSize),
    bottom: textSize * 2.9,
    left,
  });
  const chosen = validDomain(domain) ? domain : varianceDomain(arms);
  const [low, high] = chosen;
  const inset = Math.min(textSize, (plot.right - plot.left) * 0.04);
  const span = Math.max(1, depth - 1);
  const x = (layer: number) =>
    depth === 1
      ? (plot.left + plot.right) / 2
      : plot.left + inset + ((layer - 1) / span) * (plot.right - plot.left - 2 * inset);
  const y = (log10: number) => plot.bottom - ((log10 - low) / (high - low)) * (plot.bottom - plot.top);
  const spacing = x(2) - x(1);
  const zones = floatZones(chosen, plot, y);
  const ticks = decadeTicks(chosen, plot.bottom - plot.top, textSize * 2.6);
  return {
    plot,
    textSize,
    depth,
    domain: chosen,
    x,
    y,
    xTicks: layerTicks(depth, x(depth) - x(1), textSize * 2.2),
    // Inside a zone no number means anything: its name stands there instead.
    yTicks: ticks.filter(({ value }) => value < FLOAT32_TOP && value > FLOAT32_BOTTOM),
    zones,
    dotRadius: Math.max(2, Math.min(textSize * 0.38, spacing * 0.3)),
  };
}

const validDomain = (domain: Domain | undefined): domain is Domain =>
  domain !== undefined && Number.isFinite(domain[0]) && Number.isFinite(domain[1]) && domain[0] < domain[1];

function floatZones([low, high]: Domain, plot: Plot, y: (log10: number) => number): Zone[] {
  const zone = (side: Zone['side'], from: number, to: number, names: readonly string[]): Zone => ({
    side,
    rect: { x: plot.left, y: from, width: plot.right - plot.left, height: to - from },
    names,
  });
  const zones: Zone[] = [];
  if (high > FLOAT32_TOP) {
    zones.push(
      zone('top', plot.top, y(Math.max(low, FLOAT32_TOP)), ['beyond float32: |z| > 3.4·10³⁸', 'beyond float32']),
    );
  }
  if (low < FLOAT32_BOTTOM) {
    zones.push(
      zone('bottom', y(Math.min(high, FLOAT32_BOTTOM)), plot.bottom, [
        'below float32: |z| < 1.4·10⁻⁴⁵',
        'below float32',
      ]),
    );
  }
  return zones;
}
