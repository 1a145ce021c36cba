import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Order } from './network.ts';
import { entriesOf, keyOf, lineOf, Store } from './store.ts';
import { failed, finite } from './testing.ts';
import { ifMeasured, NotMeasured } from './trains.ts';

const order = (seed: number): Order => ({ fragment: `arm=tanh&seed=${seed}`, metric: null, rounding: 'fused' });

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'repu-lab-store-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('knows again what an earlier process kept, infinite metrics included', () => {
  const file = path.join(folder, 'again.jsonl');
  const ending = { ...finite(0.5), metrics: [0.25, Number.POSITIVE_INFINITY] };
  const first = new Store(file);
  first.add(order(1), ending, 'here');
  first.add(order(2), failed(7), 'here');
  const second = new Store(file);
  expect(second.get(order(1))).toEqual(ending);
  expect(second.get(order(2))).toEqual(failed(7));
  expect(second.get({ ...order(1), rounding: 'plain' })).toBeNull();
  expect(second.asked.map(keyOf)).toEqual([order(1), order(2)].map(keyOf));
});

it('goes on after a line that was cut short, and loses that one alone', () => {
  const file = path.join(folder, 'cut.jsonl');
  new Store(file).add(order(1), finite(1), 'here');
  appendFileSync(file, '{"fragment":"arm=tanh&seed=2","met');
  const text = readFileSync(file, 'utf8');
  const store = new Store(file);
  // Who only reads leaves the file to who may be writing it.
  expect(readFileSync(file, 'utf8')).toBe(text);
  expect(store.get(order(2))).toBeNull();
  store.add(order(3), finite(3), 'here');
  store.add(order(4), finite(4), 'here');
  const again = new Store(file);
  expect([1, 2, 3, 4].map((seed) => again.get(order(seed))?.losses[0] ?? null)).toEqual([1, null, 3, 4]);
});

it('reads lines of the first days, which do not say where they are from', () => {
  const [entry] = entriesOf(`${JSON.stringify({ ...order(1), ending: finite(1) })}\n`);
  expect(entry?.where).toBeUndefined();
  expect(entriesOf(entry ? lineOf(entry) : '')).toEqual([entry]);
});

it('says that a network is not measured instead of guessing, and lets other errors pass', async () => {
  const store = new Store(path.join(folder, 'none.jsonl'));
  await expect(store.train(order(1))).rejects.toThrow(NotMeasured);
  expect(await ifMeasured(() => store.train(order(1)))).toBeNull();
  await expect(ifMeasured(() => Promise.reject(new RangeError('no')))).rejects.toThrow(RangeError);
});
