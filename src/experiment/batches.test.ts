import { describe, expect, it } from 'vitest';
import { batchSequence } from './batches.ts';

const sorted = (indices: Iterable<number>): number[] => [...indices].sort((a, b) => a - b);
const all = (size: number): number[] => Array.from({ length: size }, (_, i) => i);

describe('batchSequence', () => {
  it('takes every example in order when full, or when the batch is no smaller than the data', () => {
    for (const batch of ['full', 128, 4096] as const) {
      const indices = batchSequence(1, 128, batch);
      expect([...indices(0)]).toEqual(all(128));
      expect([...indices(77)]).toEqual(all(128));
    }
  });

  it('visits every example once per epoch, in an order of its own each epoch', () => {
    const indices = batchSequence(1, 128, 32);
    const epoch = (first: number): number[] => [0, 1, 2, 3].flatMap((step) => [...indices(first + step)]);
    expect(sorted(epoch(0))).toEqual(all(128));
    expect(sorted(epoch(4))).toEqual(all(128));
    expect(epoch(0)).not.toEqual(epoch(4));
  });

  it('keeps its size where the batch does not divide the data, and still shows every example equally often', () => {
    const indices = batchSequence(3, 128, 48);
    const three = Array.from({ length: 8 }, (_, step) => indices(step));
    expect(three.every((batch) => batch.length === 48)).toBe(true);
    expect(sorted(three.flatMap((batch) => [...batch]))).toEqual(all(128).flatMap((i) => [i, i, i]));
  });

  it('gives the same batch whether asked in order, backwards or afresh', () => {
    const forwards = batchSequence(5, 128, 50);
    const inOrder = Array.from({ length: 20 }, (_, step) => [...forwards(step)]);
    for (let step = 19; step >= 0; step--) {
      expect([...forwards(step)]).toEqual(inOrder[step]);
      expect([...batchSequence(5, 128, 50)(step)]).toEqual(inOrder[step]);
    }
  });

  it('depends on the seed', () => {
    expect([...batchSequence(1, 128, 16)(0)]).not.toEqual([...batchSequence(2, 128, 16)(0)]);
  });

  it('never changes: permalinks depend on it', () => {
    expect([...batchSequence(1, 12, 5)(0)]).toEqual([8, 9, 7, 5, 6]);
    expect([...batchSequence(1, 12, 5)(1)]).toEqual([4, 11, 1, 10, 2]);
  });
});
