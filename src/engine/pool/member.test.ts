import type { Remote } from 'comlink';
import { expect, it } from 'vitest';
import { openMember, WorkerDied } from './member.ts';
import { collectGarbage } from './testing.garbage.ts';
import { fakeWorker } from './testing.ts';

interface Echo {
  echo(what: number): Promise<{ readonly numbers: Float64Array }>;
  silence(): Promise<void>;
}

const opened = () => {
  const service: Echo = {
    echo: async (what) => ({ numbers: new Float64Array(1000).fill(what) }),
    silence: () => new Promise(() => {}),
  };
  const fake = fakeWorker(service);
  const member = openMember(() => fake.worker);
  const ask = <Answer>(question: (echo: Remote<Echo>) => Promise<Answer>) =>
    member.ask((worker) => question(worker as unknown as Remote<Echo>));
  return { fake, member, ask };
};

it('holds on to no answer, however long it lives', async () => {
  const { member, ask } = opened();
  const answers: WeakRef<object>[] = [];
  for (let what = 0; what < 20; what++) answers.push(new WeakRef(await ask((echo) => echo.echo(what))));
  // Of the latest the stack may still know.
  await ask((echo) => echo.echo(-1));
  await collectGarbage();
  expect(answers.filter((answer) => answer.deref() !== undefined)).toHaveLength(0);
  member.close();
});

it('is let go of when it is closed, whatever it was at', async () => {
  const closed = Array.from({ length: 20 }, () => {
    const { fake, member, ask } = opened();
    ask((echo) => echo.silence()).catch(() => {});
    member.close();
    return new WeakRef(fake.worker);
  });
  await collectGarbage();
  expect(closed.filter((worker) => worker.deref() !== undefined)).toHaveLength(0);
});

it('tells all who wait of its death, and those who ask after it', async () => {
  const { fake, member, ask } = opened();
  const waiting = [1, 2].map(() => ask((echo) => echo.silence()));
  const outcomes = Promise.allSettled(waiting);
  fake.die('out of memory');
  expect((await outcomes).map((outcome) => outcome.status === 'rejected' && outcome.reason)).toEqual([
    new WorkerDied('out of memory'),
    new WorkerDied('out of memory'),
  ]);
  expect([member.alive, fake.terminated]).toEqual([false, true]);
  await expect(ask((echo) => echo.echo(1))).rejects.toThrow('it was closed');
});
