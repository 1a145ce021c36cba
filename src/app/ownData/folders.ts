/** A data set is a few files; of a folder of pictures not all are looked for. */
export const MOST_FILES = 100;

/** All files, those of folders within folders too. Rejects with a sentence. */
export async function filesWithin(entries: readonly FileSystemEntry[]): Promise<File[]> {
  const found: File[] = [];
  const waiting = [...entries];
  for (let entry = waiting.shift(); entry; entry = waiting.shift()) {
    if (isFolder(entry)) waiting.push(...(await entriesOf(entry)));
    else found.push(await fileOf(entry as FileSystemFileEntry));
    if (found.length > MOST_FILES) {
      throw new RangeError(`at most ${MOST_FILES} files were expected; there are more. Choose those of the data`);
    }
  }
  if (found.length === 0) throw new RangeError('there is no file in it');
  return found;
}

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject));

/** A reader gives some at a time, and none when it is at the end. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const next = () => new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
  const all: FileSystemEntry[] = [];
  for (let some = await next(); some.length > 0; some = await next()) all.push(...some);
  return all;
}

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
