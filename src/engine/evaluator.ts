/** Evaluates networks at the points that metrics and pictures want, as often as that is cheap beside training. */
import { derivativeMetrics, type Metrics, metricsOf } from '../tasks/metrics.ts';
import { type TaskData, WITH_DERIVATIVES } from '../tasks/task.ts';
import type { EngineFrame, Frame, Trainer } from './engine.ts';

/** Shortest time between two evaluations in training, milliseconds. */
const INTERVAL = 200;
/** So many times as long as an evaluation took is trained before the next one. */
const SHARE = 4;

const now = (): number => performance.now();

/** What is known of a network at the points of the evaluation. */
interface Answer {
  /** [size × outputsPerPoint] */
  readonly outputs: Float32Array;
  /** ∂u/∂x and ∂²u/∂x² [size × 2]; null where they were not asked for, or are not carried. */
  readonly derivatives: Float32Array | null;
}

export class Evaluator {
  readonly #data: TaskData;
  #latest: readonly (Answer | null)[] | null = null;
  #metrics: readonly Metrics[] = [];
  /** Step of the latest evaluation. */
  #step = -1;
  /** The page has not been told the latest. */
  #fresh = false;
  #next = 0;
  #derivatives = false;

  constructor(data: TaskData) {
    this.#data = data;
  }

  /** Whether regression's answers come with their derivatives; a change asks the networks anew. */
  set derivatives(wanted: boolean) {
    if (wanted === this.#derivatives) return;
    this.#derivatives = wanted;
    this.#step = -1;
    this.#next = 0;
  }

  /** Per arm; an arm that has diverged keeps what it last gave. Null before the first evaluation, and where nothing is to be evaluated. */
  get latest(): readonly (Float32Array | null)[] | null {
    return this.#latest?.map((answer) => answer?.outputs ?? null) ?? null;
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
    const outputs = await trainer.predict(evaluation.inputs, this.#derivatives);
    const before = this.#latest;
    this.#latest = outputs.map((own, arm) => (own ? this.#answer(own) : (before?.[arm] ?? null)));
    this.#metrics = this.#latest.map((own) => (own === null ? {} : this.#judged(own)));
    this.#step = step;
    this.#fresh = true;
    const ended = now();
    this.#next = ended + Math.max(INTERVAL, SHARE * (ended - started));
    return true;
  }

  /** A prediction carries derivatives where it is longer than the task's output, which is one number a point. */
  #answer(predicted: Float32Array): Answer {
    const { equation, outputDimension, evaluation } = this.#data;
    const carried =
      equation === null && outputDimension === 1 && predicted.length === WITH_DERIVATIVES * evaluation.size;
    if (!carried) return { outputs: predicted, derivatives: null };
    return {
      outputs: predicted.filter((_, i) => i % WITH_DERIVATIVES === 0),
      derivatives: this.#derivatives ? predicted.filter((_, i) => i % WITH_DERIVATIVES > 0) : null,
    };
  }

  #judged({ outputs, derivatives }: Answer): Metrics {
    const found = metricsOf(this.#data, outputs);
    return derivatives ? { ...found, ...derivativeMetrics(this.#data, derivatives) } : found;
  }

  /** The engine's frame with the latest metrics and evaluation. */
  completed({ measurement, outputs }: EngineFrame): Frame {
    const arms = measurement.arms.map((arm, i) => ({ ...arm, metrics: this.#metrics[i] ?? {} }));
    const frame = { measurement: { ...measurement, arms }, outputs, evaluated: this.latest };
    if (!this.#derivatives) return frame;
    return { ...frame, derivatives: this.#latest?.map((answer) => answer?.derivatives ?? null) ?? null };
  }

  /** The same for the page, which is told every evaluation once. */
  told(frame: EngineFrame): Frame {
    const completed = this.completed(frame);
    const news = this.#fresh;
    this.#fresh = false;
    if (news) return completed;
    const { derivatives: _, ...rest } = completed;
    return { ...rest, evaluated: null };
  }
}
