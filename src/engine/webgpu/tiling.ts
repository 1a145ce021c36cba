/** Which register tiles suit which device. */
import type { NetworkSize, Tiling } from './layout.ts';

/** Threads that run in step on every GPU we know. */
const WARP = 32;
const LARGEST_GROUP = 256;

/** Rows of four examples. */
export const ROWS = { 1: 4, 3: 12, 4: 16 } as const satisfies Record<NetworkSize['streams'], Tiling['rows']>;

/**
 * A software adapter runs the threads of a workgroup one after the other, a barrier costs it more than a layer, and its
 * loads more than its arithmetic: large tiles, each thread alone. A GPU has threads to fill and hides loads behind
 * other threads: small tiles, a workgroup sharing a few examples.
 * @param mostThreads that the device allows in a workgroup.
 */
export function tilingFor(
  { width, outputs, examples, streams }: Pick<NetworkSize, 'width' | 'outputs' | 'examples' | 'streams'>,
  software: boolean,
  mostThreads: number,
): Tiling {
  const rows = ROWS[streams];
  if (software) {
    // Three or four streams fill the registers by themselves.
    const columns = streams === 1 && Math.max(width, outputs) > 4 ? 8 : 4;
    return { rows: streams === 1 ? 8 : rows, columns, rowTiles: 1, threads: 1 };
  }
  const columnTiles = Math.ceil(width / 4);
  const rowTiles = Math.max(1, Math.min(Math.floor(WARP / columnTiles), Math.ceil(examples / 4)));
  const threads = Math.min(Math.ceil((rowTiles * columnTiles) / WARP) * WARP, LARGEST_GROUP, mostThreads);
  return { rows, columns: 4, rowTiles, threads };
}
