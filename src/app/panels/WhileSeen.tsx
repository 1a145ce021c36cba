import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { createStore } from 'zustand';
import { LabProvider, useLabContext } from '../store/LabContext.tsx';

/** How late a panel that nobody sees may be, milliseconds. */
const LATENESS = 250;

/**
 * Panels within follow the page at once where they can be seen; where they cannot, a few times a second, and not while a
 * pointer or a key is held: the answer to a slider must not wait for charts that lie below the window. Wraps what renders
 * one element.
 */
export function WhileSeen({ children }: { readonly children: ReactNode }) {
  const { store, actions } = useLabContext();
  const target = useRef<HTMLDivElement>(null);
  const paced = useMemo(() => createStore(() => store.getState()), [store]);
  useEffect(() => {
    let seen = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const take = () => {
      clearTimeout(timer);
      timer = undefined;
      paced.setState(store.getState(), true);
    };
    const takeLater = () => {
      if (store.getState().held) timer = setTimeout(takeLater, LATENESS);
      else take();
    };
    const stop = store.subscribe(() => {
      // What is operated by keys may lie outside the window.
      if (seen || target.current?.contains(document.activeElement)) take();
      else timer ??= setTimeout(takeLater, LATENESS);
    });
    take();
    const observer = new IntersectionObserver((entries) => {
      seen = entries.at(-1)?.isIntersecting ?? true;
      if (seen) take();
    });
    // The wrapper itself has no box, so that grids place what is in it.
    if (target.current?.firstElementChild) observer.observe(target.current.firstElementChild);
    return () => {
      stop();
      clearTimeout(timer);
      observer.disconnect();
    };
  }, [store, paced]);
  const value = useMemo(() => ({ store: paced, actions }), [paced, actions]);
  return (
    <div ref={target} className="while-seen">
      <LabProvider value={value}>{children}</LabProvider>
    </div>
  );
}
