import { permutation, uint32Stream } from '../lib/random.ts';

/** Uniform numbers in [0, 1) with 32 bits, an independent stream for every purpose. */
export function uniformStream(seed: number, purpose: string): () => number {
  const next = uint32Stream(seed, purpose, 0);
  return () => next() / 2 ** 32;
}

/** Rows in a random order, so that minibatches and the observed examples are a fair sample. */
export function shuffledRows(values: Float32Array, columns: number, seed: number): Float32Array {
  const rows = values.length / columns;
  const order = permutation(uint32Stream(seed, 'row order', 0), rows);
  const out = new Float32Array(values.length);
  order.forEach((from, to) => {
    out.set(values.subarray(from * columns, (from + 1) * columns), to * columns);
  });
  return out;
}
