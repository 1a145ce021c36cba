import { arrowheadPath } from '../shared/arrowhead.ts';
import { armColour } from '../shared/chart.ts';
import { Cross, Marker } from '../shared/Marker.tsx';
import type { BandLimit } from './band.ts';
import type { Curve } from './curve.ts';
import type { Frame } from './frame.ts';

const WHY: Readonly<Record<BandLimit, string>> = {
  'as wide as the mean': 'the predicted fluctuation is as large as the mean',
  'leading order fails': 'the next order in 1/width is no longer small',
};

/** One arm's band, prediction, initialisation and measured dots, from back to front. */
export function CurveMarks({ curve, frame }: { readonly curve: Curve; readonly frame: Frame }) {
  const { slot } = curve.arm;
  const colour = armColour(slot);
  const { textSize, dotRadius } = frame;
  const thin = Math.max(1.25, textSize / 9);
  return (
    <g>
      {curve.band && <path d={curve.band} style={{ fill: colour, opacity: 0.16 }} />}
      {curve.bandStop && (
        <path
          d={`M${curve.bandStop.top.join()}V${curve.bandStop.bottom[1]}`}
          style={{ stroke: colour, strokeWidth: thin, opacity: 0.6 }}
        >
          <title>{`No band beyond layer ${curve.bandStop.layer}: ${WHY[curve.bandStop.limit]}`}</title>
        </path>
      )}
      {curve.line && (
        <path d={curve.line} style={{ fill: 'none', stroke: colour, strokeWidth: thin, strokeLinejoin: 'round' }} />
      )}
      {curve.arrows.map((arrow) => (
        <path key={arrow.layer} d={arrowheadPath(arrow.at, arrow.angle, textSize)} style={{ fill: colour }} />
      ))}
      {curve.whiskers.map(({ layer, top, bottom }) => (
        <path key={layer} d={`M${top.join()}V${bottom[1]}`} style={{ stroke: colour, strokeWidth: thin }} />
      ))}
      {curve.ghosts.map(({ layer, at }) => (
        <Marker key={layer} slot={slot} at={at} radius={dotRadius} hollow />
      ))}
      {curve.dots.map(({ layer, at }) => (
        <Marker key={layer} slot={slot} at={at} radius={dotRadius} />
      ))}
      {curve.end && <Cross slot={slot} at={curve.end.at} size={textSize * 0.42} />}
    </g>
  );
}
