import { Component, type ReactNode } from 'react';
import { errorMessage } from '../../lib/errorMessage.ts';

interface Props {
  /** What is inside, e.g. `The loss chart`. */
  readonly name: string;
  /** The fault is forgotten when this changes. */
  readonly resetKey: unknown;
  readonly children: ReactNode;
}

interface State {
  readonly fault: string | null;
  readonly resetKey: unknown;
}

/** A fault in one panel leaves the others standing. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { fault: null, resetKey: this.props.resetKey };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { fault: errorMessage(error) };
  }

  static getDerivedStateFromProps({ resetKey }: Props, state: State): State | null {
    return resetKey === state.resetKey ? null : { fault: null, resetKey };
  }

  override render() {
    const { fault } = this.state;
    if (fault === null) return this.props.children;
    return (
      <p
        role="alert"
        className="problem-block"
      >{`${this.props.name} could not be drawn (${fault}). Change a control to try again.`}</p>
    );
  }
}
