/** What a worker of a pool does for one that judges: it trains some of an experiment's networks, as an ensemble of each piece. */
import type { Experiment } from '../../experiment/experiment.ts';
import type { Progress } from '../drawing.ts';
import type { Ensemble, Look, Wanted } from '../trainer/ensemble.ts';
import type { ArmStatistics } from '../trainer/statistics.ts';
import { isIn, networksOf, type Piece, pieceExperiment } from './pieces.ts';

/** Makes the networks of an experiment, the first of whose replicas is the `firstReplica`th. */
export type MakeEnsemble = (
  experiment: Experiment,
  firstReplica: number,
  progress: Progress | null,
) => Promise<Ensemble>;

/**
 * Orders to a part, see Ensemble; arms go by their place in the whole experiment, and those that are not here are passed
 * over.
 */
export interface PartOrders {
  /** Makes the networks. */
  open(experiment: Experiment, pieces: readonly Piece[]): Promise<void>;
  train(arms: readonly number[], done: number, count: number, place: number): void;
  /** Per piece, of those of the arms that are in it. */
  look(arms: readonly number[], step: number, steps: number): Promise<readonly (readonly Look[])[]>;
  save(arms: readonly number[]): void;
  restore(arms: readonly number[]): void;
  /** The same. */
  retrace(
    arms: readonly number[],
    done: number,
    count: number,
  ): Promise<readonly (readonly (readonly ArmStatistics[])[])[]>;
  /** @returns by arm of the experiment; null also where the replica is elsewhere. */
  predict(
    replicas: readonly (number | null)[],
    inputs: Float32Array,
    derivatives: boolean,
  ): Promise<readonly (Float32Array | null)[]>;
  /** @returns by arm of the experiment and place among the replicas; null where there is none wanted or it is elsewhere. */
  parameters(replicas: readonly Wanted[]): Promise<readonly PartParameters[]>;
  close(): void;
}

/** Null: not of this part. */
export type PartParameters = readonly (Float32Array | null)[] | null;

/** An order as data. */
export type PartOrder = {
  [Name in keyof PartOrders]: readonly [name: Name, ...told: Parameters<PartOrders[Name]>];
}[keyof PartOrders];

interface Held {
  readonly piece: Piece;
  readonly ensemble: Ensemble;
}

class Part implements PartOrders {
  readonly #make: MakeEnsemble;
  readonly #progress: Progress | null;
  readonly #held: Held[] = [];

  constructor(make: MakeEnsemble, progress: Progress | null) {
    this.#make = make;
    this.#progress = progress;
  }

  async open(experiment: Experiment, pieces: readonly Piece[]): Promise<void> {
    const networks = pieces.map((piece) => networksOf(pieceExperiment(experiment, piece)));
    const all = networks.reduce((sum, own) => sum + own, 0);
    let before = 0;
    for (const [i, piece] of pieces.entries()) {
      const [own, done, whole] = [networks[i] as number, before, this.#progress];
      const progress: Progress | null = whole && ((share) => whole((done + share * own) / all));
      const ensemble = await this.#make(pieceExperiment(experiment, piece), piece.firstReplica, progress);
      this.#held.push({ piece, ensemble });
      before += own;
    }
  }

  train(arms: readonly number[], done: number, count: number, place: number): void {
    for (const { piece, ensemble } of this.#held) ensemble.train(own(arms, piece), done, count, place);
  }

  look(arms: readonly number[], step: number, steps: number): Promise<readonly (readonly Look[])[]> {
    return Promise.all(
      this.#held.map(async ({ piece, ensemble }) => (await ensemble.look(own(arms, piece), step, steps)) ?? []),
    );
  }

  save(arms: readonly number[]): void {
    for (const { piece, ensemble } of this.#held) ensemble.save(own(arms, piece));
  }

  restore(arms: readonly number[]): void {
    for (const { piece, ensemble } of this.#held) ensemble.restore(own(arms, piece));
  }

  retrace(
    arms: readonly number[],
    done: number,
    count: number,
  ): Promise<readonly (readonly (readonly ArmStatistics[])[])[]> {
    return Promise.all(
      this.#held.map(async ({ piece, ensemble }) => (await ensemble.retrace(own(arms, piece), done, count)) ?? []),
    );
  }

  async predict(
    replicas: readonly (number | null)[],
    inputs: Float32Array,
    derivatives: boolean,
  ): Promise<readonly (Float32Array | null)[]> {
    const outputs = replicas.map((): Float32Array | null => null);
    for (const { piece, ensemble } of this.#held) {
      const wanted = replicas
        .slice(piece.firstArm, piece.firstArm + piece.arms)
        .map((replica) => (replica === null ? null : replica - piece.firstReplica))
        .map((replica) => (replica !== null && replica >= 0 && replica < piece.replicas ? replica : null));
      if (wanted.every((replica) => replica === null)) continue;
      const predicted = await ensemble.predict(() => wanted, inputs, derivatives);
      predicted.forEach((values, arm) => {
        outputs[piece.firstArm + arm] ??= values;
      });
    }
    return outputs;
  }

  async parameters(replicas: readonly Wanted[]): Promise<readonly PartParameters[]> {
    const found = replicas.map((own) => own?.map((): Float32Array | null => null) ?? null);
    for (const { piece, ensemble } of this.#held) {
      const isHere = (replica: number) =>
        replica >= piece.firstReplica && replica < piece.firstReplica + piece.replicas;
      const wanted = replicas.map((own, arm) => (own && isIn(arm, piece) ? own.filter(isHere) : null));
      const inPiece = wanted.slice(piece.firstArm, piece.firstArm + piece.arms);
      const answers = await ensemble.parameters(() =>
        inPiece.map((own) => own?.map((replica) => replica - piece.firstReplica) ?? null),
      );
      answers.forEach((parameters, i) => {
        const arm = piece.firstArm + i;
        inPiece[i]?.forEach((replica, k) => {
          found[arm]![replicas[arm]!.indexOf(replica)] = parameters?.[k] ?? null;
        });
      });
    }
    return found;
  }

  close(): void {
    for (const { ensemble } of this.#held.splice(0)) ensemble.dispose();
  }
}

const own = (arms: readonly number[], piece: Piece): readonly number[] =>
  arms.filter((arm) => isIn(arm, piece)).map((arm) => arm - piece.firstArm);

/** All parts that a worker has, by the number that their owner gave them; orders are carried out one after the other. */
export class PartHost {
  readonly #make: MakeEnsemble;
  readonly #parts = new Map<number, Part>();
  #tail: Promise<unknown> = Promise.resolve();

  constructor(make: MakeEnsemble) {
    this.#make = make;
  }

  /**
   * @param progress of opening, for that order alone.
   * @returns what the order answers, see PartOrders.
   */
  carryOut(id: number, order: PartOrder, progress: Progress | null = null): Promise<unknown> {
    const answer = this.#tail.then(() => this.#carryOut(id, order, progress));
    this.#tail = answer.catch(() => {});
    return answer;
  }

  #carryOut(id: number, [name, ...told]: PartOrder, progress: Progress | null): unknown {
    if (name === 'open') this.#parts.set(id, new Part(this.#make, progress));
    const part = this.#parts.get(id);
    if (!part) return undefined;
    if (name === 'close') this.#parts.delete(id);
    return (part[name] as (...told: unknown[]) => unknown)(...told);
  }
}
