import { createContext, type ReactNode, useContext } from 'react';
import { useStore } from 'zustand';
import type { Actions } from './actions.ts';
import type { LabState, LabStore } from './store.ts';

interface LabContextValue {
  readonly store: LabStore;
  readonly actions: Actions;
  /** The page's own, where `store` follows it; see WhileSeen. */
  readonly page?: LabStore;
}

const LabContext = createContext<LabContextValue | null>(null);

export function LabProvider({ value, children }: { readonly value: LabContextValue; readonly children: ReactNode }) {
  return <LabContext.Provider value={value}>{children}</LabContext.Provider>;
}

/** For those who hand the store on; others use `useLab` and `useActions`. */
export function useLabContext(): LabContextValue {
  const value = useContext(LabContext);
  if (value === null) throw new Error('This component belongs inside a LabProvider.');
  return value;
}

/** The page's own store and its actions, for what all of the page shares; a panel's own store may be a moment late (WhileSeen). */
export function usePage(): Pick<LabContextValue, 'store' | 'actions'> {
  const { store, page = store, actions } = useLabContext();
  return { store: page, actions };
}

/** A part of the state; the component renders again when it changes. */
export function useLab<Part>(select: (state: LabState) => Part): Part {
  return useStore(useLabContext().store, select);
}

export function useActions(): Actions {
  return useLabContext().actions;
}
