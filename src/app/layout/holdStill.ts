import type { LabStore } from '../store/store.ts';

/** Words over the charts, which a slider changes, and with them how many lines they take. */
const WORDS = '.arms-head p, .verdicts, .look-for';

const EVENTS = ['pointerdown', 'keydown', 'pointerup', 'pointercancel', 'keyup'] as const;

/**
 * Keeps the charts where they are while a pointer or a key is down: words keep their room, so that nothing moves under a
 * slider that is being dragged, and the store knows. Returns what ends it.
 */
export function holdStill(store: LabStore, page: ParentNode): () => void {
  function listen({ type }: Event): void {
    const held = type.endsWith('down');
    // A key that is held repeats.
    if (held === store.getState().held) return;
    for (const words of page.querySelectorAll<HTMLElement>(WORDS)) {
      words.style.height = held ? `${words.getBoundingClientRect().height}px` : '';
      words.style.overflow = held ? 'hidden' : '';
    }
    store.setState({ held });
  }
  for (const name of EVENTS) window.addEventListener(name, listen, true);
  return () => {
    for (const name of EVENTS) window.removeEventListener(name, listen, true);
  };
}
