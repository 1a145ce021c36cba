/** Measures something of the arms of one run by their networks' parameters, also of arms that have no network left. */
import type { Experiment } from '../experiment/experiment.ts';
import { type ArmSetup, type Setup, setup } from '../experiment/setup.ts';
import type { Drawn } from './session.ts';
import { drawNetwork } from './weights.ts';

/** What is measured of one arm, in slices. */
export type MeasureArm<Answer> = (
  prepared: Setup,
  arm: ArmSetup,
  networks: readonly Float32Array[],
  step: number,
) => Generator<undefined, Answer>;

export class Meter<Answer> {
  readonly #experiment: Experiment;
  readonly #latest = new Map<string, Answer>();

  constructor(experiment: Experiment) {
    this.#experiment = experiment;
  }

  /**
   * Yields often. An arm that has diverged keeps what it last gave; where it never was asked, it is told as it was at
   * initialisation, when its parameters follow from the seed.
   * @param question tells what is measured from what else is asked.
   * @param networks of an arm that are wanted.
   */
  *measure(
    { arms, step }: Drawn,
    question: string,
    networks: number,
    measureArm: MeasureArm<Answer>,
  ): Generator<undefined, readonly Answer[]> {
    const prepared = setup(this.#experiment);
    const measured: Answer[] = [];
    for (const [index, arm] of prepared.arms.entries()) {
      const present = arms[index] ?? null;
      const key = `${index} ${question}`;
      const own =
        present === null
          ? (this.#latest.get(key) ?? (yield* this.#atStart(prepared, arm, index, networks, measureArm)))
          : yield* measureArm(prepared, arm, present, step);
      this.#latest.set(key, own);
      measured.push(own);
    }
    return measured;
  }

  *#atStart(
    prepared: Setup,
    arm: ArmSetup,
    index: number,
    networks: number,
    measureArm: MeasureArm<Answer>,
  ): Generator<undefined, Answer> {
    const drawn: Float32Array[] = [];
    while (drawn.length < networks) {
      drawn.push(drawNetwork(prepared, this.#experiment, drawn.length)[index] as Float32Array);
      yield;
    }
    return yield* measureArm(prepared, arm, drawn, 0);
  }
}
