/** Loads the data that tasks do not compute. Nothing is asked of another origin. */
import { type Dataset, loadedDataset, provideDataset } from '../../tasks/datasets.ts';
import type { DatasetName } from '../../tasks/task.ts';
import type { Progress } from './progress.ts';

/** The packed file; still compressed. */
const digitsUrl = new URL('../../tasks/digits.bin', import.meta.url).href;

/** What reads the file comes beside it: the page's first picture waits for neither. */
async function digits(progress: Progress): Promise<Dataset> {
  const start = performance.now();
  const answer = fetch(digitsUrl);
  // Whoever awaits it is told of a failure.
  answer.catch(() => {});
  const { loadDigits } = await import('./loadDigits.ts');
  return loadDigits(answer, start, progress);
}

const LOADERS: Readonly<Record<DatasetName, (progress: Progress) => Promise<Dataset>>> = {
  digits,
  own: () => Promise.reject(new Error('Your own data have to be dropped on the page first: no link holds them.')),
};

interface UnderWay {
  readonly done: Promise<void>;
  readonly listeners: Set<Progress>;
}

const underWay = new Map<DatasetName, UnderWay>();

/** Makes the dataset known to this page, loading it once. Rejects with a sentence for the visitor; may be tried again. */
export function ensureDataset(name: DatasetName, progress: Progress): Promise<void> {
  if (loadedDataset(name) !== null) return Promise.resolve();
  const { done, listeners } = underWay.get(name) ?? begin(name);
  listeners.add(progress);
  return done;
}

function begin(name: DatasetName): UnderWay {
  const listeners = new Set<Progress>();
  const tell: Progress = (fraction) => {
    for (const listener of listeners) listener(fraction);
  };
  const done = LOADERS[name](tell)
    .then((dataset) => provideDataset(name, dataset))
    .finally(() => underWay.delete(name));
  const begun = { done, listeners };
  underWay.set(name, begun);
  return begun;
}
