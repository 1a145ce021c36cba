import type { PointerEvent } from 'react';
import { readerStyle } from '../shared/chart.ts';
import type { Frame } from './frame.ts';
import { layerAt } from './readout.ts';

interface LayerReaderProps {
  readonly frame: Frame;
  readonly layer: number | null;
  /** The read-out in words, spoken as the value of the slider. */
  readonly text: string;
  readonly onLayer: (layer: number | null) => void;
}

/** An invisible slider over the plot: pointer, touch and arrow keys all choose the layer that is read. */
export function LayerReader({ frame, layer, text, onLayer }: LayerReaderProps) {
  const { plot, depth } = frame;
  const follow = (event: PointerEvent<HTMLInputElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const pixel = plot.left + ((event.clientX - left) / Math.max(1, width)) * (plot.right - plot.left);
    onLayer(layerAt(pixel, frame));
  };
  return (
    <input
      type="range"
      aria-label="Read the values at layer"
      aria-valuetext={text}
      min={1}
      max={depth}
      value={layer ?? 1}
      onChange={(event) => onLayer(event.currentTarget.valueAsNumber)}
      onPointerMove={follow}
      onPointerLeave={() => onLayer(null)}
      onFocus={(event) => {
        if (event.currentTarget.matches(':focus-visible')) onLayer(layer ?? 1);
      }}
      onBlur={() => onLayer(null)}
      style={readerStyle(plot, 'crosshair')}
    />
  );
}
