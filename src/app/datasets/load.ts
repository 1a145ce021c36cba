/** Loads the data that tasks do not compute. Nothing is asked of another origin. */
import { type Dataset, loadedDataset, provideDataset } from '../../tasks/datasets.ts';
import { digitsUrl, parseDigits } from '../../tasks/digitsFile.ts';
import type { DatasetName } from '../../tasks/task.ts';

/** From 0 to 1; null: not known. */
export type Progress = (fraction: number | null) => void;

const LOADERS: Readonly<Record<DatasetName, (progress: Progress) => Promise<Dataset>>> = {
  digits: loadDigits,
  own: () => Promise.reject(new Error('Your own data have to be dropped on the page first: no link holds them.')),
};

/** Makes the dataset known to this page. Rejects with a sentence for the visitor; may be tried again. */
export async function ensureDataset(name: DatasetName, progress: Progress): Promise<void> {
  if (loadedDataset(name) === null) provideDataset(name, await LOADERS[name](progress));
}

async function loadDigits(progress: Progress): Promise<Dataset> {
  try {
    progress(null);
    const response = await fetch(digitsUrl);
    if (!response.ok || !response.body) throw new Error(`the server answered ${response.status}`);
    const length = Number(response.headers.get('content-length'));
    const counted = response.body.pipeThrough(counter(length > 0 ? length : null, progress));
    const unpacked = counted.pipeThrough(new DecompressionStream('gzip'));
    return parseDigits(new Uint8Array(await new Response(unpacked).arrayBuffer()));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`The handwritten digits could not be loaded (${why}). Choose the task again to try once more.`);
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
