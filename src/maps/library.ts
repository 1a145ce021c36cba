/** The maps that come with the page, each of them fetched when it is asked for. */
import { readStored, type StoredMap, storedName } from './stored.ts';

const FILES = import.meta.glob<unknown>('./*.json', { import: 'default' });

/** Names of the files. */
export const storedFiles = (): readonly string[] => Object.keys(FILES).map((path) => path.slice('./'.length));

/** Fetches the map of this `mapFragment`; null: there is none. Rejects where it cannot be fetched or is none. */
export function storedMap(fragment: string): (() => Promise<StoredMap>) | null {
  const fetched = FILES[`./${storedName(fragment)}`];
  if (fetched === undefined) return null;
  return async () => {
    const map = readStored(await fetched());
    if (map.fragment !== fragment) throw new RangeError(`The stored map is another one: ${map.fragment}`);
    return map;
  };
}
