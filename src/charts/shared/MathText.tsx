import type { SVGProps } from 'react';
import { superscriptRuns } from './format.ts';

const RAISE = 0.36;
const SIZE = 0.72;

interface MathTextProps extends SVGProps<SVGTextElement> {
  readonly text: string;
}

/** An svg text in which Unicode superscripts are set as raised, smaller digits: few web fonts hold all ten of them. */
export function MathText({ text, ...attributes }: MathTextProps) {
  const runs = superscriptRuns(text);
  return (
    <text {...attributes}>
      {runs.map(({ raised, characters, start }, index) =>
        raised ? (
          <tspan key={start} dy={`${-RAISE / SIZE}em`} style={{ fontSize: `${SIZE}em` }}>
            {characters}
          </tspan>
        ) : (
          <tspan key={start} {...(index > 0 ? { dy: `${RAISE}em` } : {})}>
            {characters}
          </tspan>
        ),
      )}
    </text>
  );
}
