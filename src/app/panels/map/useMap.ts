import { useStore } from 'zustand';
import { usePage } from '../../store/LabContext.tsx';
import { type MapModel, type MapState, mapModel } from '../../store/map.ts';

/** The page's map and what can be done with it. */
export function useMap(): { readonly model: MapModel; readonly state: MapState } {
  const { store, actions } = usePage();
  const model = mapModel(store, actions);
  return { model, state: useStore(model.state) };
}
