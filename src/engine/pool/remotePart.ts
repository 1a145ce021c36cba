/** A part of a trainer's networks in a worker; where that dies, another one takes its place and comes to the same state. */
import { proxy } from 'comlink';
import type { Experiment } from '../../experiment/experiment.ts';
import type { Progress } from '../drawing.ts';
import { EngineError } from '../engine.ts';
import type { Crew } from './crew.ts';
import { type Member, WorkerDied } from './member.ts';
import type { PartOrder, PartOrders } from './part.ts';
import { isIn, type Piece } from './pieces.ts';

/** Steps that are repeated in one order: as many as there is room for their losses. */
const REPEATED = 64;

type Answer<Name extends keyof PartOrders> = Awaited<ReturnType<PartOrders[Name]>>;

/** What it takes to bring an arm to where it stands. */
interface History {
  /** The step of the state that is kept; null before there is one. */
  kept: number | null;
  /** The orders since that changed its state. */
  since: PartOrder[];
}

let ids = 0;

export class RemotePart {
  readonly pieces: readonly Piece[];
  readonly #crew: Crew;
  readonly #place: number;
  readonly #experiment: Experiment;
  readonly #id = ids++;
  readonly #histories: Map<number, History>;
  #member: Member | null = null;
  #lookedAt = 0;
  #tail: Promise<unknown> = Promise.resolve();
  #closed = false;

  /** @param place of its worker in the crew. */
  constructor(crew: Crew, place: number, experiment: Experiment, pieces: readonly Piece[]) {
    this.#crew = crew;
    this.#place = place;
    this.#experiment = experiment;
    this.pieces = pieces;
    const arms = experiment.arms.flatMap((_, arm) => (this.has(arm) ? [arm] : []));
    this.#histories = new Map(arms.map((arm) => [arm, { kept: null, since: [] }]));
  }

  has(arm: number): boolean {
    return this.pieces.some((piece) => isIn(arm, piece));
  }

  /** Throws EngineError where the networks do not fit, and WorkerDied where no worker can be had. */
  open(progress?: Progress): Promise<void> {
    return this.#inTurn(async () => {
      try {
        await this.#start(progress).catch((error) => this.#afterDeath(error, () => Promise.resolve()));
      } catch (error) {
        throw asHere(error);
      }
    });
  }

  /** Orders are carried out in turn. Throws EngineError where a worker and the one in its place died of the same order. */
  order<Name extends keyof PartOrders>(name: Name, ...told: Parameters<PartOrders[Name]>): Promise<Answer<Name>> {
    return this.#inTurn<Answer<Name>>(async () => {
      const order = [name, ...told] as unknown as PartOrder;
      const ask = () => this.#ask(order);
      const answer = await ask()
        .catch((error) => this.#afterDeath(error, ask))
        .catch((error) => Promise.reject(diedTwice(asHere(error))));
      this.#learn(order);
      return answer as never;
    });
  }

  /** What an arm holds is not wanted again. */
  release(arm: number): void {
    this.#histories.delete(arm);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#member?.alive) this.#ask(['close']).catch(() => {});
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const answer = this.#tail.then(work);
    this.#tail = answer.catch(() => {});
    return answer;
  }

  /** Where the worker has died of it does it once more, in another one. */
  async #afterDeath<T>(error: unknown, work: () => Promise<T>): Promise<T> {
    if (!(error instanceof WorkerDied) || this.#closed) throw error;
    await this.#restart();
    return work();
  }

  async #start(progress?: Progress): Promise<void> {
    this.#member = await this.#crew.member(this.#place, this.#experiment.task.name);
    await this.#ask(['open', this.#experiment, this.pieces], progress);
  }

  /** The same networks at the same step: every bit follows from the experiment and the orders. */
  async #restart(): Promise<void> {
    await this.#start();
    for (const [arm, { kept, since }] of this.#histories) {
      for (let done = 0; kept !== null && done < kept; done += REPEATED) {
        await this.#ask(['train', [arm], done, Math.min(REPEATED, kept - done), 0]);
      }
      if (kept !== null) await this.#ask(['save', [arm]]);
      for (const order of since) await this.#ask(order);
    }
  }

  async #ask(order: PartOrder, progress?: Progress): Promise<unknown> {
    const member = this.#member;
    if (!member) throw new WorkerDied('it could not be opened');
    // A function crosses as an argument of its own alone.
    return member.ask((worker) => worker.part(this.#id, order, ...(progress ? [proxy(progress)] : [])));
  }

  #learn(order: PartOrder): void {
    switch (order[0]) {
      case 'look':
        this.#lookedAt = order[2];
        break;
      case 'train':
        this.#remember(order[1], (arm) => ['train', [arm], order[2], order[3], order[4]]);
        break;
      case 'restore':
        this.#remember(order[1], (arm) => ['restore', [arm]]);
        break;
      case 'retrace':
        this.#remember(order[1], (arm) => ['train', [arm], order[2], order[3], 0]);
        break;
      case 'save':
        for (const arm of order[1]) {
          if (this.#histories.has(arm)) this.#histories.set(arm, { kept: this.#lookedAt, since: [] });
        }
        break;
    }
  }

  #remember(arms: readonly number[], order: (arm: number) => PartOrder): void {
    for (const arm of arms) this.#histories.get(arm)?.since.push(order(arm));
  }
}

/** Errors cross without their class. */
const asHere = (error: unknown): unknown =>
  error instanceof Error && error.name === 'EngineError' ? new EngineError(error.message) : error;

const diedTwice = (error: unknown): unknown =>
  error instanceof WorkerDied
    ? new EngineError(
        `A worker that trains a part of the networks stopped twice (${error.message}). Choose fewer replicas or smaller networks.`,
      )
    : error;
