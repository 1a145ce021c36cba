import { startTransition, useEffect, useState } from 'react';
import { afterPaint } from './afterPaint.ts';

/** Stays true: a view that is opened later is drawn at once. */
let opened = false;

/**
 * Whether the first picture of the page has been painted. What does not belong to it waits for that, so that neither is
 * one long task; as a transition it is then rendered in slices.
 */
export function useOpened(): boolean {
  const [now, setNow] = useState(opened);
  useEffect(() => {
    const open = () => {
      opened = true;
      startTransition(() => setNow(true));
    };
    // A first frame measures the charts, a second one draws their curves.
    if (!opened) afterPaint(() => afterPaint(open));
  }, []);
  return now;
}
