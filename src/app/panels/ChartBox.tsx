import type { ReactNode } from 'react';
import { Maths } from '../controls/Maths.tsx';
import { ErrorBoundary, notDrawn } from '../layout/ErrorBoundary.tsx';
import { type Size, useSize } from '../layout/useSize.ts';

interface ChartBoxProps {
  readonly name: string;
  readonly className: string;
  /** The line of what to look for. */
  readonly line: string;
  /** Controls over the chart's upper right corner. */
  readonly corner?: ReactNode;
  /** What is drawn belongs to an older run. */
  readonly stale: boolean;
  /** Changes when the chart may be tried anew after a fault. */
  readonly resetKey: unknown;
  /** Stands under the chart. */
  readonly foot?: ReactNode;
  readonly children: (size: Size) => ReactNode;
}

/** A chart in the space that the layout gives it, under its line of what to look for. */
export function ChartBox({ className, line, corner, foot, ...space }: ChartBoxProps) {
  return (
    <div className={`chart ${className}`}>
      <p className="look-for">
        <Maths text={line} />
      </p>
      {corner && <div className="chart-corner">{corner}</div>}
      <ChartSpace {...space} />
      {foot}
    </div>
  );
}

/** The space alone. */
export function ChartSpace({
  name,
  stale,
  resetKey,
  children,
}: Omit<ChartBoxProps, 'className' | 'line' | 'corner' | 'foot'>) {
  const [target, size] = useSize<HTMLDivElement>();
  return (
    <div className="chart-space" ref={target} data-stale={stale}>
      <ErrorBoundary instead={notDrawn(`The chart “${name}”`)} resetKey={resetKey}>
        {size && children(size)}
      </ErrorBoundary>
    </div>
  );
}
