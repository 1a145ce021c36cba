import { useState } from 'react';
import { Axes } from '../shared/Axes.tsx';
import { DEFAULT_TEXT_SIZE, INK_SOFT, RULE, ZONE } from '../shared/chart.ts';
import { Figure } from '../shared/Figure.tsx';
import { MathText } from '../shared/MathText.tsx';
import { NameLabel } from '../shared/NameLabel.tsx';
import { CurveMarks } from './CurveMarks.tsx';
import { heroCurve } from './curve.ts';
import { heroFrame } from './frame.ts';
import { LayerReader } from './LayerReader.tsx';
import { heroLabels } from './labels.ts';
import { Readout } from './Readout.tsx';
import { readoutRows, readoutText } from './readout.ts';
import type { HeroChartProps } from './types.ts';

/** Layerwise preactivation variance of every arm: dots are measured, thin lines predicted, pale dots the initialisation. */
export function HeroChart(props: HeroChartProps) {
  const { width, height, textSize = DEFAULT_TEXT_SIZE, depth, arms, title, description, onHoverLayer } = props;
  const reveal = props.reveal ?? depth;
  const [read, setRead] = useState<number | null>(null);
  const choose = (layer: number | null) => {
    if (layer === read) return;
    setRead(layer);
    onHoverLayer?.(layer);
  };

  const frame = heroFrame(props);
  const curves = arms.map((arm) => heroCurve(arm, frame, reveal));
  // Places of labels are those of the finished picture, so that none moves while it is being drawn.
  const labels = heroLabels(reveal < depth ? arms.map((arm) => heroCurve(arm, frame, depth)) : curves, frame, width);
  const layer = read === null ? null : Math.min(read, depth);
  const rows = readoutRows(arms, layer ?? 1);

  return (
    <Figure
      width={width}
      height={height}
      textSize={textSize}
      title={title}
      description={description}
      overlay={<LayerReader frame={frame} layer={layer} text={readoutText(rows, layer ?? 1)} onLayer={choose} />}
    >
      {frame.zones.map(({ side, rect }) => (
        <g key={side}>
          <rect {...rect} style={{ fill: ZONE }} />
          <path
            d={`M${rect.x},${side === 'top' ? rect.y + rect.height : rect.y}h${rect.width}`}
            style={{ stroke: RULE, strokeWidth: 1 }}
          />
        </g>
      ))}
      <Axes
        plot={frame.plot}
        textSize={textSize}
        xTicks={frame.xTicks}
        yTicks={frame.yTicks}
        x={frame.x}
        y={frame.y}
        xName={frame.xName}
        yName="variance of preactivations"
      />
      {curves.map((curve) => (
        <CurveMarks key={curve.arm.slot} curve={curve} frame={frame} />
      ))}
      {labels.zoneNames.map(({ name, rect }) => (
        <MathText key={name} text={name} x={rect.x} y={rect.y + textSize * 0.95} style={{ fill: INK_SOFT }} />
      ))}
      {labels.curves
        .filter((label) => label.layer <= reveal)
        .map(({ arm, ...label }) => (
          <NameLabel
            key={`${arm.slot} ${label.role}`}
            slot={arm.slot}
            name={label.name}
            notes={label.notes}
            rect={label.rect}
            anchor={label.anchor}
            textSize={textSize}
          />
        ))}
      {layer !== null && <Readout rows={rows} layer={layer} frame={frame} />}
    </Figure>
  );
}
