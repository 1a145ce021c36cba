import { describe, expect, it } from 'vitest';
import { homogeneousFixedPoint } from '../theory/horizon.ts';
import { parseFragment, serialise } from './permalink.ts';
import { PRESETS } from './presets.ts';
import { setup } from './setup.ts';

describe('presets', () => {
  it.each(PRESETS)('“$name” is a canonical permalink without a fault', ({ fragment }) => {
    const { experiment, display, rejected } = parseFragment(fragment);
    expect(rejected).toEqual([]);
    expect(serialise(experiment, display)).toBe(fragment);
  });

  it('have different names and lead to different experiments', () => {
    expect(new Set(PRESETS.map(({ name }) => name)).size).toBe(PRESETS.length);
    expect(new Set(PRESETS.map(({ fragment }) => fragment)).size).toBe(PRESETS.length);
  });

  it('the largest input of RePU(2) stands on the fixed point to 1e-12, in 64 networks of width 64 and depth 12', () => {
    const { experiment } = parseFragment(PRESETS[2]?.fragment ?? '');
    expect(experiment).toMatchObject({ width: 64, depth: 12, replicas: 64 });
    const [repu, mrepu] = setup(experiment).arms;
    if (!repu || !mrepu) throw new Error('There are two arms.');
    const largest = Math.max(...repu.k1PerExample);
    expect(Math.abs(largest / homogeneousFixedPoint(repu.activation, repu.cw[1] ?? 0) - 1)).toBeLessThan(1e-12);
    expect(mrepu.critical?.critical).toBe(true);
  });
});
