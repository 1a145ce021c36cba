/** What the browser offers by way of WebGPU. */

import { errorMessage } from '../lib/errorMessage.ts';
import { inTime } from '../lib/inTime.ts';

export type WebGPUOffer =
  | { readonly kind: 'none'; readonly why: string }
  | { readonly kind: 'software' | 'hardware'; readonly adapter: GPUAdapter; readonly label: string };

/** Milliseconds after which a driver counts as one that never answers. */
const ADAPTER_TIME = 4000;

/**
 * Asks for an adapter. Must come before TensorFlow.js's WebGPU backend, which throws without one while it reads
 * `adapter.features` (tfjs 4.22).
 */
export async function probeWebGPU(gpu: GPU | null = globalThis.navigator?.gpu ?? null): Promise<WebGPUOffer> {
  if (!gpu) return { kind: 'none', why: 'This browser has no WebGPU' };
  try {
    const asked = gpu.requestAdapter({ powerPreference: 'high-performance' });
    const adapter = await inTime(asked, ADAPTER_TIME, 'the graphics device');
    if (!adapter) return { kind: 'none', why: 'This browser has WebGPU but no graphics device for it' };
    return { kind: isSoftware(adapter) ? 'software' : 'hardware', adapter, label: adapterLabel(adapter.info) };
  } catch (error) {
    return { kind: 'none', why: `WebGPU could not be started (${errorMessage(error)})` };
  }
}

/** Names under which the rasterizers of Chrome, Mesa and Windows appear where `isFallbackAdapter` is missing. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|basic render|\bwarp\b/i;

export function isSoftware({ info }: Pick<GPUAdapter, 'info'>): boolean {
  const { isFallbackAdapter, description, architecture, device, vendor } = info;
  return isFallbackAdapter === true || SOFTWARE.test([description, architecture, device, vendor].join(' '));
}

/** What a person would call the adapter, e.g. `apple metal-3`; browsers leave most of the fields empty. */
export function adapterLabel({ description, vendor, architecture, device }: GPUAdapterInfo): string {
  const [software] = SOFTWARE.exec([description, architecture, device].join(' ')) ?? [];
  if (software) return software === 'swiftshader' ? 'SwiftShader' : software;
  return description || [vendor, architecture || device].filter(Boolean).join(' ') || 'unnamed graphics device';
}
