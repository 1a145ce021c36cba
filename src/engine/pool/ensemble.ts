/** The networks of a run in several workers, each of which has some arms or some of their replicas. */
import type { Experiment } from '../../experiment/experiment.ts';
import type { Ensemble, Look } from '../trainer/ensemble.ts';
import type { ArmStatistics } from '../trainer/statistics.ts';
import type { Crew } from './crew.ts';
import { mergeLooks, mergeStatistics } from './merge.ts';
import { isIn, split } from './pieces.ts';
import { RemotePart } from './remotePart.ts';

export class PoolEnsemble implements Ensemble {
  readonly interval = 64;
  readonly chunk = 16;
  readonly overlaps = false;
  readonly #parts: readonly RemotePart[];
  /** Of the orders that nobody has waited for. */
  #pending: Promise<unknown>[] = [];
  #disposed = false;

  private constructor(parts: readonly RemotePart[]) {
    this.#parts = parts;
  }

  /**
   * Networks at step 0, shared out among at most so many workers.
   * Throws EngineError where they do not fit, or the workers cannot be had.
   */
  static async open(crew: Crew, experiment: Experiment, workers: number): Promise<PoolEnsemble> {
    const parts = split(experiment, workers).map((pieces, i) => new RemotePart(crew, i, experiment, pieces));
    const opened = await Promise.allSettled(parts.map((part) => part.open()));
    const refused = opened.find(({ status }) => status === 'rejected');
    if (refused) {
      for (const part of parts) part.close();
      throw (refused as PromiseRejectedResult).reason;
    }
    return new PoolEnsemble(parts);
  }

  get workers(): number {
    return this.#parts.length;
  }

  train(arms: readonly number[], done: number, count: number, place: number): void {
    for (const part of this.#parts) {
      const own = arms.filter((arm) => part.has(arm));
      if (own.length > 0) this.#post(part.order('train', own, done, count, place));
    }
  }

  async settled(): Promise<void> {
    await Promise.all(this.#pending.splice(0));
  }

  async look(arms: readonly number[], step: number, steps: number): Promise<readonly Look[] | null> {
    const looks = new Map<number, Look[]>(arms.map((arm) => [arm, []]));
    const answers = await this.#all((part) => {
      const own = arms.filter((arm) => part.has(arm));
      return own.length > 0 ? part.order('look', own, step, steps) : null;
    });
    if (answers === null) return null;
    answers.forEach((answer, i) => {
      (this.#parts[i] as RemotePart).pieces.forEach((piece, p) => {
        const inPiece = arms.filter((arm) => isIn(arm, piece));
        inPiece.forEach((arm, k) => {
          looks.get(arm)?.push(answer?.[p]?.[k] as Look);
        });
      });
    });
    return arms.map((arm) => mergeLooks(looks.get(arm) as Look[]));
  }

  save(arm: number): void {
    for (const part of this.#of(arm)) this.#post(part.order('save', arm));
  }

  restore(arm: number): void {
    for (const part of this.#of(arm)) this.#post(part.order('restore', arm));
  }

  async retrace(arm: number, done: number, count: number): Promise<readonly ArmStatistics[] | null> {
    const answers = await this.#all((part) => (part.has(arm) ? part.order('retrace', arm, done, count) : null));
    if (answers === null) return null;
    const pieces = answers.flatMap((answer) => answer ?? []);
    return Array.from({ length: count }, (_, i) => mergeStatistics(pieces.map((piece) => piece[i] as ArmStatistics)));
  }

  async predict(
    replicas: () => readonly (number | null)[],
    inputs: Float32Array,
  ): Promise<readonly (Float32Array | null)[]> {
    const chosen = replicas();
    const answers = await this.#all((part) => part.order('predict', chosen, inputs));
    return chosen.map(
      (_, arm) => answers?.map((outputs) => outputs?.[arm] ?? null).find((own) => own !== null) ?? null,
    );
  }

  release(arm: number): void {
    for (const part of this.#of(arm)) part.release(arm);
  }

  dispose(): void {
    this.#disposed = true;
    for (const part of this.#parts) part.close();
  }

  /** Answers by part; null if disposed meanwhile. */
  async #all<Answer>(ask: (part: RemotePart) => Promise<Answer> | null): Promise<readonly (Answer | null)[] | null> {
    try {
      const answers = await Promise.all(this.#parts.map(ask));
      return this.#disposed ? null : answers;
    } catch (error) {
      if (this.#disposed) return null;
      throw error;
    }
  }

  #of(arm: number): readonly RemotePart[] {
    return this.#parts.filter((part) => part.has(arm));
  }

  /** What goes wrong is told to whoever waits for it. */
  #post(order: Promise<unknown>): void {
    order.catch(() => {});
    this.#pending.push(order);
  }
}
