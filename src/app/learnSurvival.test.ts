import { describe, expect, it, vi } from 'vitest';
import { DEFAULT_EXPERIMENT, defaultArm } from '../experiment/defaults.ts';
import { countedSurvival, foreseenSurvival, learnSurvival } from './learnSurvival.ts';
import { survivalOf } from './survival.ts';

const counted = (overflowed: number, vanished = 0, networks = 512) =>
  countedSurvival({ networks, overflowed, vanished, largest: null }, 64);

describe('what becomes of networks of a width', () => {
  it('is a share with its interval, and of how many networks', () => {
    expect(counted(72)).toEqual({
      fates: 'at width 64, 14 % of 512 networks drawn (95 %: 11–17 %) overflow before the first step',
      survivors: 'at width 64, 86 % of 512 networks drawn survive',
      lossy: true,
    });
  });

  it('is two shares where some overflow and others vanish', () => {
    expect(counted(30, 32, 64).fates).toBe(
      'at width 64, 47 % of 64 networks drawn (95 %: 35–59 %) overflow and 50 % (38–62 %) vanish before the first step',
    );
    expect(counted(500, 12).survivors).toBe('at width 64, none of 512 networks drawn survives');
  });

  it('is all or none where it is, with what none can mean', () => {
    expect(counted(512).fates).toBe('at width 64, all 512 networks drawn overflow before the first step');
    expect(counted(0, 512).fates).toBe('at width 64, all 512 networks drawn vanish before the first step');
    expect(counted(0)).toEqual({
      fates: 'at width 64, none of 512 networks drawn is lost (95 %: under 0.7 %)',
      survivors: 'at width 64, all 512 networks drawn survive',
      lossy: false,
    });
  });

  it('has a decimal near none and all', () => {
    expect(counted(1).fates).toContain('0.2 % of 512 networks drawn (95 %: 0–1 %)');
    expect(counted(511).fates).toContain('99.8 % of 512 networks drawn (95 %: 99–100 %)');
  });

  it('says where only the largest of many inputs were followed', () => {
    const { fates, survivors } = countedSurvival({ networks: 64, overflowed: 30, vanished: 0, largest: 128 }, 32);
    expect(fates).toContain('at width 32, by the 128 largest inputs, 47 % of 64 networks drawn');
    expect(survivors).toBe('at width 32, by the 128 largest inputs, 53 % of 64 networks drawn survive');
  });

  it('is theory’s word where leading order holds', () => {
    expect(foreseenSurvival('finite', 256)).toEqual({
      fates: 'at width 256, by leading order, at least 99 % of networks survive',
      survivors: 'at width 256, by leading order, at least 99 % of networks survive',
      lossy: false,
    });
    expect(foreseenSurvival('overflowed', 64)).toMatchObject({
      fates: expect.stringContaining('at least 99 % of networks overflow'),
      survivors: expect.stringContaining('at most 1 % of networks survive'),
      lossy: true,
    });
  });
});

describe('it is learnt', () => {
  const of = { ...DEFAULT_EXPERIMENT, depth: 40, arms: ['mrepu.2', 'tanh'].map(defaultArm), seed: 201, width: 128 };

  it('by counting where theory cannot say, once for all who ask', async () => {
    const ask = vi.fn(() => Promise.resolve({ networks: 512, overflowed: 72, vanished: 0, largest: null }));
    expect(survivalOf(of, 0)).toBeNull();
    expect(await Promise.all([learnSurvival(of, 0, ask), learnSurvival({ ...of }, 0, ask)])).toEqual([true, true]);
    expect(ask).toHaveBeenCalledTimes(1);
    expect(survivalOf(of, 0)?.survivors).toBe('at width 128, 86 % of 512 networks drawn survive');
    // Training does not enter.
    expect(survivalOf({ ...of, learningRate: 0.1, replicas: 4 }, 0)).toEqual(survivalOf(of, 0));
    expect(survivalOf({ ...of, depth: 41 }, 0)).toBeNull();
  });

  it('without counting where theory can', async () => {
    const ask = vi.fn();
    const wide = { ...of, depth: 10, width: 512 };
    expect(await learnSurvival(wide, 1, ask)).toBe(true);
    expect(survivalOf(wide, 1)?.fates).toBe(foreseenSurvival('finite', 512).fates);
    expect(ask).not.toHaveBeenCalled();
  });

  it('not at all where another run took over, and then anew', async () => {
    const other = { ...of, seed: 202 };
    expect(await learnSurvival(other, 0, () => Promise.resolve(null))).toBe(false);
    expect(survivalOf(other, 0)).toBeNull();
    expect(
      await learnSurvival(other, 0, () => Promise.resolve({ networks: 64, overflowed: 0, vanished: 0, largest: null })),
    ).toBe(true);
  });
});
