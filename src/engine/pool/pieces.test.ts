import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Arm } from '../../experiment/experiment.ts';
import { arm } from '../testing.ts';
import { split } from './pieces.ts';

const armsOf = (count: number): readonly Arm[] => new Array<Arm>(count).fill(arm('relu'));

test('every network is in one part, in order, and no part has two more than another', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 64 }),
      fc.integer({ min: 1, max: 16 }),
      (arms, replicas, workers) => {
        const parts = split({ arms: armsOf(arms), replicas }, workers);
        const networks = parts.map((pieces) =>
          pieces.flatMap((piece) =>
            Array.from({ length: piece.arms }, (_, i) => (piece.firstArm + i) * replicas + piece.firstReplica).flatMap(
              (first) => Array.from({ length: piece.replicas }, (_, r) => first + r),
            ),
          ),
        );
        expect(networks.flat()).toEqual(Array.from({ length: arms * replicas }, (_, network) => network));
        const sizes = networks.map(({ length }) => length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        expect(parts.length).toBe(Math.min(workers, arms * replicas));
        expect(Math.max(...parts.map(({ length }) => length))).toBeLessThanOrEqual(3);
      },
    ),
  );
});

test('three arms of eight replicas on two workers', () => {
  expect(split({ arms: armsOf(3), replicas: 8 }, 2)).toEqual([
    [
      { firstArm: 0, arms: 1, firstReplica: 0, replicas: 8 },
      { firstArm: 1, arms: 1, firstReplica: 0, replicas: 4 },
    ],
    [
      { firstArm: 1, arms: 1, firstReplica: 4, replicas: 4 },
      { firstArm: 2, arms: 1, firstReplica: 0, replicas: 8 },
    ],
  ]);
});
