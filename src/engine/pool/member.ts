/** One worker of a pool: what is asked of it ends with an answer or with its death, never with silence. */
import { type Remote, wrap } from 'comlink';
import type { LabWorker } from '../protocol.ts';

/** A worker has stopped before it answered. */
export class WorkerDied extends Error {
  override name = 'WorkerDied';
}

export interface Member {
  /** True until it died or was closed. */
  readonly alive: boolean;
  /** The worker's answer; rejects with WorkerDied where it stops before. */
  ask<Answer>(question: (worker: Remote<LabWorker>) => Promise<Answer>): Promise<Answer>;
  /** Ends the worker, and with it whatever it is doing. Idempotent. */
  close(): void;
}

export function openMember(createWorker: () => Worker): Member {
  const worker = createWorker();
  const remote = wrap<LabWorker>(worker);
  let alive = true;
  let die: (error: WorkerDied) => void = () => {};
  const death = new Promise<never>((_, reject) => {
    die = reject;
  });
  // Whoever waits for an answer hears of it; nobody has to.
  death.catch(() => {});

  function stop(reason: string): void {
    if (!alive) return;
    alive = false;
    worker.terminate();
    die(new WorkerDied(reason));
  }
  worker.onerror = ({ message }) => stop(message || 'no reason given');
  worker.onmessageerror = () => stop('a message could not be read');

  return {
    get alive() {
      return alive;
    },
    async ask(question) {
      if (!alive) throw new WorkerDied('it was closed');
      const answer = question(remote);
      // After its death nobody waits for it.
      answer.catch(() => {});
      return Promise.race([answer, death]);
    },
    close: () => stop('it was closed'),
  };
}
