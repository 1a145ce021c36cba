/** For the tests: workers that live in this process, on a message channel, and die when they are told to. */
import { expose } from 'comlink';

export interface FakeWorker {
  readonly worker: Worker;
  readonly terminated: boolean;
  /** It stops as a browser tells it: no answer comes any more. */
  die(message: string): void;
}

/** @param service what the worker does; see LabWorker. */
export function fakeWorker(service: object): FakeWorker {
  const { port1, port2 } = new MessageChannel();
  let terminated = false;
  expose(service, port1);
  const worker = {
    postMessage: (message: unknown, transfer: Transferable[]) => terminated || port2.postMessage(message, transfer),
    addEventListener: port2.addEventListener.bind(port2),
    removeEventListener: port2.removeEventListener.bind(port2),
    onerror: null as ((event: { message: string }) => void) | null,
    onmessageerror: null,
    terminate() {
      terminated = true;
      port1.close();
      port2.close();
    },
  };
  port2.start();
  return {
    worker: worker as unknown as Worker,
    get terminated() {
      return terminated;
    },
    die(message) {
      port1.close();
      worker.onerror?.({ message });
    },
  };
}
