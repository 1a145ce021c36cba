/** All replicas of one arm on the GPU: their buffers, and the commands that train and measure them. */
import { combinedPairs, combineGroups, combineWgsl } from './combine.ts';
import { type Kernel, kernel } from './kernel.ts';
import { type ArmBufferName, type ArmPlan, armBytes, armLayouts, isGathered } from './plan.ts';
import { propagateGroups, propagateWgsl, reportLayout } from './propagate.ts';
import { readbackLayout } from './statistics.ts';
import { SLOTS, STEP_BYTES, STEP_STRIDE } from './steps.ts';
import { updateGroups, updateWgsl } from './update.ts';

/** Buffers that all arms of a run share. */
export interface SharedBuffers {
  /** [SLOTS] uniforms, STEP_STRIDE bytes apart. */
  readonly steps: GPUBuffer;
  /** Examples of each step, [SLOTS × batch] u32; null where every step takes all of them. */
  readonly order: GPUBuffer | null;
  /** [size × targetLength], see packTargets in loss.ts. */
  readonly targets: GPUBuffer;
}

/** A kernel with its buffers, ready to be dispatched. */
interface Job {
  readonly kernel: Kernel;
  readonly bindings: GPUBindGroup;
  readonly groups: readonly [number, number];
}

/** The kernels of an arm. Those that train are compiled while the first measurement is already drawn. */
export interface ArmKernels {
  readonly measure: Kernel;
  readonly combine: Kernel;
  readonly training: Promise<{ readonly propagate: Kernel; readonly update: Kernel }>;
}

export async function armKernels(device: GPUDevice, plan: ArmPlan): Promise<ArmKernels> {
  const { training, measuring } = armLayouts(plan);
  const { activation, loss, optimizer, examples } = plan;
  const passes = { activation, loss, size: examples };
  const [measure, combine] = await Promise.all([
    kernel(device, propagateWgsl({ ...passes, layout: measuring, mode: 'measure', gathered: false })),
    kernel(device, combineWgsl(measuring)),
  ]);
  const trainers = Promise.all([
    kernel(device, propagateWgsl({ ...passes, layout: training, mode: 'train', gathered: isGathered(plan) })),
    kernel(device, updateWgsl({ layout: training, optimizer, slots: SLOTS })),
  ]).then(([propagate, update]) => ({ propagate, update }));
  // Whoever trains will see the error.
  trainers.catch(() => {});
  return { measure, combine, training: trainers };
}

interface StateNames {
  readonly parameters: ArmBufferName;
  readonly accumulators: ArmBufferName;
}

const PRESENT: StateNames = { parameters: 'parameters', accumulators: 'accumulators' };

const USAGE = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;

export class FusedArm {
  readonly #plan: ArmPlan;
  readonly #buffers: Readonly<Record<ArmBufferName, GPUBuffer | null>>;
  readonly #measure: Job;
  readonly #combine: Job;
  readonly #bindTraining: () => Promise<void>;
  #training: Promise<void> | null = null;
  #propagate: Job | null = null;
  #update: Job | null = null;
  /** Names of the state to go back to, and of the one under way to be that. */
  #kept: StateNames = { parameters: 'keptParameters', accumulators: 'keptAccumulators' };
  #next: StateNames = { parameters: 'nextParameters', accumulators: 'nextAccumulators' };

  /**
   * @param parameters of all replicas as the layout has them, [replicas × parameterStride × 4].
   * @param inputs of all examples, [size × inputs], with streams followed by the arm's input scale.
   */
  constructor(
    device: GPUDevice,
    plan: ArmPlan,
    kernels: ArmKernels,
    shared: SharedBuffers,
    parameters: Float32Array<ArrayBuffer>,
    inputs: Float32Array<ArrayBuffer>,
  ) {
    this.#plan = plan;
    const { training, measuring } = armLayouts(plan);
    const entries = Object.entries(armBytes(plan)).map(([name, bytes]) => [
      name,
      bytes > 0 ? device.createBuffer({ label: name, size: bytes, usage: USAGE }) : null,
    ]);
    const buffers = Object.fromEntries(entries) as Record<ArmBufferName, GPUBuffer>;
    this.#buffers = buffers;
    device.queue.writeBuffer(buffers.parameters, 0, parameters);
    device.queue.writeBuffer(buffers.inputs, 0, inputs);

    const step = { buffer: shared.steps, size: STEP_BYTES };
    const { activations, signals, trainReport, measureReport, accumulators, combined, losses } = buffers;
    const network = [buffers.inputs, shared.targets, buffers.parameters, activations, signals];
    this.#measure = job(kernels.measure, [propagateGroups(measuring), 1], [step, ...network, measureReport]);
    this.#combine = job(kernels.combine, [combineGroups(measuring), 1], [measureReport, combined]);
    this.#bindTraining = async () => {
      const { propagate, update } = await kernels.training;
      const order = shared.order ? [shared.order] : [];
      this.#propagate = job(propagate, [propagateGroups(training), 1], [step, ...network, trainReport, ...order]);
      const state = [buffers.parameters, losses, ...(accumulators ? [accumulators] : [])];
      this.#update = job(update, updateGroups(training), [step, activations, signals, trainReport, ...state]);
    };
  }

  /** The parameters of all replicas in the state that was accepted last. */
  get keptParameters(): GPUBuffer {
    return this.#buffer(this.#kept.parameters);
  }

  /** Resolves when `propagate` and `update` can be called. */
  prepareTraining(): Promise<void> {
    this.#training ??= this.#bindTraining();
    return this.#training;
  }

  /** Activations, errors and losses of the step whose uniform is the `slot`th. */
  propagate(pass: GPUComputePassEncoder, slot: number): void {
    dispatch(pass, this.#propagate, [slot * STEP_STRIDE]);
  }

  /** The next parameters, after `propagate`. */
  update(pass: GPUComputePassEncoder, slot: number): void {
    dispatch(pass, this.#update, [slot * STEP_STRIDE]);
  }

  /** Statistics of the present parameters on the observed examples. */
  measure(pass: GPUComputePassEncoder): void {
    dispatch(pass, this.#measure, [0]);
    dispatch(pass, this.#combine, []);
  }

  /** Copies the statistics to a readback buffer, laid out as statistics.ts says, from byte `at` on. */
  copyStatistics(encoder: GPUCommandEncoder, target: GPUBuffer, at: number): void {
    const { measuring } = armLayouts(this.#plan);
    const from = reportLayout(measuring, 'measure');
    const to = readbackLayout(measuring);
    const copy = (name: ArmBufferName, source: number, place: number, length: number) =>
      encoder.copyBufferToBuffer(this.#buffer(name), 4 * source, target, at + 4 * place, 4 * length);
    copy('combined', 0, to.combined, 2 * combinedPairs(measuring));
    copy('measureReport', 0, to.losses, from.losses);
    copy('measureReport', from.outputs, to.outputs, to.length - to.outputs);
  }

  /** Copies the losses of the first `count` slots, [count × replicas]. */
  copyLosses(encoder: GPUCommandEncoder, target: GPUBuffer, at: number, count: number): void {
    encoder.copyBufferToBuffer(this.#buffer('losses'), 0, target, at, 4 * count * this.#plan.size.replicas);
  }

  /** Puts the present state aside; `accept` makes it the one to go back to. */
  putAside(encoder: GPUCommandEncoder): void {
    this.#copy(encoder, PRESENT, this.#next);
  }

  accept(): void {
    [this.#kept, this.#next] = [this.#next, this.#kept];
  }

  /** Goes back to the state that was accepted last. */
  restore(encoder: GPUCommandEncoder): void {
    this.#copy(encoder, this.#kept, PRESENT);
  }

  dispose(): void {
    for (const buffer of Object.values(this.#buffers)) buffer?.destroy();
  }

  #copy(encoder: GPUCommandEncoder, source: StateNames, target: StateNames): void {
    for (const part of ['parameters', 'accumulators'] as const) {
      const [from, to] = [this.#buffers[source[part]], this.#buffers[target[part]]];
      if (from && to) encoder.copyBufferToBuffer(from, 0, to, 0, from.size);
    }
  }

  #buffer(name: ArmBufferName): GPUBuffer {
    const buffer = this.#buffers[name];
    if (!buffer) throw new Error(`This arm has no buffer ${name}.`);
    return buffer;
  }
}

function job(kernel: Kernel, groups: Job['groups'], buffers: Parameters<Kernel['bind']>[0]): Job {
  return { kernel, groups, bindings: kernel.bind(buffers) };
}

function dispatch(pass: GPUComputePassEncoder, chosen: Job | null, offsets: readonly number[]): void {
  if (!chosen) throw new Error('This arm is not prepared for training.');
  pass.setPipeline(chosen.kernel.pipeline);
  pass.setBindGroup(0, chosen.bindings, offsets);
  pass.dispatchWorkgroups(...chosen.groups);
}
