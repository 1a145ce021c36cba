/** Evaluates one network of each arm at any points, chunk by chunk, in buffers of its own. */
import { type Kernel, kernel } from './kernel.ts';
import { type ArmPlan, armLayouts, type PredictorBufferName, predictorBytes } from './plan.ts';
import { POINTS, predictGroups, predictionLength, predictWgsl } from './predict.ts';

/** A network whose predictions are wanted. */
export interface Source {
  /** Parameters of all replicas of its arm. */
  readonly parameters: GPUBuffer;
  readonly replica: number;
}

/** An arm as far as its predictions go. */
export interface PredictedArm {
  readonly plan: ArmPlan;
  /** All inputs are multiplied by this. */
  readonly inputScale: number;
}

interface Station {
  readonly buffers: Readonly<Record<PredictorBufferName, GPUBuffer>>;
  readonly ready: Promise<{ readonly kernel: Kernel; readonly bindings: GPUBindGroup }>;
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
    this.#stations = arms.map(({ plan }) => station(device, plan));
    this.#staging = device.createBuffer({
      label: 'staging of predictions',
      size: arms.reduce((sum, { plan }) => sum + predictorBytes(plan).predictions, 0),
      usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
    });
  }

  /**
   * @param sources per arm, asked for when its turn has come and copied at once; null where nothing is wanted.
   * @param inputs [points × inputs], unscaled.
   * @returns [points × outputs × streams] per arm; null where there is no source, everywhere if disposed meanwhile.
   */
  predict(
    sources: () => readonly (Source | null)[],
    inputs: Float32Array,
  ): Promise<readonly (Float32Array | null)[]> {
    const answer = this.#turn.then(() => this.#predictNow(sources, inputs));
    this.#turn = answer.catch(() => {});
    return answer;
  }

  async #predictNow(sources: () => readonly (Source | null)[], inputs: Float32Array) {
    const jobs = await Promise.all(this.#stations.map(({ ready }) => ready));
    if (this.#disposed) return this.#arms.map(() => null);
    const chosen = sources();
    const active = this.#arms.flatMap((arm, i) => {
      const [source, { buffers }, job] = [chosen[i], this.#stations[i], jobs[i]] as [Source | null, Station, Awaited<Station['ready']>];
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
      for (const { plan, inputScale, source, buffers, layout } of active) {
        if (done === 0) {
          const bytes = buffers.parameters.size;
          encoder.copyBufferToBuffer(source.parameters, source.replica * bytes, buffers.parameters, 0, bytes);
        }
        const own = inputs.subarray(done * layout.inputs, (done + chunk) * layout.inputs);
        writeInputs(this.#device, buffers.inputs, own, inputScale, plan);
      }
      const pass = encoder.beginComputePass();
      for (const { job, layout } of active) {
        pass.setPipeline(job.kernel.pipeline);
        pass.setBindGroup(0, job.bindings);
        pass.dispatchWorkgroups(predictGroups(layout, chunk));
      }
      pass.end();
      let at = 0;
      for (const { buffers, each } of active) {
        encoder.copyBufferToBuffer(buffers.predictions, 0, this.#staging, at, 4 * chunk * each);
        at += 4 * chunk * each;
      }
    }
    return [];
  }
}
