/** Parameters of networks on their way back from the GPU. */
import type { Parameters } from '../trainer/ensemble.ts';
import type { LayerShape } from '../weights.ts';
import { type NetworkLayout, unpackParameters } from './layout.ts';
import { readBack, readbackBuffer } from './readback.ts';

/** Networks of an arm whose parameters are wanted. */
export interface ParameterSource {
  /** Of all networks that the layout is of. */
  readonly parameters: GPUBuffer;
  readonly layout: NetworkLayout;
  readonly shapes: readonly LayerShape[];
  readonly networks: readonly number[];
}

/**
 * Copied at the call, before anything that is submitted later; the buffers in which they come live no longer than the answer.
 * @returns by arm; null where there is no source, everywhere if disposed meanwhile.
 */
export async function readParameters(
  device: GPUDevice,
  sources: readonly (ParameterSource | null)[],
  isDisposed: () => boolean,
): Promise<readonly Parameters[]> {
  const encoder = device.createCommandEncoder();
  const copies = sources.map((source) => {
    if (source === null) return null;
    const bytes = 16 * source.layout.parameterStride;
    const staging = readbackBuffer(device, bytes * source.networks.length);
    for (const [i, network] of source.networks.entries()) {
      encoder.copyBufferToBuffer(source.parameters, network * bytes, staging, i * bytes, bytes);
    }
    return { ...source, staging, length: bytes / 4 };
  });
  device.queue.submit([encoder.finish()]);
  try {
    const all = await Promise.all(copies.map((copy) => copy && readBack(copy.staging, copy.staging.size, isDisposed)));
    return copies.map((copy, arm) => {
      const values = all[arm];
      if (!copy || !values) return null;
      const { layout, shapes, networks, length } = copy;
      return networks.map((_, i) => unpackParameters(layout, shapes, values.subarray(i * length, (i + 1) * length)));
    });
  } finally {
    for (const copy of copies) copy?.staging.destroy();
  }
}
