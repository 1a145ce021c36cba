/** After the next paint; where nothing is painted, in a hidden tab or a slide that is not yet shown, soon. */
export function afterPaint(action: () => void): void {
  let done = false;
  const once = () => {
    if (!done) action();
    done = true;
  };
  if (!document.hidden) requestAnimationFrame(() => setTimeout(once));
  setTimeout(once, document.hidden ? 0 : UNPAINTED);
}

/** Milliseconds after which a page that has not been painted begins. */
const UNPAINTED = 500;
