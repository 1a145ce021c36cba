/** Evaluates one network of each arm at any points, chunk by chunk, in buffers of its own. */
import { allocate } from './allocation.ts';
import { type Kernel, kernel } from './kernel.ts';
import { type OwnNumbers, packNetworks } from './networks.ts';
import { type GroupPlan, groupLayouts, type PredictorBufferName, predictorBytes } from './plan.ts';
import { POINTS, predictGroups, predictionLength, predictWgsl } from './predict.ts';
import { readBack, readbackBuffer } from './readback.ts';

/** A network whose predictions are wanted. */
export interface Source {
  /** Parameters of all replicas of its arm. */
  readonly parameters: GPUBuffer;
  readonly replica: number;
}

/** An arm as far as its predictions go. */
export interface PredictedArm {
  readonly plan: GroupPlan;
  readonly own: OwnNumbers;
}

interface Station {
  readonly buffers: Readonly<Record<PredictorBufferName, GPUBuffer>>;
  readonly job: Job;
}

interface Job {
  readonly kernel: Kernel;
  readonly bindings: GPUBindGroup;
}

/** What is there from the first prediction on: a map of a thousand arms asks for none. */
interface Stations {
  /** By arm. */
  readonly all: readonly Station[];
  readonly staging: GPUBuffer;
  dispose(): void;
}

export class Predictor {
  readonly #device: GPUDevice;
  readonly #arms: readonly PredictedArm[];
  /** Compiled while training begins. */
  readonly #kernels: readonly Promise<Kernel>[];
  #stations: Promise<Stations> | null = null;
  #opened: Stations | null = null;
  /** Calls follow each other: the buffers are there once. */
  #turn: Promise<unknown> = Promise.resolve();
  #disposed = false;

  constructor(device: GPUDevice, arms: readonly PredictedArm[]) {
    this.#device = device;
    this.#arms = arms;
    const byPlan = new Map(arms.map(({ plan }) => [plan, predictKernel(device, plan)]));
    this.#kernels = arms.map(({ plan }) => byPlan.get(plan) as Promise<Kernel>);
  }

  /**
   * @param sources per arm, asked for when its turn has come and copied at once; null where nothing is wanted.
   * @param inputs [points × inputs], unscaled.
   * @returns [points × outputs × streams] per arm; null where there is no source, everywhere if disposed meanwhile.
   */
  predict(sources: () => readonly (Source | null)[], inputs: Float32Array): Promise<readonly (Float32Array | null)[]> {
    const answer = this.#turn.then(() => this.#predictNow(sources, inputs));
    this.#turn = answer.catch(() => {});
    return answer;
  }

  async #predictNow(sources: () => readonly (Source | null)[], inputs: Float32Array) {
    if (this.#disposed) return this.#arms.map(() => null);
    this.#stations ??= this.#open();
    const stations = await this.#stations;
    if (this.#disposed) return this.#arms.map(() => null);
    const chosen = sources();
    const active = this.#arms.flatMap((arm, i) => {
      const [source, { buffers, job }] = [chosen[i], stations.all[i]] as [Source | null, Station];
      if (!source) return [];
      const layout = groupLayouts(arm.plan).predicting;
      const each = predictionLength(layout) / POINTS;
      const points = inputs.length / layout.inputs;
      return [{ ...arm, i, source, buffers, job, layout, each, predicted: new Float32Array(points * each) }];
    });
    const points = inputs.length / (this.#arms[0] as PredictedArm).plan.size.inputs;
    for (let done = 0; done < points && active.length > 0; done += POINTS) {
      const chunk = Math.min(POINTS, points - done);
      const encoder = this.#device.createCommandEncoder();
      for (const { source, buffers, layout, own } of active) {
        if (done === 0) {
          const bytes = buffers.parameters.size;
          encoder.copyBufferToBuffer(source.parameters, source.replica * bytes, buffers.parameters, 0, bytes);
        }
        const points = inputs.subarray(done * layout.inputs, (done + chunk) * layout.inputs);
        this.#device.queue.writeBuffer(
          buffers.inputs,
          0,
          Float32Array.from(points, (x) => x * own.inputScale),
        );
      }
      const pass = encoder.beginComputePass();
      for (const { job, layout } of active) {
        pass.setPipeline(job.kernel.pipeline);
        pass.setBindGroup(0, job.bindings);
        pass.dispatchWorkgroups(predictGroups(layout, chunk));
      }
      pass.end();
      let bytes = 0;
      for (const { buffers, each } of active) {
        encoder.copyBufferToBuffer(buffers.predictions, 0, stations.staging, bytes, 4 * chunk * each);
        bytes += 4 * chunk * each;
      }
      this.#device.queue.submit([encoder.finish()]);
      const values = await readBack(stations.staging, bytes, () => this.#disposed);
      if (values === null) return this.#arms.map(() => null);
      let at = 0;
      for (const { each, predicted } of active) {
        predicted.set(values.subarray(at, at + chunk * each), done * each);
        at += chunk * each;
      }
    }
    return this.#arms.map((_, i) => active.find((own) => own.i === i)?.predicted ?? null);
  }

  /** Throws EngineError where the device has no memory left. */
  async #open(): Promise<Stations> {
    const kernels = await Promise.all(this.#kernels);
    const stations = await allocate(this.#device, `predictions of ${this.#arms.length} networks`, () => {
      const all = this.#arms.map((arm, i) => station(this.#device, arm, kernels[i] as Kernel));
      const bytes = this.#arms.reduce((sum, { plan }) => sum + predictorBytes(plan).predictions, 0);
      const staging = readbackBuffer(this.#device, bytes);
      const dispose = () => {
        staging.destroy();
        for (const { buffers } of all) for (const buffer of Object.values(buffers)) buffer.destroy();
      };
      return { all, staging, dispose };
    });
    this.#opened = stations;
    if (this.#disposed) stations.dispose();
    return stations;
  }

  dispose(): void {
    this.#disposed = true;
    this.#opened?.dispose();
  }
}

function predictKernel(device: GPUDevice, plan: GroupPlan): Promise<Kernel> {
  const compiled = kernel(device, predictWgsl({ layout: groupLayouts(plan).predicting, activation: plan.activation }));
  // Whoever predicts will see the error.
  compiled.catch(() => {});
  return compiled;
}

/** The buffers for one arm's predictions, and its kernel with them. */
function station(device: GPUDevice, { plan, own }: PredictedArm, made: Kernel): Station {
  const { STORAGE, COPY_SRC, COPY_DST } = GPUBufferUsage;
  const entries = Object.entries(predictorBytes(plan)).map(([name, size]) => [
    name,
    device.createBuffer({ label: `${name} of predictions`, size, usage: STORAGE | COPY_SRC | COPY_DST }),
  ]);
  const buffers = Object.fromEntries(entries) as Record<PredictorBufferName, GPUBuffer>;
  device.queue.writeBuffer(
    buffers.networks,
    0,
    packNetworks([0], () => ({ ...own, inputs: 0 }), 1),
  );
  const { inputs, parameters, activations, predictions, networks } = buffers;
  return {
    buffers,
    job: { kernel: made, bindings: made.bind([inputs, parameters, activations, predictions, networks]) },
  };
}
