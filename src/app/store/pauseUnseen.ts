import type { Actions } from './actions.ts';
import type { LabStore } from './store.ts';

/**
 * Training rests while nobody can see it, in a hidden tab or in a frame that is scrolled away, and goes on when it is
 * back if that is still wanted: whoever plays or pauses meanwhile has the last word. Returns what ends it.
 */
export function pauseUnseen(store: LabStore, actions: Pick<Actions, 'rest' | 'wake'>, element: Element): () => void {
  let onScreen = true;
  let resting = false;

  function look(): void {
    const seen = onScreen && !document.hidden;
    if (seen && resting) {
      resting = false;
      actions.wake();
    } else if (!seen && !resting && store.getState().playing) {
      resting = true;
      actions.rest();
    }
  }
  document.addEventListener('visibilitychange', look);
  // Also of a frame within another page: what is outside of its window counts as not seen.
  const observer = new IntersectionObserver((entries) => {
    onScreen = entries.at(-1)?.isIntersecting ?? true;
    look();
  });
  if (window.parent !== window) observer.observe(element);
  return () => {
    document.removeEventListener('visibilitychange', look);
    observer.disconnect();
  };
}
