import { useEffect, useEffectEvent } from 'react';
import { focusOf } from '../controls/shortcuts.ts';
import { keyMove, type Move, type Point, swipeMove, wheelMoves } from './moves.ts';

/** Listens to keys, wheel and fingers. */
export function useMoves(onMove: (move: Move) => void): void {
  const move = useEffectEvent(onMove);
  // Once, however often `onMove` changes: one turn of the wheel goes on while the next step appears.
  useEffect(() => {
    const ended = new AbortController();
    const { signal } = ended;
    // On the document: what is answered here never gets to the window, where the page has its own use for arrows.
    document.addEventListener(
      'keydown',
      (event) => {
        const meant = belongsToControl(event.target) ? null : keyMove(event);
        if (meant === null) return;
        event.preventDefault();
        if (meant !== 'none') move(meant);
      },
      { signal },
    );
    const turned = wheelMoves();
    document.addEventListener(
      'wheel',
      (event) => {
        if (event.ctrlKey || isCovered() || pageScrolls()) return;
        const meant = turned(pixels(event), event.timeStamp);
        if (meant !== null) move(meant);
      },
      { signal, passive: true },
    );
    let from: Point | null = null;
    document.addEventListener(
      'touchstart',
      ({ touches, target }) => {
        from = touches.length === 1 && !belongsToControl(target) && !takesFingers(target) ? pointOf(touches[0]) : null;
      },
      { signal, passive: true },
    );
    document.addEventListener(
      'touchend',
      ({ changedTouches }) => {
        const to = pointOf(changedTouches[0]);
        const meant = from && to && swipeMove(from, to);
        from = null;
        if (meant) move(meant);
      },
      { signal, passive: true },
    );
    document.addEventListener(
      'touchcancel',
      () => {
        from = null;
      },
      { signal, passive: true },
    );
    return () => ended.abort();
  }, []);
}

function belongsToControl(target: EventTarget | null): boolean {
  const { owner } = focusOf(target);
  return owner === 'field' || owner === 'slider' || isCovered();
}

/** What is drawn on or dragged keeps fingers from the browser, and so from the story. */
function takesFingers(target: EventTarget | null): boolean {
  for (let element = target instanceof Element ? target : null; element; element = element.parentElement) {
    if (getComputedStyle(element).touchAction !== 'auto') return true;
  }
  return false;
}

/** By a dialog or a card, which have keys, wheel and fingers for themselves. */
const isCovered = (): boolean => document.querySelector('dialog[open], :popover-open') !== null;

/** Where the page is longer than its window, the wheel scrolls it. */
function pageScrolls(): boolean {
  const { scrollHeight, clientHeight } = document.documentElement;
  return scrollHeight > clientHeight + 1;
}

/** Firefox may count lines or pages. */
function pixels({ deltaX, deltaY, deltaMode }: WheelEvent): number {
  const delta = Math.abs(deltaX) > Math.abs(deltaY) ? deltaX : deltaY;
  return delta * ([1, 16, window.innerHeight][deltaMode] ?? 1);
}

const pointOf = (touch: Touch | undefined): Point | null => (touch ? { x: touch.clientX, y: touch.clientY } : null);
