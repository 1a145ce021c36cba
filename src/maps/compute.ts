/** Computes a map that is to be stored, by the code of the page. */
import { measurePlane } from '../engine/map/plane.ts';
import { packedPlane, type StoredMap, type StoredPlane } from './stored.ts';
import type { WantedMap } from './wanted.ts';

/** @param date of today, YYYY-MM-DD. */
export async function computeStored({ fragment, experiment, plan }: WantedMap, date: string): Promise<StoredMap> {
  const planes: StoredPlane[] = [];
  for (const arm of experiment.arms.keys()) planes.push(packedPlane(await measurePlane(experiment, arm, plan)));
  return { fragment, date, engine: 'fused-wasm', planes };
}
