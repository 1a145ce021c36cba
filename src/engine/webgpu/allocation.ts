/** Buffers are made without waiting for the device; what it says of them comes later. */
import { EngineError } from '../engine.ts';

/**
 * What `make` makes, once the device has granted it all the memory. `make` must not wait for anything.
 * Throws EngineError if there is not enough of it, or the device refuses for another reason, and frees what there is.
 * @param networks the networks in words.
 */
export async function allocate<T extends { dispose(): void }>(
  device: GPUDevice,
  networks: string,
  make: () => T,
): Promise<T> {
  // What could not be made is refused by every command that uses it: the inner scope takes those errors.
  device.pushErrorScope('out-of-memory');
  device.pushErrorScope('validation');
  let errors: Promise<readonly (GPUError | null)[]>;
  let made: T;
  try {
    made = make();
  } finally {
    const refused = device.popErrorScope();
    errors = Promise.all([device.popErrorScope(), refused]);
    errors.catch(() => {});
  }
  const [full, refused] = await errors;
  if (!full && !refused) return made;
  made.dispose();
  const remedy = 'Choose fewer replicas, a smaller width, a smaller batch or another engine.';
  throw new EngineError(
    full
      ? `The graphics device has no memory left for ${networks}. ${remedy}`
      : `The graphics device refuses ${networks} (${firstSentence(refused?.message ?? '')}). ${remedy}`,
  );
}

/** What follows is for developers. */
const firstSentence = (message: string): string => message.split(/\.\s|\n/)[0] ?? '';
