import { describe, expect, test } from 'vitest';
import type { Experiment } from '../experiment/experiment.ts';
import { setup } from '../experiment/setup.ts';
import { drawnNetworks, type Progress } from './drawing.ts';
import { arm, experiment } from './testing.ts';
import { drawNetwork } from './weights.ts';

/** Slow enough for several slices on any machine. */
const slow = experiment([arm('tanh', { weights: 'orthogonal' }), arm('relu')], { width: 400, depth: 12, seed: 99 });

async function drawn(chosen: Experiment, progress: Progress | null, firstReplica?: number) {
  const networks: (readonly Float32Array[])[] = [];
  for await (const own of drawnNetworks(setup(chosen), chosen, progress, firstReplica)) networks.push(own);
  return networks;
}

const waits: Progress = async () => true;

describe('networks drawn in slices', () => {
  test('are those that are drawn at once, of every replica from the first on', async () => {
    const chosen = { ...slow, width: 20, depth: 4, replicas: 3 };
    const expected = [5, 6, 7].map((replica) => drawNetwork(setup(chosen), chosen, replica));
    expect(await drawn(chosen, waits, 5)).toEqual(expected);
    expect(await drawn(chosen, null, 5)).toEqual(expected);
  });

  test('say how far they are, over all replicas, and stop when nobody waits any more', async () => {
    const shares: number[] = [];
    await drawn({ ...slow, replicas: 2 }, async (share) => shares.push(share) > 0);
    expect(shares.length).toBeGreaterThan(2);
    expect(shares.every((share, i) => share > (shares[i - 1] ?? 0) && share <= 1)).toBe(true);
    let told = 0;
    await expect(drawn({ ...slow, seed: 200 }, async () => ++told < 2)).rejects.toThrow('Nobody waits');
    expect(told).toBe(2);
  });

  test('of Gaussian weights say nothing', async () => {
    let told = 0;
    await drawn({ ...slow, arms: [arm('relu')] }, async () => ++told > 0);
    expect(told).toBe(0);
  });
});
