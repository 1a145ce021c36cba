import { type ReactNode, useId } from 'react';
import { Tip } from './Tip.tsx';

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
      <Tip id={id} text={help} />
    </span>
  );
}
