import { armColour, INK, INK_SOFT, RULE } from '../shared/chart.ts';
import { thumbnailGeometry } from './thumbnail.ts';
import type { ActivationThumbnailProps } from './types.ts';

/** A small picture of an activation function; its derivative, if given, is the thin dashed line. */
export function ActivationThumbnail(props: ActivationThumbnailProps) {
  const { value, derivative, width = 64, height = 48, slot, title } = props;
  const geometry = thumbnailGeometry(value, derivative, width, height);
  return (
    <svg
      role="img"
      aria-hidden={title === null}
      aria-label={title ?? undefined}
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      style={{ display: 'block', fill: 'none', strokeLinecap: 'round', strokeLinejoin: 'round' }}
    >
      <path d={geometry.axes} style={{ stroke: RULE, strokeWidth: 1 }} />
      {geometry.derivative !== null && (
        <path d={geometry.derivative} style={{ stroke: INK_SOFT, strokeWidth: 1, strokeDasharray: '2 2.5' }} />
      )}
      <path
        d={geometry.value}
        style={{ stroke: slot === undefined ? INK : armColour(slot), strokeWidth: Math.max(1.75, width / 34) }}
      />
    </svg>
  );
}
