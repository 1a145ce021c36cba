import './whileSeen.css';
import { type ComponentProps, useEffect, useMemo, useRef } from 'react';
import { createStore } from 'zustand';
import { LabProvider, useLabContext } from '../store/LabContext.tsx';
import { pace } from './pace.ts';

interface WhileSeenProps extends ComponentProps<'div'> {
  /** The first to answer: it follows everything at once. */
  readonly first?: boolean;
}

/**
 * The answer to a slider must not wait for charts that lie beside it or below the window. A panel within follows
 * measurements at once where it can be seen, but another experiment only after the frame in which the page has answered it,
 * one panel after another; what the visitor operates answers at once. Where it cannot be seen, it follows a few times a
 * second, and not while a pointer or a key is held. Wraps what renders one element at a time, in a wrapper without a box
 * unless the attributes name another class.
 */
export function WhileSeen({ first = false, children, ...attributes }: WhileSeenProps) {
  const { store, page = store, actions } = useLabContext();
  const target = useRef<HTMLDivElement>(null);
  const paced = useMemo(() => createStore(() => store.getState()), [store]);
  useEffect(() => (target.current ? pace(paced, store, target.current, first) : undefined), [store, paced, first]);
  const value = useMemo(() => ({ store: paced, actions, page }), [paced, actions, page]);
  return (
    <div className="while-seen" {...attributes} ref={target}>
      <LabProvider value={value}>{children}</LabProvider>
    </div>
  );
}
