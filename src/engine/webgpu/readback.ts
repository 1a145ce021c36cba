/** Buffers through which numbers come back from the GPU. */

export const readbackBuffer = (device: GPUDevice, size: number): GPUBuffer =>
  device.createBuffer({ label: 'readback', size, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });

/** The first bytes of a readback buffer once the GPU is done with it; null if `isDisposed` by then. */
export async function readBack(
  buffer: GPUBuffer,
  bytes: number,
  isDisposed: () => boolean,
): Promise<Float32Array | null> {
  try {
    await buffer.mapAsync(GPUMapMode.READ, 0, bytes);
  } catch (error) {
    if (isDisposed()) return null;
    throw error;
  }
  const values = new Float32Array(buffer.getMappedRange(0, bytes).slice(0));
  buffer.unmap();
  return values;
}
