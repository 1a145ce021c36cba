/** Endings for the tests. */
import type { Failure } from '../../src/engine/engine.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { read } from './arms.ts';
import type { Ending, Order } from './network.ts';
import type { Trains } from './trains.ts';

/** Finite, with a loss that stays what it is; the best constant has 1. */
export const finite = (loss: number): Ending => ({
  losses: [loss, loss],
  metrics: [loss, loss],
  baseline: 1,
  failure: null,
  time: 0,
});

export const failed = (step: number, layer: number | null = 1): Ending => ({
  losses: [],
  metrics: [],
  baseline: 1,
  failure: { kind: layer === null ? 'loss' : 'overflow', layer, step } satisfies Failure,
  time: 0,
});

/** Trains nothing: tells endings by rate and seed, and remembers what was asked for. */
export class Imagined implements Trains {
  readonly experiments: Experiment[] = [];
  readonly #ending: (rate: number, seed: number) => Ending;

  constructor(ending: (rate: number, seed: number) => Ending) {
    this.#ending = ending;
  }

  async train({ fragment }: Order): Promise<Ending> {
    const experiment = read(fragment);
    this.experiments.push(experiment);
    const { learningRate, seed } = experiment;
    return this.#ending(learningRate, seed);
  }
}
