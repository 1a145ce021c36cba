/** A map that the page has: computed here, or one that comes with it. */
import type { MapNews } from '../../engine/map/run.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { mapFragment } from '../../experiment/map/fragment.ts';
import type { MapPlan } from '../../experiment/map/map.ts';
import { storedMap } from '../../maps/library.ts';
import { type StoredMap, type StoredOrigin, unpackedPlane } from '../../maps/stored.ts';
import { datasetChanges } from '../../tasks/datasets.ts';
import { theoryOf } from '../theory.ts';

/** A map, whole or as far as it has come. */
export interface KnownMap extends MapNews {
  readonly experiment: Experiment;
  readonly plan: MapPlan;
  /** Where it comes with the page: how it came about. */
  readonly stored?: StoredOrigin;
}

/** All that a map depends on. */
export const mapKey = (experiment: Experiment, plan: MapPlan): string =>
  `${datasetChanges()} ${mapFragment(experiment, plan)}`;

/** Maps that come with the page. */
export interface StoredMaps {
  /** Whether there is one, as far as is known. */
  has(experiment: Experiment, plan: MapPlan): boolean;
  /** Fetches it, if that is not under way; null: it could not be had. */
  fetch(experiment: Experiment, plan: MapPlan, take: (map: KnownMap | null) => void): void;
}

/** @param find finds the file of a `mapFragment`. */
export function storedMaps(find: typeof storedMap = storedMap): StoredMaps {
  const [coming, missing] = [new Set<string>(), new Set<string>()];
  return {
    has(experiment, plan) {
      const fragment = mapFragment(experiment, plan);
      return find(fragment) !== null && !missing.has(fragment);
    },
    fetch(experiment, plan, take) {
      const fragment = mapFragment(experiment, plan);
      const fetched = find(fragment);
      if (!fetched || coming.has(fragment)) return;
      coming.add(fragment);
      fetched()
        .then((map) => knownFrom(map, experiment, plan))
        .catch(() => {
          missing.add(fragment);
          return null;
        })
        .then((map) => {
          coming.delete(fragment);
          take(map);
        });
    },
  };
}

/** As if it had been computed here. Throws RangeError where it does not fit. */
function knownFrom({ date, engine, planes }: StoredMap, experiment: Experiment, plan: MapPlan): KnownMap {
  const { arms, baseline } = theoryOf(experiment).setup;
  if (planes.length !== arms.length) throw new RangeError('The stored map has other arms.');
  const known = planes.map((plane, arm) => ({
    label: arms[arm]?.label ?? '',
    baseline,
    cells: unpackedPlane(plane, plan),
  }));
  const total = known.reduce((sum, { cells }) => sum + cells.length, 0);
  const progress = { done: total, total, secondsLeft: 0 };
  return { planes: known, progress, faults: [], engine: null, experiment, plan, stored: { date, engine } };
}
