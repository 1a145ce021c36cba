/** The one WebAssembly memory of a trainer, and what is said where it would be too large. */
import { EngineError } from '../engine.ts';

/** What takes how many bytes, and how to have less of it. */
export interface Need {
  readonly bytes: number;
  readonly remedy: string;
}

/** What a phone's browser gives one page without complaint is less; a desktop's gives up to 4 GB. */
export const LIMIT = 2 ** 31;
const PAGE = 2 ** 16;

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 2 ** 20).toLocaleString('en')} MB`;

/** Throws EngineError, which advises to have less of what takes most, beyond 2 GB or where the browser gives less. */
export function allocate(totalBytes: number, needs: readonly Need[]): WebAssembly.Memory {
  const most = needs.reduce((a, b) => (b.bytes > a.bytes ? b : a));
  if (totalBytes > LIMIT) {
    throw new EngineError(
      `Too large for this engine: this experiment needs about ${megabytes(totalBytes)} of memory, and ${megabytes(LIMIT)} can be used. Choose ${most.remedy}.`,
    );
  }
  try {
    return new WebAssembly.Memory({ initial: Math.ceil(totalBytes / PAGE) });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new EngineError(
      `This browser could not provide the ${megabytes(totalBytes)} of memory that this experiment needs. Choose ${most.remedy}.`,
    );
  }
}
