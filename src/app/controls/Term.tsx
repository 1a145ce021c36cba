import { type ReactNode, useId } from 'react';
import { Maths } from './Maths.tsx';

interface TermProps {
  readonly children: ReactNode;
  /** The definition, shown on hover and on focus. */
  readonly help: string;
}

/** A word or number whose definition is one hover or one focus away. */
export function Term({ children, help }: TermProps) {
  const id = useId();
  return (
    <span className="tipped">
      <button type="button" className="term" aria-describedby={id}>
        {children}
      </button>
      <span role="tooltip" id={id} className="tip">
        <Maths text={help} />
      </span>
    </span>
  );
}
