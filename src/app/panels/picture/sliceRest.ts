/** Where the variables stand that do not move: the picture of slices shows and sets it, and their table is told. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LabStore } from '../../store/store.ts';
import { FIRST_REST } from './slices.ts';

const rests = new WeakMap<LabStore, StoreApi<number>>();

/** One for each page, in [-1, 1]. */
export function sliceRest(store: LabStore): StoreApi<number> {
  const known = rests.get(store) ?? createStore<number>()(() => FIRST_REST);
  rests.set(store, known);
  return known;
}
