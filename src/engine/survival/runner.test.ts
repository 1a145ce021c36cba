import { expect, it } from 'vitest';
import type { PreparedEngine } from '../choose.ts';
import { referenceEngine } from '../reference/engine.ts';
import { Runner } from '../runner.ts';
import { arm, experiment } from '../testing.ts';
import { countArm } from './count.ts';
import { drawn } from './testing.ts';

const runner = (): Runner =>
  new Runner(async (): Promise<PreparedEngine> => {
    const report = { name: referenceEngine.name, adapter: '', reason: 'A test.' };
    return { engine: referenceEngine, report, lost: new Promise(() => {}), suits: () => true };
  });
const of = experiment([arm('mrepu.2'), arm('relu')], { depth: 40, width: 64 });
const small = experiment([arm('relu')], { depth: 2, width: 4 });

it('the worker counts an arm of the present run in pieces, between which it listens', async () => {
  const worker = runner();
  await worker.start({ run: 1, experiment: small, playing: false }, () => {});
  const count = worker.survival(of, 0);
  let turns = 0;
  const listening = setInterval(() => turns++, 1);
  expect(await count).toEqual(drawn(countArm(of, 0)));
  clearInterval(listening);
  expect(turns).toBeGreaterThan(3);
  worker.dispose();
});

it('the worker gives a count up when another run takes over', async () => {
  const worker = runner();
  await worker.start({ run: 1, experiment: small, playing: false }, () => {});
  const count = worker.survival(of, 0);
  worker.start({ run: 2, experiment: small, playing: false }, () => {});
  expect(await count).toBeNull();
  worker.dispose();
});
