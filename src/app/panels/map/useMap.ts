import { useStore } from 'zustand';
import { useLabContext } from '../../store/LabContext.tsx';
import { type MapModel, type MapState, mapModel } from '../../store/map.ts';

/** The page's map and what can be done with it. */
export function useMap(): { readonly model: MapModel; readonly state: MapState } {
  const { store, page = store, actions } = useLabContext();
  const model = mapModel(page, actions);
  return { model, state: useStore(model.state) };
}
