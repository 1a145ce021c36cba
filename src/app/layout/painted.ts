/** Whether the page has ever been painted: a frame that has always been hidden, far outside the window or without size has not. */

const PAINTED = 'first-contentful-paint';

/** True also where the browser does not tell: to hide what it knows of a page, Firefox may have no entries at all. */
export const isPainted = (): boolean =>
  performance.getEntriesByName(PAINTED).length > 0 || performance.getEntriesByType('navigation').length === 0;

/** Calls once it has been. */
export function whenPainted(then: () => void, signal: AbortSignal): void {
  const observer = new PerformanceObserver((entries) => {
    if (entries.getEntriesByName(PAINTED).length === 0) return;
    observer.disconnect();
    then();
  });
  observer.observe({ type: 'paint', buffered: true });
  signal.addEventListener('abort', () => observer.disconnect());
}
