import type { ReactNode } from 'react';
import { Term } from '../controls/Term.tsx';
import { AT_THE_START, BAND, type Entry, NOW, THEORY, VARIANCE } from '../help/terms.ts';

const STROKE = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.4 };

/** Each with the width of its mark, which is 10 high. */
const MARKS: readonly (readonly [Entry, width: number, ReactNode])[] = [
  [THEORY, 16, <path key="line" d="M1,8L15,2" style={STROKE} />],
  [NOW, 9, <circle key="filled" cx="4.5" cy="5" r="4" style={{ fill: 'currentColor' }} />],
  [AT_THE_START, 9, <circle key="hollow" cx="4.5" cy="5" r="3.5" style={STROKE} />],
  [BAND, 16, <rect key="band" x="1" y="1" width="14" height="8" style={{ fill: 'currentColor', opacity: 0.25 }} />],
];

/** What is drawn in the main chart, in one line under it. */
export function HeroKey() {
  return (
    <p className="hero-key">
      <Term help={VARIANCE.definition}>variance K</Term>
      {MARKS.map(([{ term, definition }, width, mark]) => (
        <span key={term}>
          <svg viewBox={`0 0 ${width} 10`} aria-hidden="true">
            {mark}
          </svg>
          <Term help={definition}>{term}</Term>
        </span>
      ))}
    </p>
  );
}
