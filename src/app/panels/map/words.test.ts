import { describe, expect, it } from 'vitest';
import { progressNews, storedText } from './words.ts';

describe('the panel of the map', () => {
  it('says where a stored map is from', () => {
    expect(storedText({ date: '2026-11-29', engine: 'fused-wasm' }, 7)).toBe(
      'A stored map, computed on 29 November 2026 by fused-wasm, seed 7.',
    );
    expect(progressNews({ done: 4, total: 4, secondsLeft: 0 }, 'stored')).toBe('The map is a stored one.');
  });
});
