import { setup } from '../experiment/setup.ts';
import { errorMessage } from '../lib/errorMessage.ts';
import type { PreparedEngine } from './choose.ts';
import type { Progress } from './drawing.ts';
import { EngineError, type EngineFrame, type Frame, type Trainer } from './engine.ts';
import { Evaluator } from './evaluator.ts';
import { Pace } from './pace.ts';
import type { Emit, LabEvent, StartOrder, StepOutcome } from './protocol.ts';

/** Shortest time between two frames, milliseconds. */
const FRAME_INTERVAL = 1000 / 60;
/** How long trainer and browser may take to agree that a device is gone, milliseconds. */
const GRACE = 500;

/** Milliseconds of drawing that need no word, and the shortest time from one word to the next. */
const SILENT = 200;
const SPOKEN = 50;

const now = (): number => performance.now();

/** Also lets messages in, which promises alone would not. */
export const pauseFor = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, milliseconds)));

/** Per arm, its outputs; null for an arm that has diverged. */
export type Predictions = readonly (Float32Array | null)[];

/** Per arm, the parameters of its finite networks after `step` steps; null for an arm that has diverged. */
export interface Drawn {
  readonly arms: Awaited<ReturnType<Trainer['parameters']>>;
  readonly step: number;
}

/** And which they are. */
export interface NumberedDrawn extends Drawn {
  /** Per arm, the numbers of its finite replicas, of which `arms` has the first. */
  readonly replicas: readonly (readonly number[])[];
}

/** Something that only the trainer knows. */
interface Question {
  /** Rejects where the device is lost meanwhile. */
  answer(trainer: Trainer, inputDimension: number): Promise<void>;
  giveUp(): void;
}

/** One run, from its start until another takes over. After `retire` it emits nothing more. */
export class Session {
  readonly order: StartOrder;
  /** See LabWorker.start. */
  readonly ready: Promise<boolean>;
  /** Resolves once another takes over. */
  readonly retired: Promise<null>;
  readonly #emit: Emit;
  #settleReady: (value: boolean) => void = () => {};
  #settleRetired: (value: null) => void = () => {};
  #alive = true;
  #playing: boolean;
  #limit: number;
  #derivatives: boolean;
  /** The request for steps under way; `target` is known once the trainer takes it up. */
  #steps: { count: number; target: number | null; settle: (outcome: StepOutcome) => void } | null = null;
  #frameRequests: ((frame: Frame | null) => void)[] = [];
  #questions: Question[] = [];
  /** Grows with every change of what is wanted. */
  #changes = 0;
  /** A change that the page has not yet seen in a frame. */
  #unseen = false;
  #wake: () => void = () => {};
  #loseDevice: () => void = () => {};

  readonly #hurried: boolean;
  #pictured = false;

  /** @param before the run that this one takes the place of. */
  constructor(order: StartOrder, emit: Emit, before: Session | null) {
    this.#hurried = before !== null && !before.#pictured;
    this.order = order;
    this.#emit = emit;
    this.#playing = order.playing;
    this.#limit = order.experiment.steps;
    this.#derivatives = order.derivatives ?? false;
    this.ready = new Promise((resolve) => {
      this.#settleReady = resolve;
    });
    this.retired = new Promise((resolve) => {
      this.#settleRetired = resolve;
    });
  }

  get alive(): boolean {
    return this.#alive;
  }

  play(): void {
    this.#want(true);
  }

  pause(): void {
    this.#want(false);
  }

  step(count: number): Promise<StepOutcome> {
    if (!this.#alive) return Promise.resolve('interrupted');
    this.#want(false);
    return new Promise((settle) => {
      this.#steps = { count, target: null, settle };
    });
  }

  setLimit(limit: number): void {
    this.#limit = limit;
    this.#unseen = true;
    this.#changed();
  }

  setDerivatives(wanted: boolean): void {
    this.#derivatives = wanted;
    this.#unseen = true;
    this.#changed();
  }

  requestFrame(): Promise<Frame | null> {
    if (!this.#alive) return Promise.resolve(null);
    return new Promise((resolve) => {
      this.#frameRequests.push(resolve);
      this.#changed();
    });
  }

  /** See LabWorker.predict; null once the run is over. */
  predict(inputs: Float32Array): Promise<Predictions | null> {
    // Points of another dimension were meant for the networks of another run.
    return this.#ask(async (trainer, inputDimension) =>
      inputs.length % inputDimension === 0 ? trainer.predict(inputs) : null,
    );
  }

  /** See Trainer.parameters, with the step at which they stand; null once the run is over. */
  parameters(most: number): Promise<NumberedDrawn | null> {
    return this.#ask(async (trainer) => {
      const arms = await trainer.parameters(most);
      return { arms, replicas: trainer.finite(), step: trainer.step };
    });
  }

  #ask<Answer>(question: (trainer: Trainer, inputDimension: number) => Promise<Answer | null>): Promise<Answer | null> {
    if (!this.#alive) return Promise.resolve(null);
    return new Promise((resolve) => {
      this.#questions.push({
        answer: async (...told) => resolve(await question(...told)),
        giveUp: () => resolve(null),
      });
      this.#changed();
    });
  }

  retire(): void {
    this.#alive = false;
    this.#settleReady(false);
    this.#settleRetired(null);
    this.#settleSteps('interrupted');
    for (const answer of this.#frameRequests.splice(0)) answer(null);
    for (const { giveUp } of this.#questions.splice(0)) giveUp();
    this.#changed();
  }

  /** The device of the engine in use is gone: `runOn` ends. */
  deviceLost(): void {
    this.#loseDevice();
  }

  async fail(error: unknown): Promise<void> {
    const message = errorMessage(error);
    await this.#send({ kind: 'error', run: this.order.run, message });
  }

  /** Trains on this engine until the run is over, or its device is lost. */
  async runOn({ engine, report }: PreparedEngine): Promise<'over' | 'lost'> {
    const life = { lost: false };
    const loss = new Promise<'lost'>((resolve) => {
      this.#loseDevice = () => {
        life.lost = true;
        this.#changed();
        resolve('lost');
      };
    });
    const train = async (): Promise<void> => {
      const { experiment, run } = this.order;
      const goesOn = () => this.#alive && !life.lost;
      const trainer = await engine.create(experiment, run, this.#progress(goesOn)).catch((error: unknown) => {
        if (goesOn()) throw error;
        return null;
      });
      if (trainer === null) return;
      try {
        await this.#train(trainer, goesOn);
      } finally {
        trainer.dispose();
      }
    };
    // The networks are drawn while the page, busy with its own share of a new experiment, has yet to take in the report;
    // one that cannot take it in fails with the first frame too.
    this.#send({ kind: 'engine', run: this.order.run, report }).catch(() => {});
    const training = train().then(() => 'over' as const);
    try {
      const ended = await Promise.race([training, loss]);
      if (ended === 'over' && !life.lost) return 'over';
    } catch (error) {
      // What was under way on a lost device fails before the browser reports the loss.
      if (!(error instanceof EngineError)) await Promise.race([loss, pauseFor(GRACE)]);
      if (!life.lost) throw error;
    }
    await Promise.race([training.catch(() => {}), pauseFor(GRACE)]);
    return 'lost';
  }

  /** Tells the page how much of the networks is drawn. */
  #progress(goesOn: () => boolean): Progress {
    let told = now() + SILENT - SPOKEN;
    return async (share) => {
      if (now() - told >= SPOKEN) {
        told = now();
        this.#send({ kind: 'drawing', run: this.order.run, share }).catch(() => {});
      }
      await pauseFor(0);
      return goesOn();
    };
  }

  async #train(trainer: Trainer, goesOn: () => boolean): Promise<void> {
    const pace = new Pace();
    const { data } = setup(this.order.experiment);
    const evaluator = new Evaluator(data);
    evaluator.derivatives = this.#derivatives;
    const show = (frame: EngineFrame) => this.#show(this.#finished(evaluator.told(frame), trainer), trainer, pace);
    const first = await trainer.measure();
    if (!goesOn()) return;
    // The curves do not wait for the first picture, which is made while the page draws them; but where runs follow each
    // other faster than they are pictured, a slider is dragged, and the answer to the curves may be the next start.
    const drawn = show(first).then(() => this.#settleReady(true));
    if (this.#hurried) await drawn;
    if (!goesOn()) return;
    const [news] = await Promise.all([evaluator.evaluate(trainer), drawn]);
    if (!goesOn()) return;
    if (news) await show(first);
    this.#pictured = true;
    while (goesOn()) {
      const changes = this.#changes;
      evaluator.derivatives = this.#derivatives;
      const end = this.#end(trainer);
      if (trainer.step < end) {
        const started = now();
        const before = trainer.step;
        await trainer.advance(Math.min(pace.steps, end - before));
        const frame = await trainer.measure();
        const busy = now() - started;
        if (!goesOn()) return;
        if (evaluator.due || trainer.step >= this.#end(trainer)) await evaluator.evaluate(trainer);
        if (!goesOn()) return;
        await show(frame);
        await pauseFor(FRAME_INTERVAL - (now() - started));
        pace.learn(trainer.step - before, busy, now() - started);
      }
      if (!goesOn()) return;
      this.#settleStepsAt(trainer);
      const resting = trainer.step >= this.#end(trainer);
      const answering = this.#frameRequests.length > 0;
      if ((this.#unseen && resting) || answering) {
        await evaluator.evaluate(trainer);
        const frame = await trainer.measure();
        if (!goesOn()) return;
        if (this.#unseen && resting) await show(frame);
        for (const answer of this.#frameRequests.splice(0)) {
          answer(this.#finished(evaluator.completed(frame), trainer));
        }
      }
      await this.#answerQuestions(trainer, data.inputDimension);
      if (this.#changes === changes && trainer.step >= this.#end(trainer)) await this.#change();
    }
  }

  /** A question stays until it has its answer: where the device is lost meanwhile, the next engine gives it. */
  async #answerQuestions(trainer: Trainer, inputDimension: number): Promise<void> {
    for (let question = this.#questions[0]; question; question = this.#questions[0]) {
      await question.answer(trainer, inputDimension);
      const answered = question;
      this.#questions = this.#questions.filter((other) => other !== answered);
    }
  }

  /** The step up to which to train now; the present one where nothing is wanted. */
  #end(trainer: Trainer): number {
    const limit = this.#limit === 0 ? Number.POSITIVE_INFINITY : this.#limit;
    if (trainer.exhausted || trainer.step >= limit) return trainer.step;
    if (this.#steps) {
      this.#steps.target ??= trainer.step + this.#steps.count;
      return Math.min(limit, this.#steps.target);
    }
    return this.#playing ? limit : trainer.step;
  }

  #settleStepsAt(trainer: Trainer): void {
    const target = this.#steps?.target ?? Number.POSITIVE_INFINITY;
    if (trainer.step >= target) this.#settleSteps('done');
    else if (trainer.step >= this.#end(trainer)) this.#settleSteps('stopped');
  }

  #settleSteps(outcome: StepOutcome): void {
    this.#steps?.settle(outcome);
    this.#steps = null;
  }

  async #show(frame: Frame, trainer: Trainer, { stepsPerSecond }: Pace): Promise<void> {
    this.#unseen = false;
    await this.#send({
      kind: 'frame',
      run: this.order.run,
      frame,
      playing: this.#playing && trainer.step < this.#end(trainer),
      stepsPerSecond,
    });
  }

  /** At the step limit, arms in training are finished. */
  #finished(frame: Frame, { step }: Trainer): Frame {
    if (this.#limit === 0 || step < this.#limit) return frame;
    const arms = frame.measurement.arms.map((arm) =>
      arm.status === 'diverged' ? arm : { ...arm, status: 'finished' as const },
    );
    return { ...frame, measurement: { ...frame.measurement, arms } };
  }

  async #send(event: LabEvent): Promise<void> {
    if (this.#alive) await this.#emit(event);
  }

  #want(playing: boolean): void {
    this.#settleSteps('interrupted');
    this.#playing = playing;
    this.#unseen = true;
    this.#changed();
  }

  #changed(): void {
    this.#changes++;
    this.#wake();
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
