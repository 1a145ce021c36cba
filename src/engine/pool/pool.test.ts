import type { Remote } from 'comlink';
import { afterEach, describe, expect, it } from 'vitest';
import { coreCount, createPool, type Pool, type Task } from './pool.ts';
import { type FakeWorker, fakeWorker } from './testing.ts';

/** Answers with the number of its worker; asked for 0 it dies. */
interface Counter {
  ask(what: number): Promise<string>;
}

let opened: FakeWorker[] = [];
let begun: number[] = [];
let pool: Pool | null = null;

function open(size: number, deadly: (what: number, worker: number) => boolean = () => false): Pool {
  opened = [];
  begun = [];
  const createWorker = (): Worker => {
    const place = opened.length;
    const service: Counter = {
      async ask(what) {
        begun.push(what);
        if (deadly(what, place)) {
          opened[place]?.die('out of memory');
          return new Promise<string>(() => {});
        }
        await new Promise((resolve) => setTimeout(resolve));
        return `${what} by ${place}`;
      },
    };
    const fake = fakeWorker(service);
    opened.push(fake);
    return fake.worker;
  };
  pool = createPool({ size, createWorker });
  return pool;
}

const asking =
  (what: number): Task<string> =>
  (worker) =>
    (worker as unknown as Remote<Counter>).ask(what);

afterEach(() => pool?.dispose());

describe('a pool of workers', () => {
  it('opens no more than it has tasks for, nor more than its size, and does all in order', async () => {
    const { run } = open(3);
    expect(await run(asking(1))).toBe('1 by 0');
    expect(await run(asking(2))).toBe('2 by 0');
    expect(opened).toHaveLength(1);
    const answers = await Promise.all([1, 2, 3, 4, 5, 6, 7].map((what) => run(asking(what))));
    expect(answers.map((answer) => answer[0])).toEqual(['1', '2', '3', '4', '5', '6', '7']);
    expect(begun.slice(2)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(opened).toHaveLength(3);
  });

  it('replaces a worker that dies and does its task again', async () => {
    const { run } = open(2, (what, place) => what === 2 && place < 2);
    const answers = await Promise.all([1, 2, 3].map((what) => run(asking(what))));
    expect(answers.map((answer) => answer[0])).toEqual(['1', '2', '3']);
    expect(opened.filter(({ terminated }) => terminated)).toHaveLength(1);
    expect(begun.filter((what) => what === 2)).toHaveLength(2);
  });

  it('gives a task up that has ended two workers, and goes on with the others', async () => {
    const { run } = open(1, (what) => what === 2);
    const outcomes = await Promise.allSettled([1, 2, 3].map((what) => run(asking(what))));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({ reason: { name: 'WorkerDied', message: 'out of memory' } });
    expect(begun).toEqual([1, 2, 2, 3]);
  });

  it('closes workers that have nothing to do, and opens others when there is something', async () => {
    const made = open(2);
    await made.run(asking(1));
    const under = made.run(asking(2));
    made.closeIdle();
    expect(await under).toBe('2 by 0');
    made.closeIdle();
    expect(opened.map(({ terminated }) => terminated)).toEqual([true]);
    expect(await made.run(asking(3))).toBe('3 by 1');
  });

  it('ends everything at once when it is disposed of', async () => {
    const made = open(1);
    const outcomes = Promise.allSettled([1, 2, 3].map((what) => made.run(asking(what))));
    made.dispose();
    expect((await outcomes).every(({ status }) => status === 'rejected')).toBe(true);
    await expect(made.run(asking(4))).rejects.toThrow('it was closed');
    expect(opened.every(({ terminated }) => terminated)).toBe(true);
  });

  it('has a worker for every core, at most sixteen', () => {
    expect([coreCount(1), coreCount(2), coreCount(64), coreCount(0)]).toEqual([1, 2, 16, 1]);
  });
});
