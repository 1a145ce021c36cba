/** Evaluates one network of each arm at any points, chunk by chunk, in buffers of its own. */
import { type ArmNumbers, behindInputs } from './forward.ts';
import { type Kernel, kernel } from './kernel.ts';
import { type ArmPlan, armLayouts, type PredictorBufferName, predictorBytes } from './plan.ts';
import { POINTS, predictGroups, predictionLength, predictWgsl } from './predict.ts';
import { readBack, readbackBuffer } from './readback.ts';

/** A network whose predictions are wanted. */
export interface Source {
  /** Parameters of all replicas of its arm. */
  readonly parameters: GPUBuffer;
  readonly replica: number;
}

/** An arm as far as its predictions go. */
export interface PredictedArm extends ArmNumbers {
  readonly plan: ArmPlan;
}

interface Station {
  readonly buffers: Readonly<Record<PredictorBufferName, GPUBuffer>>;
  /** The kernel with those buffers, made when first wanted. */
  prepare(): Promise<Job>;
}

interface Job {
  readonly kernel: Kernel;
  readonly bindings: GPUBindGroup;
}

export class Predictor {
  readonly #device: GPUDevice;
  readonly #arms: readonly PredictedArm[];
  readonly #stations: readonly Station[];
  readonly #staging: GPUBuffer;
  /** Calls follow each other: the buffers are there once. */
  #turn: Promise<unknown> = Promise.resolve();
  #disposed = false;

  constructor(device: GPUDevice, arms: readonly PredictedArm[]) {
    this.#device = device;
    this.#arms = arms;
    this.#stations = arms.map((arm) => station(device, arm));
    const bytes = arms.reduce((sum, { plan }) => sum + predictorBytes(plan).predictions, 0);
    this.#staging = readbackBuffer(device, bytes);
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
    const jobs = await Promise.all(this.#stations.map((own) => own.prepare()));
    if (this.#disposed) return this.#arms.map(() => null);
    const chosen = sources();
    const active = this.#arms.flatMap((arm, i) => {
      const [source, { buffers }, job] = [chosen[i], this.#stations[i], jobs[i]] as [Source | null, Station, Job];
      if (!source) return [];
      const layout = armLayouts(arm.plan).predicting;
      const each = predictionLength(layout) / POINTS;
      const points = inputs.length / layout.inputs;
      return [{ ...arm, i, source, buffers, job, layout, each, predicted: new Float32Array(points * each) }];
    });
    const points = inputs.length / (this.#arms[0] as PredictedArm).plan.size.inputs;
    for (let done = 0; done < points && active.length > 0; done += POINTS) {
      const chunk = Math.min(POINTS, points - done);
      const encoder = this.#device.createCommandEncoder();
      for (const { inputScale, source, buffers, layout } of active) {
        if (done === 0) {
          const bytes = buffers.parameters.size;
          encoder.copyBufferToBuffer(source.parameters, source.replica * bytes, buffers.parameters, 0, bytes);
        }
        const own = inputs.subarray(done * layout.inputs, (done + chunk) * layout.inputs);
        this.#device.queue.writeBuffer(
          buffers.inputs,
          0,
          Float32Array.from(own, (x) => x * inputScale),
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
        encoder.copyBufferToBuffer(buffers.predictions, 0, this.#staging, bytes, 4 * chunk * each);
        bytes += 4 * chunk * each;
      }
      this.#device.queue.submit([encoder.finish()]);
      const values = await readBack(this.#staging, bytes, () => this.#disposed);
      if (values === null) return this.#arms.map(() => null);
      let at = 0;
      for (const { each, predicted } of active) {
        predicted.set(values.subarray(at, at + chunk * each), done * each);
        at += chunk * each;
      }
    }
    return this.#arms.map((_, i) => active.find((own) => own.i === i)?.predicted ?? null);
  }

  dispose(): void {
    this.#disposed = true;
    this.#staging.destroy();
    for (const { buffers } of this.#stations) for (const buffer of Object.values(buffers)) buffer.destroy();
  }
}

/** The buffers and the kernel for one arm's predictions. */
function station(device: GPUDevice, { plan, ...numbers }: PredictedArm): Station {
  const { STORAGE, COPY_SRC, COPY_DST } = GPUBufferUsage;
  const entries = Object.entries(predictorBytes(plan)).map(([name, size]) => [
    name,
    device.createBuffer({ label: `${name} of predictions`, size, usage: STORAGE | COPY_SRC | COPY_DST }),
  ]);
  const buffers = Object.fromEntries(entries) as Record<PredictorBufferName, GPUBuffer>;
  const told = Float32Array.from(behindInputs(plan.size, numbers));
  device.queue.writeBuffer(buffers.inputs, buffers.inputs.size - told.byteLength, told);
  const layout = armLayouts(plan).predicting;
  const compiled = kernel(device, predictWgsl({ layout, activation: plan.activation }));
  // Whoever predicts will see the error.
  compiled.catch(() => {});
  let job: Promise<Job> | null = null;
  const prepare = () => {
    job ??= compiled.then((made) => ({
      kernel: made,
      bindings: made.bind([buffers.inputs, buffers.parameters, buffers.activations, buffers.predictions]),
    }));
    return job;
  };
  return { buffers, prepare };
}
