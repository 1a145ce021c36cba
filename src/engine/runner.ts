/**
 * Runs experiments one after the other: prepares the engine, hands it to the session, and goes on after a lost device.
 * Knows no worker and no backend.
 */
import type { EngineChoice, Experiment } from '../experiment/experiment.ts';
import { setup } from '../experiment/setup.ts';
import { errorMessage } from '../lib/errorMessage.ts';
import { type Dataset, provideDataset } from '../tasks/datasets.ts';
import { inputPairChoice, type PairChoice } from '../tasks/pairs.ts';
import type { ParseOptions, ParseResult, SourceFile } from '../tasks/parse/result.ts';
import type { DatasetName } from '../tasks/task.ts';
import type { CorrelationCourse } from '../theory/correlation.ts';
import type { TangentSpectrum } from '../theory/tangentSpectrum.ts';
import type { PreparedEngine } from './choose.ts';
import type { ArmDistribution, Counted } from './distribution/measure.ts';
import { DistributionMeter } from './distribution/meter.ts';
import type { Progress } from './drawing.ts';
import { EngineError, type Frame, usesWebGPU } from './engine.ts';
import type { CellsAnswer, CellsOrder } from './map/cells.ts';
import { Meter } from './meter.ts';
import { type ArmCorrelation, measureCorrelation, measuredNetworks } from './pairs/measure.ts';
import { PartHost, type PartOrder } from './pool/part.ts';
import type { Emit, LabWorker, StartOrder, StepOutcome } from './protocol.ts';
import { type Predictions, pauseFor, Session } from './session.ts';
import { countArm, type SurvivalCount } from './survival/count.ts';
import { type ArmTangent, measureTangents, type StartKernels, tangentNetworks } from './tangent/measure.ts';
import type { CorrelationOrder, TangentOrder } from './theoryOrders.ts';

export type Prepare = (experiment: Experiment, avoidWebGPU: string | null) => Promise<PreparedEngine>;

/** Milliseconds that work beside training takes at a time, and leaves to training in between. */
const SLICE = 6;

/** A device that is lost once more is not asked for again. */
const LOSSES_ALLOWED = 1;

export class Runner implements LabWorker {
  readonly #prepare: Prepare;
  /** For the cells of maps, which are shared out already. */
  readonly #prepareAlone: Prepare;
  readonly #parts = new PartHost(async (...told) => (await import('./wasm/engine.ts')).makeWasmEnsemble(...told));
  readonly #meters = new WeakMap<Session, DistributionMeter>();
  readonly #correlationMeters = new WeakMap<Session, Meter<ArmCorrelation>>();
  readonly #startKernels = new WeakMap<Session, StartKernels>();
  #session: Session | null = null;
  /** Sessions end and free their memory before the next begins. */
  #tail: Promise<void> = Promise.resolve();
  /** The engine in use, kept from run to run. */
  #prepared: PreparedEngine | null = null;
  /** The same for the cells of maps. */
  #cells: PreparedEngine | null = null;
  /** The engine that is being prepared, and which was asked for. */
  #preparing: { readonly choice: EngineChoice; readonly engine: Promise<PreparedEngine> } | null = null;
  #losses = 0;

  constructor(prepare: Prepare, prepareAlone = prepare) {
    this.#prepare = prepare;
    this.#prepareAlone = prepareAlone;
  }

  start(order: StartOrder, emit: Emit): Promise<boolean> {
    this.#session?.retire();
    const session = new Session(order, emit, this.#session);
    this.#session = session;
    this.#tail = this.#tail.then(async () => {
      // Starts that already wait in the message queue come first, so that only the latest is built.
      await pauseFor(0);
      await this.#run(session);
    });
    return session.ready;
  }

  play(): void {
    this.#session?.play();
  }

  pause(): void {
    this.#session?.pause();
  }

  async step(count: number): Promise<StepOutcome> {
    return this.#session?.step(count) ?? 'interrupted';
  }

  setSteps(limit: number): void {
    this.#session?.setLimit(limit);
  }

  setDerivatives(wanted: boolean): void {
    this.#session?.setDerivatives(wanted);
  }

  async measure(): Promise<Frame | null> {
    return this.#session?.requestFrame() ?? null;
  }

  async predict(inputs: Float32Array): Promise<Predictions | null> {
    return this.#session?.predict(inputs) ?? null;
  }

  survival(experiment: Experiment, arm: number): Promise<SurvivalCount | null> {
    return this.#beside(countArm(experiment, arm));
  }

  async distribution(counted: Counted): Promise<readonly ArmDistribution[] | null> {
    const session = this.#session;
    if (!session) return null;
    const meter = this.#meters.get(session) ?? new DistributionMeter(session.order.experiment);
    this.#meters.set(session, meter);
    const drawn = await session.parameters(meter.networks);
    return drawn && this.#session === session ? this.#beside(meter.measure(drawn, counted)) : null;
  }

  async correlation(choice: PairChoice): Promise<readonly ArmCorrelation[] | null> {
    const session = this.#session;
    if (!session) return null;
    const { experiment } = session.order;
    const { data } = setup(experiment);
    const meter = this.#correlationMeters.get(session) ?? new Meter<ArmCorrelation>(experiment);
    this.#correlationMeters.set(session, meter);
    const networks = measuredNetworks(experiment, data, inputPairChoice(data, choice).examples.length);
    const drawn = await session.parameters(networks);
    if (!drawn || this.#session !== session) return null;
    return this.#beside(
      meter.measure(drawn, choice, networks, (prepared, arm, parameters, step) =>
        measureCorrelation(experiment, prepared, arm, parameters, { step, choice }),
      ),
    );
  }

  async tangent(): Promise<readonly ArmTangent[] | null> {
    const session = this.#session;
    if (!session) return null;
    const { experiment } = session.order;
    const starts = this.#startKernels.get(session) ?? new Map();
    this.#startKernels.set(session, starts);
    const drawn = await session.parameters(tangentNetworks(experiment, setup(experiment).data));
    return drawn && this.#session === session ? this.#beside(measureTangents(experiment, drawn, starts)) : null;
  }

  async tangentTheory(order: TangentOrder): Promise<TangentSpectrum> {
    const { answerTangent } = await import('./theoryOrders.ts');
    return answerTangent(order);
  }

  async correlationTheory(order: CorrelationOrder): Promise<CorrelationCourse> {
    const { answerCorrelation } = await import('./theoryOrders.ts');
    return answerCorrelation(order);
  }

  /** Work in slices, between which training goes on; null once another run takes over. */
  async #beside<Result>(work: Generator<undefined, Result>): Promise<Result | null> {
    const session = this.#session;
    for (;;) {
      const end = performance.now() + SLICE;
      let next = work.next();
      while (!next.done && performance.now() < end) next = work.next();
      if (next.done) return next.value;
      await pauseFor(SLICE);
      if (this.#session !== session) return null;
    }
  }

  async measureCells(order: CellsOrder): Promise<CellsAnswer> {
    const { measureCells } = await import('./map/cells.ts');
    const on = async ({ engine, report }: PreparedEngine): Promise<CellsAnswer> => ({
      ...(await measureCells(order, engine)),
      engine: report,
    });
    // Of one map after another, the engine is the same.
    if (!this.#cells?.suits(order.experiment)) this.#cells = await this.#prepareAlone(order.experiment, null);
    const prepared = this.#cells;
    try {
      return await on(prepared);
    } catch (error) {
      // A card may be lost on the way; what it had not finished is trained beside it.
      if (!usesWebGPU(prepared.engine.name)) throw error;
      const why = `The graphics device failed (${withoutStop(errorMessage(error))})`;
      this.#cells = await this.#prepareAlone(order.experiment, why);
      return on(this.#cells);
    }
  }

  part(id: number, order: PartOrder, progress?: Progress): Promise<unknown> {
    return this.#parts.carryOut(id, order, progress);
  }

  provide(name: DatasetName, dataset: Dataset): void {
    provideDataset(name, dataset);
  }

  async parse(files: readonly SourceFile[], options: ParseOptions): Promise<ParseResult> {
    const { parseFiles } = await import('../tasks/parse/index.ts');
    return parseFiles(files, options);
  }

  dispose(): void {
    this.#session?.retire();
    this.#session = null;
  }

  async #run(session: Session): Promise<void> {
    try {
      while (session.alive) {
        // A driver may take its time to answer, or never do so: who chooses another engine meanwhile does not wait for it.
        const prepared = await Promise.race([this.#engine(session.order.experiment), session.retired]);
        if (prepared === null) return;
        try {
          if ((await session.runOn(prepared)) === 'over') return;
        } catch (error) {
          // Where the choice is ours, what does not fit on the card may still fit beside it.
          const { experiment } = session.order;
          const ours = experiment.engine === 'auto' && usesWebGPU(prepared.engine.name);
          if (!(error instanceof EngineError) || !ours) throw error;
          const beside = await this.#prepare(experiment, withoutStop(error.message));
          if (usesWebGPU(beside.engine.name)) throw error;
          // The next experiment may fit on the card again.
          this.#prepared = { ...beside, suits: (other) => other === experiment };
        }
      }
    } catch (error) {
      await session.fail(error);
    } finally {
      session.retire();
    }
  }

  async #engine(experiment: Experiment): Promise<PreparedEngine> {
    // The same choice waits for what is under way, which may suit this experiment too.
    const { choice, engine } = this.#preparing ?? {};
    if (choice === experiment.engine) await engine?.catch(() => {});
    if (this.#prepared?.suits(experiment)) return this.#prepared;
    const preparing = { choice: experiment.engine, engine: this.#prepareNow(experiment) };
    this.#preparing = preparing;
    try {
      return await preparing.engine;
    } finally {
      if (this.#preparing === preparing) this.#preparing = null;
    }
  }

  async #prepareNow(experiment: Experiment): Promise<PreparedEngine> {
    const gaveUp = this.#losses > LOSSES_ALLOWED ? 'The graphics device was lost more than once' : null;
    const prepared = withHistory(await this.#prepare(experiment, gaveUp), this.#losses);
    // Meanwhile another may have been chosen.
    if (this.#session?.order.experiment.engine === experiment.engine) this.#prepared = prepared;
    prepared.lost.then(() => {
      if (this.#prepared !== prepared) return;
      this.#prepared = null;
      this.#losses++;
      this.#session?.deviceLost();
    });
    return prepared;
  }
}

const withoutStop = (sentence: string): string => sentence.replace(/\.$/, '');

function withHistory(prepared: PreparedEngine, losses: number): PreparedEngine {
  if (losses === 0) return prepared;
  const { report } = prepared;
  const reason = `${report.reason} The graphics device had been lost, so the run started again from its seed.`;
  return { ...prepared, report: { ...report, reason } };
}
