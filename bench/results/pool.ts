/** Processes that train networks, first ordered first trained; every ending is kept at once. */
import { type ChildProcess, fork } from 'node:child_process';
import type { Ending, Order } from './network.ts';
import { keyOf, type Store } from './store.ts';
import type { Trains } from './trains.ts';

interface Waiting {
  readonly order: Order;
  readonly settle: (ending: Ending) => void;
  readonly fail: (error: Error) => void;
}

/** What a worker says: where it runs once it is ready, then how each network ended. */
export type Message = { readonly ready: string } | { readonly ending: Ending } | { readonly error: string };

export class Pool implements Trains {
  readonly #store: Store;
  readonly #queue: Waiting[] = [];
  readonly #idle: ChildProcess[] = [];
  readonly #busy = new Map<ChildProcess, Waiting>();
  readonly #underWay = new Map<string, Promise<Ending>>();
  readonly #children: readonly ChildProcess[];
  /** Engine and runtime, as the workers tell. */
  #where = '';

  /** @param worker the script of a process, @param size how many of them. */
  constructor(worker: string, digitsFile: string, size: number, store: Store) {
    this.#store = store;
    this.#children = Array.from({ length: size }, () => {
      // JSON knows no infinity. Node 20 knows fused multiply-add in WebAssembly by this option only.
      const child = fork(worker, [digitsFile], {
        execArgv: ['--experimental-wasm-relaxed-simd'],
        serialization: 'advanced',
      });
      child.on('message', (message: Message) => this.#hear(child, message));
      child.on('exit', () => this.#busy.get(child)?.fail(new Error('A process that trains networks ended.')));
      return child;
    });
  }

  /** The known ending, or that of training it now. */
  train(order: Order): Promise<Ending> {
    const known = this.#store.get(order);
    if (known) return Promise.resolve(known);
    const key = keyOf(order);
    const running = this.#underWay.get(key) ?? this.#enqueue(order).finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, running);
    return running;
  }

  /** Ends the processes, and with them what is under way. */
  close(): void {
    for (const child of this.#children) child.disconnect();
  }

  #enqueue(order: Order): Promise<Ending> {
    return new Promise((settle, fail) => {
      this.#queue.push({ order, settle, fail });
      this.#next();
    });
  }

  #hear(child: ChildProcess, message: Message): void {
    const waiting = this.#busy.get(child);
    this.#busy.delete(child);
    this.#idle.push(child);
    if ('ready' in message) this.#where = message.ready;
    else if ('error' in message) waiting?.fail(new Error(`${waiting.order.fragment}: ${message.error}`));
    else if (waiting) {
      this.#store.add(waiting.order, message.ending, this.#where);
      waiting.settle(message.ending);
    }
    this.#next();
  }

  #next(): void {
    while (this.#queue.length > 0 && this.#idle.length > 0) {
      const child = this.#idle.pop() as ChildProcess;
      const waiting = this.#queue.shift() as Waiting;
      this.#busy.set(child, waiting);
      child.send(waiting.order);
    }
  }
}
