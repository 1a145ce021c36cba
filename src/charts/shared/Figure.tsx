import type { ReactNode } from 'react';
import { useId } from 'react';

interface FigureProps {
  readonly width: number;
  readonly height: number;
  readonly textSize: number;
  readonly title: string;
  readonly description: string;
  readonly children: ReactNode;
  /** HTML over the svg: controls and live text, which an image may not contain. */
  readonly overlay?: ReactNode;
}

/** A chart as a stand-alone svg with its text alternative. */
export function Figure({ width, height, textSize, title, description, children, overlay }: FigureProps) {
  const id = useId();
  return (
    <figure translate="no" style={{ margin: 0, position: 'relative', width, height }}>
      <svg
        role="img"
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-description`}
        xmlns="http://www.w3.org/2000/svg"
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        style={{ display: 'block', position: 'relative', font: 'inherit', fontSize: textSize, overflow: 'hidden' }}
      >
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-description`}>{description}</desc>
        {children}
      </svg>
      {overlay}
    </figure>
  );
}
