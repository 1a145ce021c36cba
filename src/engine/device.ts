import { inTime } from '../lib/inTime.ts';

/** Limits that a large network may need; a device has the defaults unless it is asked for more. */
const WANTED = [
  'maxBufferSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBufferBindingSize',
] as const satisfies readonly (keyof GPUSupportedLimits)[];

/** Milliseconds after which a driver counts as one that never answers. */
const DEVICE_TIME = 8000;

/** A WebGPU device with all that the adapter has, for our own kernels and TensorFlow.js alike; an error where it does not come in time. */
export function openDevice(adapter: GPUAdapter): Promise<GPUDevice> {
  const asked = adapter.requestDevice({
    requiredLimits: Object.fromEntries(WANTED.map((name) => [name, adapter.limits[name]])),
  });
  return inTime(asked, DEVICE_TIME, 'the graphics device', (device) => device.destroy());
}
