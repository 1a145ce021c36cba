/** What an engine is apart from its arithmetic: networks that train, tell of themselves and go back. */
import type { ArmStatistics } from './statistics.ts';

/** An arm as it stands, and what happened on the way to it. */
export interface Look {
  readonly statistics: ArmStatistics;
  /** Losses in training, step after step since the last look, [steps × R]. */
  readonly losses: Float32Array | Float64Array;
}

/** Replicas of an arm, by their number; null: of none. */
export type Wanted = readonly number[] | null;
/** Their parameters. */
export type Parameters = readonly Float32Array[] | null;

/**
 * All replicas of every arm. An arm goes by its place in the experiment, a step by its number from 1.
 *
 * Orders are carried out in the order in which they are given, and only numbers are waited for: so the networks may be
 * elsewhere. On a graphics card, orders are commands on its queue. In a pool of workers, whose parts hold some arms or
 * ranges of replicas, they are messages: all that crosses here are numbers and plain typed arrays per arm, replicas in
 * their order and each in one piece, which can be transferred and set side by side. Whoever gives the orders judges.
 */
export interface Ensemble {
  /** Most steps between two looks, whose losses are kept: bounds what a replay costs. */
  readonly interval: number;
  /** Most steps that `retrace` is asked for at once. */
  readonly chunk: number;
  /** True where networks may train on while a look at them is on its way back: `look` then puts their state aside. */
  readonly overlaps: boolean;
  /** Resolves when these arms can train, at the latest. Absent: at once. */
  prepare?(arms: readonly number[]): Promise<unknown>;
  /**
   * The `count` optimizer steps after step `done`.
   * @param place of the first one's loss among those that the next look brings.
   */
  train(arms: readonly number[], done: number, count: number, place: number): void;
  /** Resolves when the steps that were ordered are done. Absent: they are. */
  settled?(): Promise<unknown>;
  /**
   * Statistics of these arms, which stand at `step`, in one piece; null if disposed meanwhile.
   * @param steps since the last look, whose losses come along.
   */
  look(arms: readonly number[], step: number, steps: number): Promise<readonly Look[] | null>;
  /** The state that was looked at last becomes the one that is kept; told of all arms that go on, once a look is settled. */
  save(arms: readonly number[]): void;
  /** Goes back to the state that is kept. */
  restore(arms: readonly number[]): void;
  /**
   * Trains these arms for the `count` steps after `done`; null if disposed meanwhile.
   * @returns per arm, the statistics of every step.
   */
  retrace(arms: readonly number[], done: number, count: number): Promise<readonly (readonly ArmStatistics[])[] | null>;
  /**
   * Outputs of a network of each arm in the state that is kept, see Trainer.predict; null where none is wanted.
   * @param replicas per arm; asked for at the moment at which that state is read.
   */
  predict(
    replicas: () => readonly (number | null)[],
    inputs: Float32Array,
    derivatives: boolean,
  ): Promise<readonly (Float32Array | null)[]>;
  /**
   * Parameters of networks of each arm in the state that is kept, each as weights.ts lays them out; null where none is wanted.
   * @param replicas per arm; asked for at the moment at which that state is read.
   */
  parameters(replicas: () => readonly Wanted[]): Promise<readonly Parameters[]>;
  /** Frees what an arm holds by itself, which is not asked for again. */
  release(arm: number): void;
  /** Frees all memory. Idempotent. */
  dispose(): void;
}
