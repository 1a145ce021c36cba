/** What became of a cell of the map, by what its engine measured. */
import type { MapCell, MapStart } from '../../experiment/map/map.ts';
import { VANISHED_FRACTION } from '../../theory/fate.ts';
import type { ArmMeasurement } from '../engine.ts';

export type CellOutcome = Omit<MapCell, 'x' | 'y'>;

/**
 * @param start measured at initialisation.
 * @param end measured after the last step; null where the map trains none.
 */
export function cellOutcome(start: ArmMeasurement, end: ArmMeasurement | null): CellOutcome {
  const begun = startOf(start);
  const latest = end ?? start;
  const { loss } = latest;
  const at = { start: begun.start, step: null, loss };
  if (begun.start === 'overflow') return { ...at, outcome: 'overflow', layer: begun.layer };
  if (latest.failure !== null) {
    const { layer, step } = latest.failure;
    return { ...at, outcome: 'diverged', layer, step };
  }
  if (end?.learned) return { ...at, outcome: 'learned', layer: null };
  if (begun.start === 'vanished') return { ...at, outcome: 'vanished', layer: begun.layer };
  if (latest.replicasVanished > 0) return { ...at, outcome: 'vanished', layer: null };
  return { ...at, outcome: end === null ? 'open' : 'mean', layer: null };
}

/** By the rule of the phase map: the variance of a layer has fallen to a millionth of the first one's. */
function startOf({ failure, variance }: ArmMeasurement): { readonly start: MapStart; readonly layer: number | null } {
  if (failure !== null) return { start: 'overflow', layer: failure.layer };
  const first = variance[0] ?? 0;
  const vanished = variance.findIndex((value, layer) => layer > 0 && (value ?? 0) <= VANISHED_FRACTION * first);
  return vanished < 0 ? { start: 'open', layer: null } : { start: 'vanished', layer: vanished + 1 };
}
