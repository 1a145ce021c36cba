/** Opens the training worker from a file of its own. The single file has it within itself: openInlineWorker.ts. */
export const openWorker = (): Worker =>
  new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'repu-lab engine' });
