import { describe, expect, it } from 'vitest';
import type { Survival } from './survival.ts';
import { fateClause, survivalClause } from './survivalWords.ts';

const counted = (overflowed: number, vanished = 0, networks = 512): Survival => ({
  kind: 'counted',
  count: { networks, overflowed, vanished },
});

describe('what becomes of networks of a width', () => {
  it('is a share with its interval and on how many it was measured', () => {
    expect(fateClause(counted(72), 64)).toBe(
      'at width 64, 14 % of networks (95 %: 11–17 %) overflow before the first step, measured on 512',
    );
  });

  it('is two shares where some overflow and others vanish', () => {
    expect(fateClause(counted(30, 32, 64), 32)).toBe(
      'at width 32, 47 % of networks (95 %: 35–59 %) overflow and 50 % (38–62 %) vanish before the first step, measured on 64',
    );
  });

  it('is all or none where it is, with what none can mean', () => {
    expect(fateClause(counted(512), 64)).toBe('at width 64, all 512 networks drawn overflow before the first step');
    expect(fateClause(counted(0, 512), 64)).toBe('at width 64, all 512 networks drawn vanish before the first step');
    expect(fateClause(counted(0), 64)).toBe(
      'at width 64, none of 512 networks drawn is lost before the first step (95 %: under 0.7 %)',
    );
  });

  it('has a decimal near none and all', () => {
    expect(fateClause(counted(1), 64)).toContain('0.2 % of networks (95 %: 0–1 %)');
    expect(fateClause(counted(511), 64)).toContain('99.8 % of networks (95 %: 99–100 %)');
  });

  it('is theory’s word where leading order holds', () => {
    expect(fateClause({ kind: 'foreseen', fate: 'finite' }, 256)).toBe(
      'at width 256, by leading order, at least 99 % of networks survive their initialisation',
    );
    expect(fateClause({ kind: 'foreseen', fate: 'vanished' }, 64)).toContain('at least 99 % of networks vanish');
  });
});

describe('how many survive', () => {
  it('is counted or foreseen', () => {
    expect(survivalClause(counted(60, 12), 64)).toBe('at width 64, 86 % of 512 networks drawn survive');
    expect(survivalClause(counted(0), 64)).toBe('at width 64, all 512 networks drawn survive');
    expect(survivalClause(counted(500, 12), 64)).toBe('at width 64, none of 512 networks drawn survives');
    expect(survivalClause({ kind: 'foreseen', fate: 'finite' }, 64)).toBe(
      'at width 64, by leading order, at least 99 % of networks survive',
    );
    expect(survivalClause({ kind: 'foreseen', fate: 'overflowed' }, 64)).toContain('at most 1 % of networks survive');
  });
});
