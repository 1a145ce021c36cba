import { Maths } from './Maths.tsx';

interface TipProps {
  /** What it defines is described by it. */
  readonly id: string;
  readonly text: string;
}

/** The definition of what it stands beside, in a parent of the class `tipped`: shown while that has the pointer or the focus. */
export function Tip({ id, text }: TipProps) {
  return (
    <span role="tooltip" id={id} className="tip">
      <Maths text={text} />
    </span>
  );
}
