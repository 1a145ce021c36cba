/** Which register tiles suit which device. */
import type { NetworkSize, Tiling } from './layout.ts';

/** Threads that run in step on every GPU we know. */
const WARP = 32;
const LARGEST_GROUP = 256;

/**
 * A software adapter runs the threads of a workgroup one after the other, a barrier costs it more than a layer, and its
 * loads more than its arithmetic: large tiles, each thread alone. A GPU has threads to fill and hides loads behind
 * other threads: small tiles, a workgroup sharing a few examples.
 */
export function tilingFor({ width, outputs, examples }: Omit<NetworkSize, 'replicas'>, software: boolean): Tiling {
  if (software) return { rows: 8, columns: Math.max(width, outputs) > 4 ? 8 : 4, rowTiles: 1, threads: 1 };
  const columnTiles = Math.ceil(width / 4);
  const rowTiles = Math.max(1, Math.min(Math.floor(WARP / columnTiles), Math.ceil(examples / 4)));
  const threads = Math.min(Math.ceil((rowTiles * columnTiles) / WARP) * WARP, LARGEST_GROUP);
  return { rows: 4, columns: 4, rowTiles, threads };
}
