/** Limits that a large network may need; a device has the defaults unless it is asked for more. */
const WANTED = [
  'maxBufferSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBufferBindingSize',
] as const satisfies readonly (keyof GPUSupportedLimits)[];

/** A WebGPU device with all that the adapter has, for our own kernels and TensorFlow.js alike. */
export function openDevice(adapter: GPUAdapter): Promise<GPUDevice> {
  return adapter.requestDevice({
    requiredLimits: Object.fromEntries(WANTED.map((name) => [name, adapter.limits[name]])),
  });
}
