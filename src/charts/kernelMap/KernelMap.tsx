import { Axes } from '../shared/Axes.tsx';
import { arrowheadPath } from '../shared/arrowhead.ts';
import { armColour, DEFAULT_TEXT_SIZE, INK_SOFT } from '../shared/chart.ts';
import { Figure } from '../shared/Figure.tsx';
import { Marker } from '../shared/Marker.tsx';
import { NameLabel } from '../shared/NameLabel.tsx';
import type { MapCurve } from './curve.ts';
import { FixedPointMark } from './FixedPointMark.tsx';
import { kernelMapGeometry } from './kernelMap.ts';
import type { KernelMapProps } from './types.ts';
import { ZeroList } from './ZeroList.tsx';

/** How K of one layer makes K of the next: each arm's map against the diagonal, and its flow as a staircase between them. */
export function KernelMap(props: KernelMapProps) {
  const { width, height, textSize = DEFAULT_TEXT_SIZE, title, description } = props;
  const { plot, x, y, xTicks, yTicks, diagonal, curves, zeros, labels, nameSize } = kernelMapGeometry(props);
  return (
    <Figure width={width} height={height} textSize={textSize} title={title} description={description}>
      <Axes
        plot={plot}
        textSize={textSize}
        xTicks={xTicks}
        yTicks={yTicks}
        x={x}
        y={y}
        xName="K of a layer"
        yName="K of the next layer"
      />
      <path d={diagonal} style={{ fill: 'none', stroke: INK_SOFT, strokeWidth: Math.max(1, textSize / 12) }} />
      {curves.map((curve) => (
        <Flow key={curve.arm.slot} curve={curve} textSize={textSize} />
      ))}
      {curves.flatMap(({ arm, fixed }) =>
        fixed.map(({ point, at }) => (
          <FixedPointMark
            key={`${arm.slot} ${point.log10K}`}
            slot={arm.slot}
            stability={point.stability}
            at={at}
            radius={textSize * 0.46}
          />
        )),
      )}
      {zeros && <ZeroList zeros={zeros} textSize={textSize} />}
      {labels.map(({ key, curve, name, notes, rect, anchor }) => (
        <NameLabel
          key={key}
          slot={curve.arm.slot}
          name={name}
          notes={notes}
          rect={rect}
          anchor={anchor}
          textSize={nameSize}
        />
      ))}
    </Figure>
  );
}

/** One arm's map and the staircases of its inputs, which start at K_1 on the axis: of the mean one, and dashed of the largest. */
function Flow({ curve, textSize }: { readonly curve: MapCurve; readonly textSize: number }) {
  const { arm, path, mean, largest, iterates } = curve;
  const colour = armColour(arm.slot);
  const thin = Math.max(1, textSize / 12);
  return (
    <g style={{ stroke: colour, fill: 'none', strokeLinejoin: 'round' }}>
      <path d={mean.stairs} style={{ strokeWidth: thin }} />
      {largest && (
        <path
          d={largest.stairs}
          style={{ strokeWidth: thin * 1.25, strokeDasharray: `${textSize * 0.3} ${textSize * 0.22}` }}
        />
      )}
      <path d={path} style={{ strokeWidth: textSize / 5 }} />
      {[mean.arrow, largest?.arrow].map(
        (arrow, index) =>
          arrow && (
            <path
              key={index === 0 ? 'mean' : 'largest'}
              d={arrowheadPath(arrow.at, arrow.angle, textSize)}
              style={{ fill: colour, stroke: 'none' }}
            />
          ),
      )}
      {iterates.map((at, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the index is the layer
        <circle key={index} cx={at[0]} cy={at[1]} r={textSize * 0.17} style={{ fill: colour, stroke: 'none' }} />
      ))}
      {largest?.start && <Marker slot={arm.slot} at={largest.start} radius={textSize * 0.26} />}
      {mean.start && <Marker slot={arm.slot} at={mean.start} radius={textSize * 0.36} />}
    </g>
  );
}
