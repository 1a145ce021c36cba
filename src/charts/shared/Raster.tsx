import { useMemo } from 'react';
import type { Plot } from './chart.ts';
import { pngDataUrl } from './png.ts';

interface RasterProps {
  readonly plot: Plot;
  readonly columns: number;
  readonly rows: number;
  /** RGBA, row by row from the top. */
  readonly pixels: Uint8ClampedArray;
  /** Shades between the cells, for samples of a smooth function; crisp cells if left out. */
  readonly smooth?: boolean;
}

/** An image of cells in a plot, within the svg, so that a saved chart has it too. */
export function Raster({ plot, columns, rows, pixels, smooth = false }: RasterProps) {
  const href = useMemo(() => pngDataUrl(columns, rows, pixels), [columns, rows, pixels]);
  return (
    <image
      href={href}
      x={plot.left}
      y={plot.top}
      width={plot.right - plot.left}
      height={plot.bottom - plot.top}
      preserveAspectRatio="none"
      style={{ imageRendering: smooth ? 'auto' : 'pixelated' }}
    />
  );
}
