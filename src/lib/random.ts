/**
 * Seeded random numbers, the same to the last bit in every browser: integers by xoshiro128** (Blackman and Vigna 2018,
 * "Scrambled linear pseudorandom number generators"), normals by Marsaglia's polar method over our own logarithm.
 * The bits are part of the permalink contract: a link shows the same networks for ever. Tests pin them.
 */
import { naturalLog } from './elementary.ts';

/** A stream of uniformly distributed uint32. */
export type Uint32Stream = () => number;

/** A stream of independent standard normals. */
export interface NormalStream {
  next(): number;
  /** Fills `target` with the stream's next normals times `scale`, each rounded once to float32. */
  fillNormals(target: Float32Array, scale: number): void;
}

const rotateLeft = (x: number, k: number): number => (x << k) | (x >>> (32 - k));

/** A bijection of 32-bit words that changes every bit with probability near ½ (Wellons, "lowbias32"). */
function mix(word: number): number {
  let x = word;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return x ^ (x >>> 16);
}

/**
 * 128-bit state for a key. Each word of the key runs through all four lanes, so that two different keys share a state
 * with probability 2^-128, not 2^-32 as with a one-word hash.
 */
function stateOf(key: readonly number[]): Int32Array {
  // The first 128 bits of the fraction of π: no structure, nothing up the sleeve.
  let [a, b, c, d] = [0x243f6a88, 0x85a308d3 | 0, 0x13198a2e, 0x03707344];
  for (const word of [...key, key.length]) {
    a = mix(a ^ word);
    b = mix(b + a);
    c = mix(c + b);
    d = mix(d + c);
    a = (a + d) | 0;
  }
  return Int32Array.of(a, b, c, d);
}

/**
 * An independent stream for every key.
 * @param seed uint32.
 * @param purpose what it is for, e.g. `weights`: streams of different purposes never meet.
 * @param index uint32, e.g. the layer.
 */
export function uint32Stream(seed: number, purpose: string, index: number): Uint32Stream {
  const letters = Array.from({ length: purpose.length }, (_, i) => purpose.charCodeAt(i));
  return xoshiro128(stateOf([seed, index, ...letters]));
}

/**
 * xoshiro128**, period 2^128 - 1.
 * @param state four words, not all 0; advanced in place.
 */
export function xoshiro128(state: Int32Array): Uint32Stream {
  return () => {
    const s1 = state[1] as number;
    const result = Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9) >>> 0;
    const s2 = (state[2] as number) ^ (state[0] as number);
    const s3 = (state[3] as number) ^ s1;
    state[1] = s1 ^ s2;
    state[0] = (state[0] as number) ^ s3;
    state[2] = s2 ^ (s1 << 9);
    state[3] = rotateLeft(s3, 11);
    return result;
  };
}

/** Standard normals for a key; arguments as `uint32Stream`'s. */
export function normalStream(seed: number, purpose: string, index: number): NormalStream {
  const uint32 = uint32Stream(seed, purpose, index);
  // The polar method yields pairs; the second waits here. A typed array, as a boxed number would be allocated each time.
  const spare = new Float64Array(1);
  let waiting = false;

  function next(): number {
    if (waiting) {
      waiting = false;
      return spare[0] as number;
    }
    for (;;) {
      // Midpoints of 2^32 cells of (-1, 1): symmetric, and never exactly 0, so that the square is positive.
      const u = (uint32() + 0.5) / 0x80000000 - 1;
      const v = (uint32() + 0.5) / 0x80000000 - 1;
      const square = u * u + v * v;
      if (square < 1) {
        const radius = Math.sqrt((-2 * naturalLog(square)) / square);
        spare[0] = v * radius;
        waiting = true;
        return u * radius;
      }
    }
  }

  function fillNormals(target: Float32Array, scale: number): void {
    for (let i = 0; i < target.length; i++) target[i] = next() * scale;
  }

  return { next, fillNormals };
}

/** A uniform integer in [0, bound), without the bias of a bare remainder. */
function below(uint32: Uint32Stream, bound: number): number {
  const limit = 0x100000000 - (0x100000000 % bound);
  for (;;) {
    const draw = uint32();
    if (draw < limit) return draw % bound;
  }
}

/** A uniform permutation of 0 … size-1 (Fisher and Yates). */
export function permutation(uint32: Uint32Stream, size: number): Int32Array {
  const order = Int32Array.from({ length: size }, (_, i) => i);
  for (let i = size - 1; i > 0; i--) {
    const j = below(uint32, i + 1);
    const held = order[i] as number;
    order[i] = order[j] as number;
    order[j] = held;
  }
  return order;
}
