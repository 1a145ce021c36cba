import { useMemo } from 'react';
import { type ChartProps, DEFAULT_TEXT_SIZE, type Domain, INK_SOFT } from '../shared/chart.ts';
import { Figure } from '../shared/Figure.tsx';
import { textWidth } from '../shared/format.ts';
import { NOTE_SIZE } from '../shared/labels.ts';
import { MathText } from '../shared/MathText.tsx';
import { type PaletteName, shade } from '../shared/palette.ts';
import { Raster } from '../shared/Raster.tsx';
import { decadeTicks, linearTicks } from '../shared/ticks.ts';

interface FieldScaleProps extends ChartProps {
  readonly domain: Domain;
  readonly palette: PaletteName;
  /** The domain is in log10. */
  readonly log: boolean;
  /** What is coloured. */
  readonly name: string;
}

const SHADES = 256;

/** The bar of colours that all maps of a row share. */
export function FieldScale({
  width,
  height,
  textSize = DEFAULT_TEXT_SIZE,
  title,
  description,
  ...scale
}: FieldScaleProps) {
  const { domain, palette, log, name } = scale;
  const pixels = useMemo(() => barPixels(palette), [palette]);
  const small = textSize * NOTE_SIZE;
  const left = textSize * 2.1;
  const start = left + textWidth(name, small) + textSize * 0.8;
  const bar = { left: start, right: Math.max(start + 1, width - textSize * 1.4), top: 1, bottom: textSize * 0.75 };
  const x = (value: number) => bar.left + ((value - domain[0]) / (domain[1] - domain[0])) * (bar.right - bar.left);
  const length = bar.right - bar.left;
  const ticks = (log ? decadeTicks : linearTicks)(domain, length, textSize * 3.4);
  return (
    <Figure width={width} height={height} textSize={textSize} title={title} description={description}>
      <Raster plot={bar} columns={SHADES} rows={1} pixels={pixels} smooth />
      <g style={{ fontSize: small, fill: INK_SOFT }}>
        <text x={left} y={bar.bottom - 1}>
          {name}
        </text>
        <path
          d={ticks.map(({ value, label }) => `M${x(value)},${bar.bottom}v${label === null ? 2 : 4}`).join('')}
          style={{ stroke: INK_SOFT, strokeWidth: 1 }}
        />
        {ticks.map(
          ({ value, label }) =>
            label !== null && (
              <MathText key={value} text={label} x={x(value)} y={bar.bottom + 4 + small} textAnchor="middle" />
            ),
        )}
      </g>
    </Figure>
  );
}

function barPixels(palette: PaletteName): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(SHADES * 4);
  for (let i = 0; i < SHADES; i++) pixels.set([...(shade(i, [0, SHADES - 1], palette) ?? []), 255], i * 4);
  return pixels;
}
