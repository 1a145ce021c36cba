/**
 * Several workers that do tasks of the same kind, as many at a time as there are cores. They share no memory, so that they work
 * on any static host and in any frame.
 */
import type { Remote } from 'comlink';
import { openWorker } from '../openWorker.ts';
import type { LabWorker } from '../protocol.ts';
import { type Member, openMember, WorkerDied } from './member.ts';

/** More would want more memory than they save time. */
const MOST = 16;

/** As many workers as the machine has cores. */
export const coreCount = (cores = globalThis.navigator?.hardwareConcurrency ?? 1): number =>
  Math.min(MOST, Math.max(1, Math.floor(cores)));

export type Task<Answer> = (worker: Remote<LabWorker>) => Promise<Answer>;

export interface Pool {
  /** So many tasks are done at a time. */
  readonly size: number;
  /**
   * Does a task on the next worker that is free, in the order of the calls. A worker that dies is replaced and its task done
   * again, once: a second death rejects with WorkerDied.
   */
  run<Answer>(task: Task<Answer>): Promise<Answer>;
  /** Ends the workers that have nothing to do; others take their place when there is something. */
  closeIdle(): void;
  /** Ends all workers; tasks under way and waiting reject with WorkerDied. Idempotent. */
  dispose(): void;
}

export interface PoolOptions {
  readonly size?: number;
  readonly createWorker?: () => Worker;
  /** What every worker has to be told before its first task. */
  readonly prepare?: Task<unknown>;
}

interface Slot {
  member: Member | null;
}

/** Workers are opened when there is something to do for them. */
export function createPool({ size = coreCount(), createWorker = openWorker, prepare }: PoolOptions = {}): Pool {
  const free: Slot[] = Array.from({ length: size }, () => ({ member: null }));
  const slots = [...free];
  const waiting: ((slot: Slot | null) => void)[] = [];
  let disposed = false;

  const take = (): Promise<Slot | null> => {
    // One that is open already comes first.
    const at = free.findIndex(({ member }) => member?.alive);
    const slot = free.splice(Math.max(0, at), 1)[0];
    return slot ? Promise.resolve(slot) : new Promise((resolve) => waiting.push(resolve));
  };
  const giveBack = (slot: Slot): void => {
    const next = waiting.shift();
    if (next) next(slot);
    else free.push(slot);
  };

  async function attempt<Answer>(slot: Slot, task: Task<Answer>): Promise<Answer> {
    if (disposed) throw gone();
    if (!slot.member?.alive) {
      slot.member = openMember(createWorker);
      if (prepare) await slot.member.ask(prepare);
    }
    return slot.member.ask(task);
  }

  return {
    size,
    async run(task) {
      if (disposed) throw gone();
      const slot = await take();
      if (slot === null) throw gone();
      try {
        return await attempt(slot, task).catch((error: unknown) => {
          if (!(error instanceof WorkerDied) || disposed) throw error;
          return attempt(slot, task);
        });
      } finally {
        giveBack(slot);
      }
    },
    closeIdle() {
      for (const slot of free) slot.member?.close();
    },
    dispose() {
      disposed = true;
      for (const resolve of waiting.splice(0)) resolve(null);
      for (const { member } of slots) member?.close();
    },
  };
}

const gone = (): WorkerDied => new WorkerDied('it was closed');
