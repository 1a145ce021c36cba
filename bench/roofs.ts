/**
 * What an adapter does at best of what a training step is made of: starting kernels, moving memory, arithmetic. Beside the
 * time of a step they say what it runs into (Williams, Waterman and Patterson 2009, the roofline model).
 */
import type { Run } from './contestant.ts';
import type { Network } from './problem.ts';

export interface Roofs {
  /** Milliseconds from one kernel to the next, which waits for it. */
  readonly launch: number;
  /** Bytes read or written in a millisecond. */
  readonly bandwidth: number;
  /** Additions and multiplications in a millisecond. */
  readonly arithmetic: number;
}

/** What a step must do, however it is programmed. */
export interface Work {
  readonly operations: number;
  readonly bytes: number;
}

const FLOAT = 4;

/**
 * A step of Adam over the whole batch. Operations: the three products of every layer, forward, back and for the gradient.
 * Bytes: parameters and Adam's two moments read and written once, activations and their gradients written and read once;
 * what a cache keeps is not memory's work.
 */
export function workOf({ depth, width, batch }: Omit<Network, 'activation'>, replicas: number): Work {
  const weights = width + (depth - 2) * width * width + width;
  const neurons = (depth - 1) * width + 1;
  return {
    operations: replicas * 6 * batch * weights,
    bytes: replicas * FLOAT * (6 * (weights + neurons) + 4 * batch * neurons),
  };
}

/** Kernels that a step starts. */
export async function dispatchesPerStep(run: Run, steps = 8): Promise<number> {
  const { prototype } = GPUComputePassEncoder;
  const { dispatchWorkgroups } = prototype;
  let count = 0;
  prototype.dispatchWorkgroups = function (...groups) {
    count++;
    return dispatchWorkgroups.apply(this, groups);
  };
  try {
    await run.advance(steps);
  } finally {
    prototype.dispatchWorkgroups = dispatchWorkgroups;
  }
  return count / steps;
}

/** The best of some tries each. A few runs are subtracted from many: a submission and the news of its end take time too. */
export async function measureRoofs(device: GPUDevice): Promise<Roofs> {
  return {
    launch: await launchTime(device),
    bandwidth: await bandwidth(device),
    arithmetic: await arithmetic(device),
  };
}

const TRIES = 5;

async function launchTime(device: GPUDevice): Promise<number> {
  const counter = storage(device, FLOAT);
  const kernel = await prepare(
    device,
    `@group(0) @binding(0) var<storage, read_write> counter: array<u32>;
     @compute @workgroup_size(1) fn main() { counter[0] += 1u; }`,
    [counter],
  );
  const time = await timeOf(device, kernel, 1, 1024);
  counter.destroy();
  return time;
}

async function bandwidth(device: GPUDevice): Promise<number> {
  const bytes = Math.min(2 ** 27, device.limits.maxStorageBufferBindingSize, device.limits.maxBufferSize);
  const [source, target] = [storage(device, bytes), storage(device, bytes)];
  const kernel = await prepare(
    device,
    `@group(0) @binding(0) var<storage, read> source: array<vec4f>;
     @group(0) @binding(1) var<storage, read_write> goal: array<vec4f>;
     @compute @workgroup_size(256) fn main(@builtin(global_invocation_id) at: vec3u) { goal[at.x] = source[at.x]; }`,
    [source, target],
  );
  const time = await timeOf(device, kernel, Math.floor(bytes / 16 / 256), 4);
  source.destroy();
  target.destroy();
  return (2 * bytes) / time;
}

/** Eight chains of vector operations that wait for nothing but themselves. */
const CHAINS = 8;
const LENGTH = 512;

async function arithmetic(device: GPUDevice): Promise<number> {
  const chains = Array.from({ length: CHAINS }, (_, k) => `c${k}`);
  const result = storage(device, 16 * 256 * 4096);
  const kernel = await prepare(
    device,
    `@group(0) @binding(0) var<storage, read_write> result: array<vec4f>;
     @compute @workgroup_size(256) fn main(@builtin(global_invocation_id) at: vec3u) {
       let x = result[0];
       ${chains.map((name, k) => `var ${name} = result[${k}] + vec4f(f32(at.x));`).join('\n')}
       for (var i = 0u; i < ${LENGTH}u; i++) { ${chains.map((name) => `${name} = fma(${name}, x, x);`).join(' ')} }
       result[at.x] = ${chains.join(' + ')};
     }`,
    [result],
  );
  // As many threads as the device takes a while for, or a million: what no card has at once.
  let groups = 1;
  while (groups < 4096 && (await best(device, kernel, groups, 1)) < 20) groups *= 2;
  const time = await timeOf(device, kernel, groups, 2);
  result.destroy();
  return (groups * 256 * LENGTH * CHAINS * 4 * 2) / time;
}

interface Prepared {
  readonly pipeline: GPUComputePipeline;
  readonly bindings: GPUBindGroup;
}

const storage = (device: GPUDevice, size: number) => device.createBuffer({ size, usage: GPUBufferUsage.STORAGE });

async function prepare(device: GPUDevice, code: string, buffers: readonly GPUBuffer[]): Promise<Prepared> {
  const module = device.createShaderModule({ code });
  const pipeline = await device.createComputePipelineAsync({ layout: 'auto', compute: { module } });
  const entries = buffers.map((buffer, binding) => ({ binding, resource: { buffer } }));
  return { pipeline, bindings: device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }) };
}

/** Long enough to be told from the noise of a submission, milliseconds. */
const LONG = 20;

/** Milliseconds of one run of the kernel, from the difference between few and many. */
async function timeOf(device: GPUDevice, kernel: Prepared, groups: number, atLeast: number): Promise<number> {
  const few = await best(device, kernel, groups, 1);
  for (let times = atLeast; ; times *= 2) {
    const difference = (await best(device, kernel, groups, 1 + times)) - few;
    if (difference >= LONG || times >= 2 ** 16) return Math.max(0, difference) / times;
  }
}

/** Milliseconds until the device has run the kernel so many times. */
async function best(device: GPUDevice, { pipeline, bindings }: Prepared, groups: number, times: number) {
  let shortest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < TRIES; i++) {
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, bindings);
    for (let k = 0; k < times; k++) pass.dispatchWorkgroups(groups);
    pass.end();
    const started = performance.now();
    device.queue.submit([encoder.finish()]);
    await device.queue.onSubmittedWorkDone();
    shortest = Math.min(shortest, performance.now() - started);
  }
  return shortest;
}
