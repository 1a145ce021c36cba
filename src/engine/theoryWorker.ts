/** A worker of the same script as the training worker's, for theory that takes seconds. */
import { type Remote, wrap } from 'comlink';
import { endWorker } from './endWorker.ts';
import { openWorker } from './openWorker.ts';
import type { LabWorker } from './protocol.ts';

export interface TheoryWorker {
  /** The worker's answer; null where it was closed, or died, before it had one. */
  ask<Answer>(question: (remote: Remote<LabWorker>) => Promise<Answer>): Promise<Answer | null>;
  /** Ends it, and with it what it is at. */
  close(): void;
}

export function openTheoryWorker(createWorker: () => Worker = openWorker): TheoryWorker {
  const worker = createWorker();
  const remote = wrap<LabWorker>(worker);
  let alive = true;
  let close = () => {};
  const closed = new Promise<null>((resolve) => {
    close = () => {
      if (alive) endWorker(worker, remote);
      alive = false;
      resolve(null);
    };
  });
  worker.onerror = close;
  worker.onmessageerror = close;
  return {
    ask: (question) => (alive ? Promise.race([question(remote).catch(() => null), closed]) : closed),
    close,
  };
}
