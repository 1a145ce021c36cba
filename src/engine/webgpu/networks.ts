/** The small buffer that lists the networks at work, each with its own numbers. */

/** A network's own numbers. */
export interface OwnNumbers {
  /** Where its inputs begin, counted in f32: they are scaled on the CPU, once for all networks of the same scale. */
  readonly inputs: number;
  /** Place of its learning rate among those of the run. */
  readonly rate: number;
  /** By which its inputs are multiplied. */
  readonly inputScale: number;
  /** γ between hidden layers. */
  readonly skip: number;
}

/** Bytes of a network: `struct Network` in wgsl.ts. */
export const NETWORK_BYTES = 20;

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
  const each = NETWORK_BYTES / 4;
  const words = new Uint32Array(each * length).fill(NOWHERE);
  const floats = new Float32Array(words.buffer);
  for (const [i, place] of places.entries()) {
    const { inputs, rate, inputScale, skip } = own(place);
    words.set([place, inputs, rate], each * i);
    floats.set([inputScale, skip], each * i + 3);
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
