/** All networks of the arms of one program on the GPU: their buffers, and the commands that train and measure some of them. */
import { combineGroups, combineWgsl } from './combine.ts';
import { type Kernel, kernel } from './kernel.ts';
import { type OwnNumbers, packNetworks, runsOf } from './networks.ts';
import { type GroupBufferName, type GroupPlan, groupBytes, groupLayouts, isGathered } from './plan.ts';
import { propagateGroups, propagateWgsl, reportLayout } from './propagate.ts';
import { readbackLayout } from './statistics.ts';
import { SLOTS, stepBytes, stepStride } from './steps.ts';
import { updateGroups, updateWgsl } from './update.ts';

/** Buffers that all arms of a run share. */
export interface SharedBuffers {
  /** [SLOTS] uniforms, stepStride apart. */
  readonly steps: GPUBuffer;
  /** Examples of each step, [SLOTS × batch] u32; null where every step takes all of them. */
  readonly order: GPUBuffer | null;
  /** The data's inputs at every scale, [scales × size × inputs]. */
  readonly inputs: GPUBuffer;
  /** [size × truthLength], see step/truth.ts. */
  readonly targets: GPUBuffer;
}

/** A kernel with its buffers, ready to be dispatched. */
interface Job {
  readonly kernel: Kernel;
  readonly bindings: GPUBindGroup;
  /** Workgroups for so many networks. */
  readonly groups: (networks: number) => readonly [number, number];
}

/** The kernels of a group. Those that train are compiled while the first measurement is already drawn. */
export interface GroupKernels {
  readonly measure: Kernel;
  readonly combine: Kernel;
  readonly training: Promise<{ readonly propagate: Kernel; readonly update: Kernel }>;
}

export async function groupKernels(device: GPUDevice, plan: GroupPlan): Promise<GroupKernels> {
  const { training, measuring } = groupLayouts(plan);
  const { activation, loss, optimizer, examples, scales, rates } = plan;
  const passes = { activation, loss, size: examples, scales, rates };
  const [measure, combine] = await Promise.all([
    kernel(device, propagateWgsl({ ...passes, layout: measuring, mode: 'measure', gathered: false })),
    kernel(device, combineWgsl(measuring)),
  ]);
  const trainers = Promise.all([
    kernel(device, propagateWgsl({ ...passes, layout: training, mode: 'train', gathered: isGathered(plan) })),
    kernel(device, updateWgsl({ layout: training, optimizer, slots: SLOTS, rates })),
  ]).then(([propagate, update]) => ({ propagate, update }));
  // Whoever trains will see the error.
  trainers.catch(() => {});
  return { measure, combine, training: trainers };
}

interface StateNames {
  readonly parameters: GroupBufferName;
  readonly accumulators: GroupBufferName;
}

const PRESENT: StateNames = { parameters: 'parameters', accumulators: 'accumulators' };

const USAGE = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;

export class FusedGroup {
  readonly #device: GPUDevice;
  readonly #plan: GroupPlan;
  readonly #own: readonly OwnNumbers[];
  readonly #buffers: Readonly<Record<GroupBufferName, GPUBuffer | null>>;
  readonly #measure: Job;
  readonly #combine: Job;
  readonly #bindTraining: () => Promise<void>;
  /** The networks that are worked at. */
  #listed: readonly number[] = [];
  #training: Promise<void> | null = null;
  #propagate: Job | null = null;
  #update: Job | null = null;
  /** Names of the state to go back to, and of the one under way to be that. */
  #kept: StateNames = { parameters: 'keptParameters', accumulators: 'keptAccumulators' };
  #next: StateNames = { parameters: 'nextParameters', accumulators: 'nextAccumulators' };

  /**
   * @param parameters of all networks as the layout has them, [networks × parameterStride × 4].
   * @param own numbers of each network.
   */
  constructor(
    device: GPUDevice,
    plan: GroupPlan,
    kernels: GroupKernels,
    shared: SharedBuffers,
    parameters: Float32Array<ArrayBuffer>,
    own: readonly OwnNumbers[],
  ) {
    this.#device = device;
    this.#plan = plan;
    this.#own = own;
    const { training, measuring } = groupLayouts(plan);
    const entries = Object.entries(groupBytes(plan)).map(([name, bytes]) => [
      name,
      bytes > 0 ? device.createBuffer({ label: name, size: bytes, usage: USAGE }) : null,
    ]);
    const buffers = Object.fromEntries(entries) as Record<GroupBufferName, GPUBuffer>;
    this.#buffers = buffers;
    device.queue.writeBuffer(buffers.parameters, 0, parameters);

    const step = { buffer: shared.steps, size: stepBytes(plan.rates) };
    const { activations, signals, trainReport, measureReport, accumulators, combined, losses, networks } = buffers;
    const passed = [shared.inputs, shared.targets, buffers.parameters, activations, signals];
    this.#measure = job(kernels.measure, (count) => [propagateGroups(measuring, count), 1], [
      step,
      ...passed,
      measureReport,
      networks,
    ]);
    this.#combine = job(kernels.combine, () => [combineGroups(measuring), 1], [measureReport, combined]);
    this.#bindTraining = async () => {
      const { propagate, update } = await kernels.training;
      const order = shared.order ? [shared.order] : [];
      this.#propagate = job(propagate, (count) => [propagateGroups(training, count), 1], [
        step,
        ...passed,
        trainReport,
        networks,
        ...order,
      ]);
      const state = [buffers.parameters, losses, networks, ...(accumulators ? [accumulators] : [])];
      this.#update = job(update, (count) => updateGroups(training, count), [
        step,
        activations,
        signals,
        trainReport,
        ...state,
      ]);
    };
  }

  /** The parameters of all networks in the state that was accepted last. */
  get keptParameters(): GPUBuffer {
    return this.#buffer(this.#kept.parameters);
  }

  /** Resolves when `propagate` and `update` can be called. */
  prepareTraining(): Promise<void> {
    this.#training ??= this.#bindTraining();
    return this.#training;
  }

  /** What is submitted from now on is for these networks, and costs the others nothing. */
  list(networks: readonly number[]): void {
    if (networks.length === this.#listed.length && networks.every((place, i) => place === this.#listed[i])) return;
    this.#listed = networks;
    const own = (place: number) => this.#own[place] as OwnNumbers;
    this.#device.queue.writeBuffer(this.#buffer('networks'), 0, packNetworks(networks, own, this.#own.length));
  }

  /** Activations, errors and losses of the step whose uniform is the `slot`th. */
  propagate(pass: GPUComputePassEncoder, slot: number): void {
    this.#dispatch(pass, this.#propagate, [slot * stepStride(this.#plan.rates)]);
  }

  /** The next parameters, after `propagate`. */
  update(pass: GPUComputePassEncoder, slot: number): void {
    this.#dispatch(pass, this.#update, [slot * stepStride(this.#plan.rates)]);
  }

  /** Statistics of the present parameters on the observed examples. */
  measure(pass: GPUComputePassEncoder): void {
    this.#dispatch(pass, this.#measure, [0]);
    this.#dispatch(pass, this.#combine, []);
  }

  /** Copies the statistics of the networks that are listed to a readback buffer, as statistics.ts says, from byte `at` on. */
  copyStatistics(encoder: GPUCommandEncoder, target: GPUBuffer, at: number): void {
    const { measuring } = groupLayouts(this.#plan);
    const count = this.#listed.length;
    const from = reportLayout(measuring, 'measure');
    const to = readbackLayout(measuring, count);
    const pieces = [
      { name: 'combined', source: 0, place: to.combined, each: to.losses / count },
      { name: 'measureReport', source: 0, place: to.losses, each: (to.outputs - to.losses) / count },
      { name: 'measureReport', source: from.outputs, place: to.outputs, each: (to.length - to.outputs) / count },
    ] as const;
    for (const { first, length, index } of runsOf(this.#listed)) {
      for (const { name, source, place, each } of pieces) {
        const [start, end] = [4 * (source + first * each), at + 4 * (place + index * each)];
        encoder.copyBufferToBuffer(this.#buffer(name), start, target, end, 4 * length * each);
      }
    }
  }

  /** Copies the losses of the first `count` slots, [count × networks], listed or not. */
  copyLosses(encoder: GPUCommandEncoder, target: GPUBuffer, at: number, count: number): void {
    encoder.copyBufferToBuffer(this.#buffer('losses'), 0, target, at, 4 * count * this.#own.length);
  }

  /** Puts the present state aside; `accept` makes it the one to go back to. */
  putAside(encoder: GPUCommandEncoder): void {
    this.#copy(encoder, PRESENT, this.#next);
  }

  accept(): void {
    [this.#kept, this.#next] = [this.#next, this.#kept];
  }

  /** Goes back to the state that was accepted last, with the networks that are listed. */
  restore(encoder: GPUCommandEncoder): void {
    this.#copy(encoder, this.#kept, PRESENT, this.#listed);
  }

  dispose(): void {
    for (const buffer of Object.values(this.#buffers)) buffer?.destroy();
  }

  /** @param networks all of them unless told. */
  #copy(encoder: GPUCommandEncoder, source: StateNames, target: StateNames, networks?: readonly number[]): void {
    const all = this.#own.length;
    const runs = networks ? runsOf(networks) : [{ first: 0, length: all }];
    for (const part of ['parameters', 'accumulators'] as const) {
      const [from, to] = [this.#buffers[source[part]], this.#buffers[target[part]]];
      if (!from || !to) continue;
      // An accumulator of all networks lies behind the other.
      const each = this.#buffer('parameters').size / all;
      for (let start = 0; start < from.size; start += each * all) {
        for (const { first, length } of runs) {
          const at = start + first * each;
          encoder.copyBufferToBuffer(from, at, to, at, length * each);
        }
      }
    }
  }

  #dispatch(pass: GPUComputePassEncoder, chosen: Job | null, offsets: readonly number[]): void {
    if (!chosen) throw new Error('These networks are not prepared for training.');
    pass.setPipeline(chosen.kernel.pipeline);
    pass.setBindGroup(0, chosen.bindings, offsets);
    pass.dispatchWorkgroups(...chosen.groups(this.#listed.length));
  }

  #buffer(name: GroupBufferName): GPUBuffer {
    const buffer = this.#buffers[name];
    if (!buffer) throw new Error(`These networks have no buffer ${name}.`);
    return buffer;
  }
}

function job(kernel: Kernel, groups: Job['groups'], buffers: Parameters<Kernel['bind']>[0]): Job {
  return { kernel, groups, bindings: kernel.bind(buffers) };
}
