/** The small buffer that lists the networks at work, each with its own numbers. */

/** A network's own numbers. */
export interface OwnNumbers {
  /** All inputs are multiplied by this. */
  readonly inputScale: number;
  /** γ between hidden layers. */
  readonly skip: number;
  readonly learningRate: number;
}

/** Bytes of a network: `struct Network` in wgsl.ts. */
export const NETWORK_BYTES = 16;

/** No network's. */
const NOWHERE = 0xffffffff;

/**
 * Those at `places`, and then none.
 * @param own numbers of the networks, by place.
 */
export function packNetworks(
  places: readonly number[],
  own: (place: number) => OwnNumbers,
  length: number,
): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array((NETWORK_BYTES / 4) * length).fill(NOWHERE);
  const floats = new Float32Array(words.buffer);
  for (const [i, place] of places.entries()) {
    const { inputScale, skip, learningRate } = own(place);
    words[4 * i] = place;
    floats.set([inputScale, skip, learningRate], 4 * i + 1);
  }
  return words;
}

/** Places that follow each other, in pieces: the first of a piece, how many, and how many places come before. */
export function runsOf(
  places: readonly number[],
): readonly { readonly first: number; readonly length: number; readonly index: number }[] {
  const runs: { first: number; length: number; index: number }[] = [];
  places.forEach((place, index) => {
    const run = runs.at(-1);
    if (run && place === run.first + run.length) run.length++;
    else runs.push({ first: place, length: 1, index });
  });
  return runs;
}
