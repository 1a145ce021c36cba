import { useId } from 'react';
import { DEFAULT_TEXT_SIZE } from '../shared/chart.ts';
import { Figure } from '../shared/Figure.tsx';
import { Raster } from '../shared/Raster.tsx';
import { ColourScale } from './ColourScale.tsx';
import { historyGeometry } from './history.ts';
import { colourScale, columnMeasurements, heatMap } from './raster.ts';
import { StripMarks } from './StripMarks.tsx';
import type { HistoryChartProps } from './types.ts';

/** Variance of every layer through training: a heat map per arm, steps to the right, layers upwards. */
export function HistoryChart(props: HistoryChartProps) {
  const { width, height, textSize = DEFAULT_TEXT_SIZE, title, description, depth } = props;
  const { strips, x, xTicks, end, domain, legend } = historyGeometry(props);
  const hatch = useId();
  const maps = strips.map((strip) => {
    const columns = Math.max(1, Math.round(strip.plot.right - strip.plot.left));
    return { ...strip, shown: columnMeasurements(strip.arm.steps, end, columns) };
  });
  return (
    <Figure width={width} height={height} textSize={textSize} title={title} description={description}>
      {maps.map(({ arm, plot, shown }) => (
        <Raster
          key={arm.slot}
          plot={plot}
          columns={shown.length}
          rows={depth}
          pixels={heatMap(arm, shown, depth, domain)}
        />
      ))}
      <Raster plot={legend.plot} columns={1} rows={256} pixels={colourScale(256)} />
      {maps.map((strip, index) => (
        <StripMarks
          key={strip.arm.slot}
          strip={strip}
          shown={strip.shown}
          depth={depth}
          hatch={hatch}
          textSize={textSize}
          x={x}
          xTicks={xTicks}
          topmost={index === 0}
          numbered={index === maps.length - 1}
        />
      ))}
      <ColourScale legend={legend} textSize={textSize} />
    </Figure>
  );
}
