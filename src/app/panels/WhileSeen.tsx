import './whileSeen.css';
import { type ComponentProps, useEffect, useMemo, useRef } from 'react';
import { createStore } from 'zustand';
import { awaitsTurn, inTurn, leaveQueue } from '../layout/inTurn.ts';
import { LabProvider, useLabContext } from '../store/LabContext.tsx';
import type { LabStore } from '../store/store.ts';

/** How late a panel that nobody sees may be, milliseconds. */
const LATENESS = 250;

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

/** Has a panel's store follow the page's. Returns what ends it. */
function pace(paced: LabStore, store: LabStore, wrapper: HTMLElement, first: boolean): () => void {
  const end = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const take = () => {
    clearTimeout(timer);
    timer = undefined;
    paced.setState(store.getState(), true);
  };
  const takeOnceReleased = () => {
    if (store.getState().held) timer = setTimeout(takeOnceReleased, LATENESS);
    else take();
  };
  const isSeen = watchSight(wrapper, take, end.signal);
  const isPressed = watchPress(wrapper, end.signal);
  const leave = store.subscribe(({ experiment }) => {
    // What is operated by keys may lie outside the window.
    if (first || isPressed() || wrapper.contains(document.activeElement)) take();
    else if (!isSeen()) timer ??= setTimeout(takeOnceReleased, LATENESS);
    else if (experiment !== paced.getState().experiment || awaitsTurn(take)) inTurn(take);
    else take();
  });
  take();
  return () => {
    leave();
    leaveQueue(take);
    clearTimeout(timer);
    end.abort();
  };
}

/** Whether the wrapper's element is near the window, as far as is known; `appear` is called when it comes there. */
function watchSight(wrapper: HTMLElement, appear: () => void, signal: AbortSignal): () => boolean {
  let seen = true;
  const sight = new IntersectionObserver((entries) => {
    seen = entries.at(-1)?.isIntersecting ?? true;
    if (seen) appear();
  });
  // The wrapper itself may have no box.
  const observe = () => {
    sight.disconnect();
    seen = true;
    if (wrapper.firstElementChild) sight.observe(wrapper.firstElementChild);
  };
  observe();
  // A panel whose code comes later takes the place of another element.
  const changes = new MutationObserver(observe);
  changes.observe(wrapper, { childList: true });
  signal.addEventListener('abort', () => {
    sight.disconnect();
    changes.disconnect();
  });
  return () => seen;
}

/** Whether a pointer is down that went down in the wrapper. */
function watchPress(wrapper: HTMLElement, signal: AbortSignal): () => boolean {
  let pressed = false;
  const set = (to: boolean) => () => {
    pressed = to;
  };
  wrapper.addEventListener('pointerdown', set(true), { capture: true, signal });
  for (const end of ['pointerup', 'pointercancel']) window.addEventListener(end, set(false), { capture: true, signal });
  return () => pressed;
}
