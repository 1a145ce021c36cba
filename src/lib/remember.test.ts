import { expect, test } from 'vitest';
import { remember } from './remember.ts';

test('the newest stay, and what is remembered again is the newest', () => {
  const known = new Map<string, number>();
  for (const [key, value] of [
    ['a', 1],
    ['b', 2],
    ['a', 3],
    ['c', 4],
  ] as const) {
    remember(known, key, value, 2);
  }
  expect([...known]).toEqual([
    ['a', 3],
    ['c', 4],
  ]);
});
