import type { LabStore } from './store.ts';

/** What a page has one of: made when it is asked for first, kept for as long as the page's store. */
export function onePerPage<Rest extends readonly unknown[], Made extends object>(
  make: (store: LabStore, ...rest: Rest) => Made,
): (store: LabStore, ...rest: Rest) => Made {
  const made = new WeakMap<LabStore, Made>();
  return (store, ...rest) => {
    const known = made.get(store) ?? make(store, ...rest);
    made.set(store, known);
    return known;
  };
}
