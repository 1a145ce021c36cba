import { permutation, uint32Stream } from '../lib/random.ts';
import type { Experiment } from './experiment.ts';

/** Indices of the examples of one optimizer step, [min(batch, size)]. */
export type BatchSequence = (step: number) => Int32Array;

/**
 * The minibatches of a run: one endless row of seeded permutations of the data, epoch after epoch, cut into pieces of
 * `batch`; a batch may span the end of an epoch, so that every batch has the same shape. Any step can be asked for;
 * asking in order draws each permutation once. `full`, or a batch no smaller than the data set: every example in order.
 * @param seed the experiment's seed, the same for every replica and arm.
 * @param size number of examples.
 */
export function batchSequence(seed: number, size: number, batch: Experiment['batch']): BatchSequence {
  if (batch === 'full' || batch >= size) {
    const all = Int32Array.from({ length: size }, (_, i) => i);
    return () => all.slice();
  }
  let drawn: { epoch: number; order: Int32Array } = { epoch: -1, order: new Int32Array(0) };
  const orderOf = (epoch: number): Int32Array => {
    if (drawn.epoch !== epoch) drawn = { epoch, order: permutation(uint32Stream(seed, 'batches', epoch), size) };
    return drawn.order;
  };
  return (step) =>
    Int32Array.from({ length: batch }, (_, i) => {
      const position = step * batch + i;
      const epoch = Math.floor(position / size);
      return orderOf(epoch)[position - epoch * size] as number;
    });
}
