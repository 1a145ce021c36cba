/** One worker of a pool: what is asked of it ends with an answer or with its death, never with silence. */
import { type Remote, wrap } from 'comlink';
import { endWorker } from '../endWorker.ts';
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
  /** Tells those who wait for an answer of its death. A promise of the death, raced with every answer, would keep all of them. */
  const waiting = new Set<(error: WorkerDied) => void>();

  function stop(reason: string): void {
    if (!alive) return;
    alive = false;
    endWorker(worker, remote);
    for (const hear of waiting) hear(new WorkerDied(reason));
    waiting.clear();
  }
  worker.onerror = ({ message }) => stop(message || 'no reason given');
  worker.onmessageerror = () => stop('a message could not be read');

  return {
    get alive() {
      return alive;
    },
    ask<Answer>(question: (worker: Remote<LabWorker>) => Promise<Answer>): Promise<Answer> {
      if (!alive) return Promise.reject(new WorkerDied('it was closed'));
      return new Promise<Answer>((resolve, reject) => {
        waiting.add(reject);
        question(remote)
          .then(resolve, reject)
          .finally(() => waiting.delete(reject));
      });
    },
    close: () => stop('it was closed'),
  };
}
