/** A worker of the same script as the training worker's, for theory that takes seconds. */
import { type Remote, wrap } from 'comlink';
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
  let close = () => {};
  const closed = new Promise<null>((resolve) => {
    close = () => {
      worker.terminate();
      resolve(null);
    };
  });
  worker.onerror = close;
  worker.onmessageerror = close;
  return { ask: (question) => Promise.race([question(remote).catch(() => null), closed]), close };
}
