/** How a panel's own store follows the page's; see WhileSeen.tsx. */
import { flushSync } from 'react-dom';
import { awaitsTurn, inTurn, leaveQueue } from '../layout/inTurn.ts';
import type { LabStore } from '../store/store.ts';

/** How late a panel that nobody sees may be, milliseconds. */
const LATENESS = 250;

/** Of every panel that is paced. */
const takes = new Set<() => void>();

/** Has a panel's store follow the page's. Returns what ends it. */
export function pace(paced: LabStore, store: LabStore, wrapper: HTMLElement, first: boolean): () => void {
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
  // What is about to be operated computes from what it shows.
  for (const kind of ['pointerdown', 'focusin'])
    wrapper.addEventListener(kind, take, { capture: true, signal: end.signal });
  window.addEventListener('beforeprint', take, { signal: end.signal });
  takes.add(take);
  take();
  return () => {
    leave();
    leaveQueue(take);
    takes.delete(take);
    clearTimeout(timer);
    end.abort();
  };
}

/** Has every panel show what the page knows: its picture is about to be taken. Not while React renders. */
export function catchUp(): void {
  flushSync(() => {
    for (const take of takes) take();
  });
}

/** Whether the wrapper's element is in the window, as far as is known; `appear` is called when it comes there. */
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
  // A click, which changes a checkbox, follows the pointer's end.
  const release = () => setTimeout(set(false));
  wrapper.addEventListener('pointerdown', set(true), { capture: true, signal });
  for (const end of ['pointerup', 'pointercancel']) window.addEventListener(end, release, { capture: true, signal });
  return () => pressed;
}
