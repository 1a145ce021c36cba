import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { isPainted } from './painted.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Milliseconds after which a page counts as not painted. */
const UNPAINTED = 1000;

/** The size of an element in whole CSS pixels, kept up to date; null until it is known, or where nothing can be seen. */
export function useSize<Target extends HTMLElement>(): [RefObject<Target | null>, Size | null] {
  const target = useRef<Target>(null);
  const [size, setSize] = useState<Size | null>(null);
  useLayoutEffect(() => {
    const element = target.current;
    if (!element) return;
    const measure = () => {
      const { width, height } = element.getBoundingClientRect();
      const next = { width: Math.floor(width), height: Math.floor(height) };
      setSize((before) => (before?.width === next.width && before.height === next.height ? before : next));
    };
    // Measured at once, the whole page would have to be laid out within this task. Before anything is painted that can wait
    // for the observer, which is told a moment later; afterwards a chart would be missing for a frame.
    const painted = isPainted();
    if (painted) measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    // No observer is told in a frame that is not painted, of which a printer may yet want a picture.
    const unpainted = painted ? undefined : setTimeout(measure, UNPAINTED);
    return () => {
      observer.disconnect();
      clearTimeout(unpainted);
    };
  }, []);
  return [target, size && size.width > 0 && size.height > 0 ? size : null];
}
