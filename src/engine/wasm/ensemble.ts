/** The networks of a run in one WebAssembly memory, trained one after the other. */
import { type BatchSequence, batchSequence } from '../../experiment/batches.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import type { Setup } from '../../experiment/setup.ts';
import { streamsOf, type TaskData } from '../../tasks/task.ts';
import { drawnNetworks, type Progress } from '../drawing.ts';
import type { Ensemble, Look, Parameters, Wanted } from '../trainer/ensemble.ts';
import type { ArmStatistics } from '../trainer/statistics.ts';
import { WasmArm } from './arm.ts';
import { DerivativeNetworks } from './derivatives.ts';
import { ExampleRows, type Examples } from './examples.ts';
import { kernelsFor } from './kernels.ts';
import { layoutOf } from './layout.ts';
import { allocate } from './memory.ts';
import { predictions } from './predictions.ts';

export class WasmEnsemble implements Ensemble {
  readonly interval = 64;
  readonly chunk = 1;
  readonly overlaps = false;
  readonly #data: TaskData;
  readonly #prepared: Setup;
  readonly #experiment: Experiment;
  readonly #fma: boolean;
  /** Made when first asked for. */
  #deriving: DerivativeNetworks | null = null;
  /** Places of the examples of a step, from 0; null: all examples in every step. */
  readonly #batchOf: BatchSequence | null;
  /** Losses of the steps since the last look, per arm [interval × R]; those behind them are old. */
  readonly #losses: readonly Float64Array[];
  /** The memory is theirs; `dispose` lets go of it. */
  #arms: readonly WasmArm[];
  #examples: ExampleRows | null;

  private constructor(prepared: Setup, experiment: Experiment, fma: boolean) {
    const { data, arms } = prepared;
    const { replicas, seed, batch } = experiment;
    this.#data = data;
    this.#prepared = prepared;
    this.#experiment = experiment;
    this.#fma = fma;
    const layout = layoutOf(experiment, data);
    const memory = allocate(layout.totalBytes, layout.needs);
    const floats = new Float32Array(memory.buffer);
    const examples = new ExampleRows(data, layout, floats);
    this.#examples = examples;
    const kernelsOf = kernelsFor(layout, experiment.optimizer, fma, memory);
    this.#arms = arms.map((_, i) => new WasmArm(prepared, experiment, i, layout, examples, floats, kernelsOf));
    this.#losses = arms.map(() => new Float64Array(this.interval * replicas));
    this.#batchOf = layout.rows.batch.count === data.size ? null : batchSequence(seed, data.size, batch);
  }

  /** At step 0; see drawnNetworks. Throws EngineError where the memory does not suffice. */
  static async drawn(
    prepared: Setup,
    experiment: Experiment,
    fma: boolean,
    progress: Progress | null = null,
    firstReplica = 0,
  ): Promise<WasmEnsemble> {
    const ensemble = new WasmEnsemble(prepared, experiment, fma);
    let replica = 0;
    for await (const networks of drawnNetworks(prepared, experiment, progress, firstReplica)) {
      for (const [i, parameters] of networks.entries()) ensemble.#arm(i).placeNetwork(replica, parameters);
      replica++;
    }
    return ensemble;
  }

  train(arms: readonly number[], done: number, count: number, place: number): void {
    for (let i = 0; i < count; i++) {
      const step = done + i + 1;
      const examples = this.#examplesOf(step);
      const at = (place + i) * this.#experiment.replicas;
      for (const arm of arms) this.#arm(arm).advance(step, examples, this.#lossesOf(arm), at);
    }
  }

  async look(arms: readonly number[], step: number, steps: number): Promise<readonly Look[]> {
    return arms.map((arm) => ({
      statistics: this.#arm(arm).statistics(step),
      losses: this.#lossesOf(arm).slice(0, steps * this.#experiment.replicas),
    }));
  }

  save(arms: readonly number[]): void {
    for (const arm of arms) this.#arm(arm).save();
  }

  restore(arms: readonly number[]): void {
    for (const arm of arms) this.#arm(arm).restore();
  }

  async retrace(arms: readonly number[], done: number, count: number): Promise<readonly (readonly ArmStatistics[])[]> {
    return arms.map((arm) =>
      Array.from({ length: count }, (_, i) => {
        this.train([arm], done + i, 1, i);
        return this.#arm(arm).statistics(done + i + 1);
      }),
    );
  }

  async predict(
    replicas: () => readonly (number | null)[],
    inputs: Float32Array,
    derivatives: boolean,
  ): Promise<readonly (Float32Array | null)[]> {
    const chosen = replicas();
    const examples = this.#examples;
    // Disposed, there are no arms.
    if (examples === null) return [];
    const replicaOf = (arm: number) => chosen[arm] as number;
    const derived = derivatives
      ? this.#derivativeNetworks().predict(
          this.#arms.map((arm, i) => (chosen[i] === null ? null : arm.kept(replicaOf(i)))),
          inputs,
        )
      : [];
    const others = this.#arms.map((arm, i) => (chosen[i] === null || derived[i] ? null : arm));
    const { inputDimension } = this.#data;
    const plain = predictions(
      { examples, arms: others },
      replicaOf,
      inputs,
      inputDimension,
      this.#data.outputDimension * streamsOf(this.#data),
    );
    return plain.map((values, i) => derived[i] ?? values);
  }

  #derivativeNetworks(): DerivativeNetworks {
    this.#deriving ??= new DerivativeNetworks(this.#prepared, this.#experiment, this.#fma);
    return this.#deriving;
  }

  async parameters(replicas: () => readonly Wanted[]): Promise<readonly Parameters[]> {
    const wanted = replicas();
    // Disposed, there are no arms.
    return wanted.map((own, i) => {
      const arm = this.#arms[i];
      return own && arm ? own.map((replica) => arm.parameters(replica)) : null;
    });
  }

  /** All arms share one memory, which goes as a whole. */
  release(): void {}

  dispose(): void {
    this.#arms = [];
    this.#examples = null;
    this.#deriving = null;
  }

  /** What a step, from 1, trains on; asked for while there are arms. */
  #examplesOf(step: number): Examples {
    const examples = this.#examples as ExampleRows;
    return this.#batchOf === null ? examples.all : examples.gather(this.#batchOf(step - 1));
  }

  #arm(arm: number): WasmArm {
    return this.#arms[arm] as WasmArm;
  }

  #lossesOf(arm: number): Float64Array {
    return this.#losses[arm] as Float64Array;
  }
}
