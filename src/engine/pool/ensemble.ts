/** The networks of a run in several workers, each of which has some arms or some of their replicas. */
import type { Experiment } from '../../experiment/experiment.ts';
import type { Progress } from '../drawing.ts';
import type { Ensemble, Look, Parameters, Wanted } from '../trainer/ensemble.ts';
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
   * @param progress told how far the slowest of the workers is that take their time.
   */
  static async open(crew: Crew, experiment: Experiment, workers: number, progress?: Progress): Promise<PoolEnsemble> {
    const parts = split(experiment, workers).map((pieces, i) => new RemotePart(crew, i, experiment, pieces));
    const shares = new Map<RemotePart, number>();
    const opened = await Promise.allSettled(
      parts.map((part) => part.open(progress && ((share) => progress(Math.min(...shares.set(part, share).values()))))),
    );
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
    this.#post(arms, (part, own) => part.order('train', own, done, count, place));
  }

  async settled(): Promise<void> {
    await Promise.all(this.#pending.splice(0));
  }

  async look(arms: readonly number[], step: number, steps: number): Promise<readonly Look[] | null> {
    const looks = await this.#ask(arms, (part, own) => part.order('look', own, step, steps));
    return looks?.map(mergeLooks) ?? null;
  }

  save(arms: readonly number[]): void {
    this.#post(arms, (part, own) => part.order('save', own));
  }

  restore(arms: readonly number[]): void {
    this.#post(arms, (part, own) => part.order('restore', own));
  }

  async retrace(
    arms: readonly number[],
    done: number,
    count: number,
  ): Promise<readonly (readonly ArmStatistics[])[] | null> {
    const retraced = await this.#ask(arms, (part, own) => part.order('retrace', own, done, count));
    const merged = (pieces: readonly (readonly ArmStatistics[])[]) =>
      Array.from({ length: count }, (_, i) => mergeStatistics(pieces.map((piece) => piece[i] as ArmStatistics)));
    return retraced?.map(merged) ?? null;
  }

  async predict(
    replicas: () => readonly (number | null)[],
    inputs: Float32Array,
    derivatives: boolean,
  ): Promise<readonly (Float32Array | null)[]> {
    const chosen = replicas();
    const answers = await this.#unlessDisposed(
      this.#parts.map((part) => part.order('predict', chosen, inputs, derivatives)),
    );
    return chosen.map((_, arm) => answers?.map((outputs) => outputs[arm] ?? null).find((own) => own !== null) ?? null);
  }

  async parameters(replicas: () => readonly Wanted[]): Promise<readonly Parameters[]> {
    const chosen = replicas();
    const answers = await this.#unlessDisposed(this.#parts.map((part) => part.order('parameters', chosen)));
    return chosen.map((own, arm) => {
      const found = own?.map((_, i) => answers?.map((all) => all[arm]?.[i] ?? null).find((one) => one !== null));
      return found?.every((one) => one != null) ? found : null;
    });
  }

  release(arm: number): void {
    for (const part of this.#parts) part.release(arm);
  }

  dispose(): void {
    this.#disposed = true;
    for (const part of this.#parts) part.close();
  }

  /** What is asked of those parts that have some of the arms: per arm its pieces’ answers, replicas in their order. */
  async #ask<Answer>(
    arms: readonly number[],
    ask: (part: RemotePart, own: readonly number[]) => Promise<readonly (readonly Answer[])[]>,
  ): Promise<readonly (readonly Answer[])[] | null> {
    const asked = this.#having(arms);
    const answers = await this.#unlessDisposed(asked.map(([part, own]) => ask(part, own)));
    if (answers === null) return null;
    const byArm = new Map<number, Answer[]>(arms.map((arm) => [arm, []]));
    for (const [i, [part, own]] of asked.entries()) {
      for (const [p, piece] of part.pieces.entries()) {
        const inPiece = own.filter((arm) => isIn(arm, piece));
        for (const [k, arm] of inPiece.entries()) byArm.get(arm)?.push(answers[i]?.[p]?.[k] as Answer);
      }
    }
    return [...byArm.values()];
  }

  async #unlessDisposed<Answer>(answers: readonly Promise<Answer>[]): Promise<readonly Answer[] | null> {
    try {
      const all = await Promise.all(answers);
      return this.#disposed ? null : all;
    } catch (error) {
      if (this.#disposed) return null;
      throw error;
    }
  }

  /** What goes wrong is told to whoever waits for it. */
  #post(arms: readonly number[], order: (part: RemotePart, own: readonly number[]) => Promise<unknown>): void {
    for (const [part, own] of this.#having(arms)) {
      const done = order(part, own);
      done.catch(() => {});
      this.#pending.push(done);
    }
  }

  #having(arms: readonly number[]): readonly (readonly [RemotePart, readonly number[]])[] {
    return this.#parts
      .map((part) => [part, arms.filter((arm) => part.has(arm))] as const)
      .filter(([, own]) => own.length > 0);
  }
}
