import { describe, expect, it } from 'vitest';
import { planOf } from '../../../experiment/map/plan.ts';
import { parseFragment } from '../../../experiment/permalink.ts';
import { normText, progressNews, storedText } from './words.ts';

const said = (fragment: string): string | null => {
  const { experiment, display } = parseFragment(fragment);
  return normText(experiment, planOf(experiment, display));
};

describe('the panel of the map', () => {
  it('says where a stored map is from', () => {
    expect(storedText({ date: '2026-11-29', engine: 'fused-wasm' }, 7)).toBe(
      'A stored map, computed on 29 November 2026 by fused-wasm, seed 7.',
    );
    expect(progressNews({ done: 4, total: 4, secondsLeft: 0 }, 'stored')).toBe('The map is a stored one.');
  });

  it('says of which arms K_1 changes the first layer alone, and nothing where of none', () => {
    const norms = 'arm=repu.2_init.lecun&arm=repu.2_init.lecun_norm.rms&arm=tanh_init.lecun_norm.layer';
    expect(said(norms)).toBe(
      'Before training K_1 changes layer 1 of RePU(2) + RMS and tanh + LN alone: behind a norm, without skip and biases, all later layers are the same.',
    );
    expect(said('arm=repu.2_init.lecun&arm=repu.2_init.lecun_skip.1_norm.rms')).toBeNull();
    expect(said(`${norms}&mapx=cw_0.1_10_4_log&mapy=lr_0.001_0.1_4_log`)).toBeNull();
  });
});
