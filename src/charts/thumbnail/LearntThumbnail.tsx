import { classColour, cssColour } from '../plane/classes.ts';
import { INK, INK_SOFT } from '../shared/chart.ts';
import { type Learnt, learntMarks } from './learnt.ts';

interface LearntThumbnailProps {
  readonly learnt: Learnt;
  readonly width: number;
  readonly height: number;
}

/** Decorative: what it shows is said beside it. */
export function LearntThumbnail({ learnt, width, height }: LearntThumbnailProps) {
  const { lines, dots } = learntMarks(learnt, width, height);
  const digit = learnt.kind === 'digit';
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      className="learnt-thumbnail"
      style={{ fill: 'none', strokeLinecap: 'round', strokeLinejoin: 'round' }}
    >
      {lines.map((line, index) => {
        // The last one is what is learnt; of a digit or a file every stroke.
        const learns = digit || index === lines.length - 1;
        const style = { stroke: learns ? INK : INK_SOFT, strokeWidth: digit ? 6 : learns ? 2 : 1 };
        return <path key={line} d={line} style={style} />;
      })}
      {dots.map((some, index) => (
        <path key={some} d={some} style={{ stroke: cssColour(classColour(index)), strokeWidth: 3 }} />
      ))}
    </svg>
  );
}
