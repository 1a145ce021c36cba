import { type Remote, releaseProxy } from 'comlink';

/**
 * Ends a worker and lets go of it, once. Comlink holds each worker for as long as its remote can be reached (a FinalizationRegistry's
 * held value is a root), and whoever hears the worker fail, a handler of the worker's own, mostly reaches the remote: without
 * a word neither would ever be collected.
 */
export function endWorker(worker: Worker, remote: Remote<unknown>): void {
  remote[releaseProxy]();
  worker.terminate();
}
