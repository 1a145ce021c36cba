import { describe, expect, it } from 'vitest';
import { dropped } from './dropped.ts';
import { MOST_FILES } from './folders.ts';

const file = (name: string): FileSystemFileEntry =>
  ({ isDirectory: false, name, file: (take: (file: File) => void) => take(new File(['1'], name)) }) as never;

/** Its reader gives two entries at a time, as browsers give a hundred. */
const folder = (name: string, entries: readonly unknown[]): FileSystemDirectoryEntry => {
  const rest = [...entries];
  const readEntries = (take: (some: readonly unknown[]) => void) => take(rest.splice(0, 2));
  return { isDirectory: true, name, createReader: () => ({ readEntries }) } as never;
};

const transfer = (entries: readonly (FileSystemFileEntry | FileSystemDirectoryEntry)[]): DataTransfer =>
  ({
    items: entries.map((entry) => ({ webkitGetAsEntry: () => entry })),
    files: entries.map(({ name }) => new File([], name)),
  }) as never;

const namesOf = async (entries: Parameters<typeof transfer>[0]): Promise<string[]> =>
  (await dropped(transfer(entries)).files).map(({ name }) => name);

describe('what is dropped', () => {
  it('is the files, and all files of folders within folders', async () => {
    expect(await namesOf([file('a'), file('b')])).toEqual(['a', 'b']);
    const batches = folder('batches', [file('1'), file('2'), file('3'), folder('meta', [file('4')])]);
    const { names, files } = dropped(transfer([batches, file('a')]));
    expect(names).toEqual(['batches', 'a']);
    expect((await files).map(({ name }) => name)).toEqual(['a', '1', '2', '3', '4']);
  });

  it('is refused where it is empty, or a folder of very many', async () => {
    await expect(namesOf([folder('none', [])])).rejects.toThrow('there is no file in it');
    const many = Array.from({ length: MOST_FILES + 1 }, (_, i) => file(`${i}.png`));
    await expect(namesOf([folder('pictures', many)])).rejects.toThrow('at most 100 files were expected');
  });

  it('may come from a browser that knows no folders', async () => {
    const given = { items: [{}], files: [new File(['1'], 'a')] } as never;
    expect((await dropped(given).files).map(({ name }) => name)).toEqual(['a']);
  });
});
