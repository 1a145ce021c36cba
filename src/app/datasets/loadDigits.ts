import { errorMessage } from '../../lib/errorMessage.ts';
import type { Dataset } from '../../tasks/datasets.ts';
import { parseDigits } from '../../tasks/digitsFile.ts';
import type { Progress } from './progress.ts';

/**
 * Unpacks the digits from the server's answer to come. Rejects with a sentence for the visitor.
 * @param start when the server was asked.
 */
export async function loadDigits(answer: Promise<Response>, start: number, progress: Progress): Promise<Dataset> {
  try {
    const bytes = await unpacked(await usable(answer), progress);
    // For those who measure how soon a picture comes (bench/latency.mjs).
    performance.measure('digits on their way', { start });
    return parseDigits(bytes);
  } catch (error) {
    const why = errorMessage(error);
    throw new Error(`The handwritten digits could not be loaded (${why}). Choose the task again to try once more.`);
  }
}

async function usable(answer: Promise<Response>): Promise<Response> {
  let response: Response;
  try {
    response = await answer;
  } catch {
    throw new Error(globalThis.navigator?.onLine === false ? 'this device is offline' : 'the server cannot be reached');
  }
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return response;
}

async function unpacked(response: Response, progress: Progress): Promise<Uint8Array> {
  const length = Number(response.headers.get('content-length'));
  const counted = response.body?.pipeThrough(counter(length > 0 ? length : null, progress));
  try {
    return new Uint8Array(await new Response(counted?.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer());
  } catch {
    throw new Error('the file came cut short or damaged');
  }
}

/** Passes bytes on and tells how much of `total` has come. */
function counter(
  total: number | null,
  progress: Progress,
): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let seen = 0;
  return new TransformStream({
    transform(chunk, controller) {
      seen += chunk.length;
      if (total !== null) progress(Math.min(1, seen / total));
      controller.enqueue(chunk);
    },
  });
}
