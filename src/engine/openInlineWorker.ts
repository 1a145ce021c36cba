/**
 * In place of openWorker.ts in the single file (scripts/buildSingle.mjs): browsers refuse workers from file://, but not
 * from a blob of the page's own.
 */
import InlineWorker from './worker.ts?worker&inline';

export const openWorker = (): Worker => new InlineWorker({ name: 'repu-lab engine' });
