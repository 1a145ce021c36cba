import type { ReactNode } from 'react';
import { Maths } from '../../controls/Maths.tsx';
import type { Pictured } from './pictured.ts';

interface PictureFrameProps {
  readonly name: string;
  readonly pictured: Pictured;
  readonly line: string;
  /** Sentences that stand whatever is being seen. */
  readonly remarks?: readonly string[];
  readonly controls?: ReactNode;
  readonly children: ReactNode;
}

/** A picture that needs room: beside the main chart, under the loss. */
export function PictureFrame({ name, pictured, line, remarks = [], controls, children }: PictureFrameProps) {
  // For those who measure how soon a picture comes (bench/latency.mjs).
  const answered = pictured.arms.some(({ evaluated }) => evaluated !== null);
  return (
    <section className="fit picture" aria-label={name} data-answered={answered}>
      <p className="look-for">
        <Maths text={line} />
      </p>
      {remarks.length > 0 && <p className="remark">{remarks.join(' ')}</p>}
      {controls}
      {children}
    </section>
  );
}
