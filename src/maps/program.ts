/** What scripts/computeMaps.mjs needs of the project. */
export { computeStored } from './compute.ts';
export { storedName } from './stored.ts';
export { wantedMaps } from './wanted.ts';
