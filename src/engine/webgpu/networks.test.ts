import { expect, test } from 'vitest';
import { packNetworks, runsOf } from './networks.ts';

test('networks are listed with their own numbers, and behind them no network', () => {
  const own = (place: number) => ({ inputs: 100 * place, rate: place - 2, inputScale: place + 0.5, skip: place / 4 });
  const words = packNetworks([5, 2], own, 4);
  const floats = new Float32Array(words.buffer);
  expect([...words].filter((_, i) => i % 5 === 0)).toEqual([5, 2, 0xffffffff, 0xffffffff]);
  expect([...words.subarray(1, 3), ...words.subarray(6, 8)]).toEqual([500, 3, 200, 0]);
  expect([...floats.subarray(3, 5), ...floats.subarray(8, 10)]).toEqual([5.5, 1.25, 2.5, 0.5]);
});

test('places that follow each other are copied in one piece', () => {
  expect(runsOf([3, 4, 5, 0, 1, 9])).toEqual([
    { first: 3, length: 3, index: 0 },
    { first: 0, length: 2, index: 3 },
    { first: 9, length: 1, index: 5 },
  ]);
  expect(runsOf([])).toEqual([]);
});
