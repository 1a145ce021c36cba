/** Endings of networks, kept line by line in a file: what was interrupted goes on where it stopped. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Ending, Order } from './network.ts';
import { NotMeasured, type Trains } from './trains.ts';

/** One line of the file. */
export interface Entry extends Order {
  readonly ending: Ending;
  /** Engine and runtime; absent in lines of the first days. */
  readonly where?: string;
  /** ISO date; absent likewise. */
  readonly day?: string;
}

export class Store implements Trains {
  readonly #file: string;
  readonly #known = new Map<string, Entry>();
  readonly #asked = new Set<Entry>();
  /** Whether the file's last line was cut short: it must not swallow the next one. */
  #cut: boolean;

  constructor(file: string) {
    this.#file = file;
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    for (const entry of entriesOf(text)) this.#known.set(keyOf(entry), entry);
    this.#cut = text !== '' && !text.endsWith('\n');
  }

  /** What has been asked for so far, for the report on how it was measured. */
  get asked(): readonly Entry[] {
    return [...this.#asked];
  }

  get(order: Order): Ending | null {
    const entry = this.#known.get(keyOf(order));
    if (entry) this.#asked.add(entry);
    return entry?.ending ?? null;
  }

  /** The ending that is known. Rejects with NotMeasured where it is not. */
  async train(order: Order): Promise<Ending> {
    const ending = this.get(order);
    if (ending === null) throw new NotMeasured(order.fragment);
    return ending;
  }

  add(order: Order, ending: Ending, where: string): void {
    const entry: Entry = { ...order, ending, where, day: new Date().toISOString().slice(0, 10) };
    appendFileSync(this.#file, `${this.#cut ? '\n' : ''}${lineOf(entry)}\n`);
    this.#cut = false;
    this.#known.set(keyOf(entry), entry);
    this.#asked.add(entry);
  }
}

export const keyOf = ({ fragment, metric, rounding }: Order): string => [fragment, metric, rounding].join(' ');

export const lineOf = (entry: Entry): string => JSON.stringify(entry, finite);

/** The lines that are whole; the last one is not where the process was killed while writing it. */
export function entriesOf(text: string): readonly Entry[] {
  return text.split('\n').flatMap((line) => {
    try {
      return line === '' ? [] : [JSON.parse(line, infinite) as Entry];
    } catch {
      return [];
    }
  });
}

/** JSON knows no infinity. */
const INFINITE = 'infinite';
const finite = (_: string, value: unknown): unknown => (value === Number.POSITIVE_INFINITY ? INFINITE : value);
const infinite = (_: string, value: unknown): unknown => (value === INFINITE ? Number.POSITIVE_INFINITY : value);
