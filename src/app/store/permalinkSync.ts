import { serialise } from '../../experiment/permalink.ts';
import type { Actions } from './actions.ts';
import { mendAddress } from './mendAddress.ts';
import type { LabStore } from './store.ts';

/** Safari refuses more than a hundred changes of the address in ten seconds. */
const DELAY = 300;

/** Keeps the address bar and the store in step, both ways. Returns what ends it. */
export function syncPermalink(store: LabStore, actions: Actions): () => void {
  /** The fragment that stands for the state of the store, as far as this function knows. */
  let known = window.location.hash.slice(1);
  let timer: ReturnType<typeof setTimeout> | undefined;

  function write() {
    const { experiment, display } = store.getState();
    const fragment = serialise(experiment, display);
    if (fragment === known) return;
    known = fragment;
    try {
      window.history.replaceState(
        null,
        '',
        fragment ? `#${fragment}` : window.location.pathname + window.location.search,
      );
    } catch {
      // A frame without an address of its own (about:srcdoc) may not change it: there is no address bar to keep right.
    }
  }
  async function read() {
    const repairs = await mendAddress();
    const fragment = window.location.hash.slice(1);
    if (fragment === known) return;
    clearTimeout(timer);
    known = fragment;
    actions.open(fragment);
    if (repairs.length > 0) store.setState({ toasts: repairs });
  }

  const unsubscribe = store.subscribe((state, before) => {
    const changed = state.experiment !== before.experiment || state.display !== before.display;
    // The address may name what was to be loaded and could not be.
    const loaded = before.loading !== null && state.loading === null;
    if (!changed && !loaded) return;
    clearTimeout(timer);
    timer = setTimeout(write, DELAY);
  });
  window.addEventListener('hashchange', read);
  window.addEventListener('popstate', read);
  return () => {
    clearTimeout(timer);
    unsubscribe();
    window.removeEventListener('hashchange', read);
    window.removeEventListener('popstate', read);
  };
}
