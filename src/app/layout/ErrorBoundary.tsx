import { Component, type ReactNode } from 'react';
import { errorMessage } from '../../lib/errorMessage.ts';

interface Props {
  /** Stands in place of what is inside. */
  readonly instead: (fault: string) => ReactNode;
  /** The fault is forgotten when this changes. */
  readonly resetKey?: unknown;
  readonly children: ReactNode;
}

interface State {
  readonly fault: string | null;
  readonly resetKey: unknown;
}

/** A fault in a part of the page leaves all round it standing. */
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
    return fault === null ? this.props.children : this.props.instead(fault);
  }
}

/** In place of one panel. */
export const notDrawn = (name: string) => (fault: string) => (
  <p
    role="alert"
    className="problem-block"
  >{`${name} could not be drawn (${fault}). Change a control to try again.`}</p>
);
