/** Evaluates networks at the points that metrics and pictures want, as often as that is cheap beside training. */
import { type Metrics, metricsOf } from '../tasks/metrics.ts';
import type { TaskData } from '../tasks/task.ts';
import type { EngineFrame, Frame, Trainer } from './engine.ts';

/** Shortest time between two evaluations in training, milliseconds. */
const INTERVAL = 200;
/** So many times as long as an evaluation took is trained before the next one. */
const SHARE = 4;

const now = (): number => performance.now();

export class Evaluator {
  readonly #data: TaskData;
  #latest: readonly (Float32Array | null)[] | null = null;
  #metrics: readonly Metrics[] = [];
  /** Step of the latest evaluation. */
  #step = -1;
  /** The page has not been told the latest. */
  #fresh = false;
  #next = 0;

  constructor(data: TaskData) {
    this.#data = data;
  }

  /** Per arm; an arm that has diverged keeps what it last gave. Null before the first evaluation, and where nothing is to be evaluated. */
  get latest(): readonly (Float32Array | null)[] | null {
    return this.#latest;
  }

  /** Enough has been trained since the last one. */
  get due(): boolean {
    return now() >= this.#next;
  }

  /** Takes in the present networks, unless they have been. True if there is something new. */
  async evaluate(trainer: Trainer): Promise<boolean> {
    const { evaluation } = this.#data;
    if (evaluation.size === 0 || trainer.step === this.#step) return false;
    const started = now();
    const { step } = trainer;
    const outputs = await trainer.predict(evaluation.inputs);
    const before = this.#latest;
    this.#latest = outputs.map((own, arm) => own ?? before?.[arm] ?? null);
    this.#metrics = this.#latest.map((own) => (own === null ? {} : metricsOf(this.#data, own)));
    this.#step = step;
    this.#fresh = true;
    const ended = now();
    this.#next = ended + Math.max(INTERVAL, SHARE * (ended - started));
    return true;
  }

  /** The engine's frame with the latest metrics and evaluation. */
  completed({ measurement, outputs }: EngineFrame): Frame {
    const arms = measurement.arms.map((arm, i) => ({ ...arm, metrics: this.#metrics[i] ?? {} }));
    return { measurement: { ...measurement, arms }, outputs, evaluated: this.#latest };
  }

  /** The same for the page, which is told every evaluation once. */
  told(frame: EngineFrame): Frame {
    const completed = this.completed(frame);
    const news = this.#fresh;
    this.#fresh = false;
    return news ? completed : { ...completed, evaluated: null };
  }
}
