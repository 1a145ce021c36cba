/** Compute pipelines, made once per device and text, and the bind groups for them. */

export interface Kernel {
  readonly pipeline: GPUComputePipeline;
  /** Buffers in the order of the bindings; a uniform is bound with a dynamic offset of this size. */
  bind(buffers: readonly (GPUBuffer | UniformWindow)[]): GPUBindGroup;
}

/** A uniform buffer of which each dispatch sees `size` bytes at its own offset. */
export interface UniformWindow {
  readonly buffer: GPUBuffer;
  readonly size: number;
}

/** Kernels kept per device; the oldest goes when another one comes. */
const KEPT = 64;

const caches = new WeakMap<GPUDevice, Map<string, Promise<Kernel>>>();

/** The kernel of that text; its bindings are read off the text itself. */
export function kernel(device: GPUDevice, wgsl: string): Promise<Kernel> {
  const cache = caches.get(device) ?? new Map<string, Promise<Kernel>>();
  caches.set(device, cache);
  const kept = cache.get(wgsl) ?? compile(device, wgsl);
  // Taken out and put in again, so that the map's order is the order of last use.
  cache.delete(wgsl);
  cache.set(wgsl, kept);
  for (const text of cache.keys()) {
    if (cache.size <= KEPT) break;
    cache.delete(text);
  }
  kept.catch(() => cache.delete(wgsl));
  return kept;
}

async function compile(device: GPUDevice, wgsl: string): Promise<Kernel> {
  const entries = [...wgsl.matchAll(/@binding\((\d+)\) var<(uniform|storage, (?:read|read_write))>/g)].map(
    ([, index, space]): GPUBindGroupLayoutEntry => ({
      binding: Number(index),
      visibility: GPUShaderStage.COMPUTE,
      buffer: BUFFER_LAYOUTS[space as keyof typeof BUFFER_LAYOUTS],
    }),
  );
  const layout = device.createBindGroupLayout({ entries });
  const pipeline = await device.createComputePipelineAsync({
    layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
    compute: { module: device.createShaderModule({ code: wgsl }), entryPoint: 'main' },
  });
  return {
    pipeline,
    bind: (buffers) =>
      device.createBindGroup({
        layout,
        entries: entries.map(({ binding }, i) => {
          const bound = buffers[i] as GPUBuffer | UniformWindow;
          return { binding, resource: 'size' in bound && 'buffer' in bound ? bound : { buffer: bound } };
        }),
      }),
  };
}

const BUFFER_LAYOUTS = {
  uniform: { type: 'uniform', hasDynamicOffset: true },
  'storage, read': { type: 'read-only-storage' },
  'storage, read_write': { type: 'storage' },
} as const satisfies Record<string, GPUBufferBindingLayout>;
