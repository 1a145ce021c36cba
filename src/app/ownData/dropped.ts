/** What was dropped: files, and those in folders. */

export interface Dropped {
  /** Of the files and folders as they were dropped. */
  readonly names: readonly string[];
  /** Rejects with a sentence. */
  readonly files: Promise<readonly File[]>;
}

/** To be called while the event lasts: later the browser has forgotten what was dropped. */
export function dropped({ items, files }: DataTransfer): Dropped {
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry?.() ?? []);
  const given = [...files];
  return { names: given.map(({ name }) => name), files: filesIn(entries, given) };
}

/** Most are files, which need no asking. */
async function filesIn(entries: readonly FileSystemEntry[], given: readonly File[]): Promise<readonly File[]> {
  if (!entries.some(({ isDirectory }) => isDirectory)) return given;
  const { filesWithin } = await import('./folders.ts');
  return filesWithin(entries);
}
