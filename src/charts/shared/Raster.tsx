import { useEffect, useRef } from 'react';
import type { Plot } from './chart.ts';

interface RasterProps {
  readonly plot: Plot;
  readonly columns: number;
  readonly rows: number;
  /** RGBA, row by row from the top. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

/** An image of cells in a plot: one canvas pixel a cell, scaled without smoothing, so that it is crisp on every screen. */
export function Raster({ plot, columns, rows, pixels }: RasterProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    canvas.current?.getContext('2d')?.putImageData(new ImageData(pixels, columns, rows), 0, 0);
  }, [pixels, columns, rows]);
  return (
    <canvas
      ref={canvas}
      width={columns}
      height={rows}
      style={{
        position: 'absolute',
        left: plot.left,
        top: plot.top,
        width: plot.right - plot.left,
        height: plot.bottom - plot.top,
        imageRendering: 'pixelated',
      }}
    />
  );
}
