import { execFileSync } from 'node:child_process';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bytesOf, csv, errorOf, read, table } from './testing.ts';

/** Files as their own programs write them, in base64: Python's library has some. */
const WRITE = `
import base64, io, json, lzma, bz2, pickle, tarfile, zipfile

def zipped(entries):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in entries.items():
            archive.writestr(name, text)
    return file.getvalue()

def tarred():
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a.csv"))
    return file.getvalue()

sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="%s"/></Types>' % sheet
files = {
    "a.zip": zipped({"a.csv": "1,2"}),
    "a.npz": zipped({"a.npy": "x"}),
    "a.xlsx": zipped({"[Content_Types].xml": types, "xl/workbook.xml": "<workbook/>"}),
    "a.tar": tarred(),
    "a.csv.bz2": bz2.compress(b"1,2"),
    "a.csv.xz": lzma.compress(b"1,2"),
    "model.pkl": pickle.dumps({"a": [1, 2]}),
    "data_batch_1": pickle.dumps({"batch_label": "training batch 1 of 5", "labels": [1, 2]}, protocol=2),
}
print(json.dumps({name: base64.b64encode(content).decode() for name, content in files.items()}))
`;

const WRITTEN: Record<string, string> = JSON.parse(execFileSync('python3', ['-c', WRITE], { encoding: 'utf8' }));
const written = (name: string) => ({ name, bytes: new Uint8Array(Buffer.from(WRITTEN[name] ?? '', 'base64')) });

const binary = (name: string, text: string) => ({
  name,
  bytes: Uint8Array.from([...text].map((letter) => letter.charCodeAt(0))),
});

const PNG = '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x02\x08\x02\0\0\0\xfd\xd4\x9as\0\0\0\0IDAT';

describe('a file of another kind is named, with what to do', () => {
  it.each([
    ['a.zip', 'an archive (zip). Unpack it and take the files in it.'],
    ['a.tar', 'an archive (tar). Unpack it and take the files in it.'],
    ['a.xlsx', 'a spreadsheet (xlsx). Save its sheet as CSV and take that.'],
    ['a.npz', 'NumPy arrays (npz). Write it by numpy.savetxt("table.csv", array, delimiter=",") and take that.'],
    ['a.csv.bz2', 'packed by bz2. Unpack it'],
    ['a.csv.xz', 'packed by xz. Unpack it'],
    ['model.pkl', 'a Python pickle. Write the table as CSV'],
    ['data_batch_1', 'a Python pickle, of CIFAR’s Python version. Take the binary version: cifar-10-binary.tar.gz'],
  ])('%s', async (name, sentence) => {
    expect(await errorOf(written(name))).toContain(
      `${name}, byte 0: a table as text (CSV), IDX files or CIFAR’s binary files were expected; this is ${sentence}`,
    );
  });

  it.each([
    ['digit.png', PNG, 'a picture (png). Pictures are read from IDX files'],
    ['photo.heic', '\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'a picture (heic).'],
    ['a.npy', "\x93NUMPY\x01\0v\0{'descr': '<f8'}", 'a NumPy array (npy). Write it by numpy.savetxt('],
    ['a.h5', '\x89HDF\r\n\x1a\n\0\0\0\0', 'an HDF5 file. Write the table as CSV'],
    ['a.mat', 'MATLAB 5.0 MAT-file, Platform: GLNXA64\0\0\x01', 'a MATLAB file (mat). Write the table by writematrix('],
    ['a.sqlite', 'SQLite format 3\0\x10', 'a table in the format sqlite. Write the table as CSV'],
    ['a.pdf', '%PDF-1.4\n\0\0', 'a file of type pdf.'],
  ])('%s', async (name, text, sentence) => {
    expect(await errorOf(binary(name, text))).toContain(`${name}, byte 0: `);
    expect(await errorOf(binary(name, text))).toContain(`this is ${sentence}`);
  });

  it('within gzip too', async () => {
    const { name, bytes } = written('a.tar');
    expect(await errorOf({ name: `${name}.gz`, bytes: new Uint8Array(gzipSync(bytes)) })).toContain('a.tar, byte 0: ');
  });

  it('in a folder of CIFAR’s Python version, whatever lies first', async () => {
    const readme = { name: 'readme.html', bytes: bytesOf('<html></html>') };
    expect(await errorOf([readme, written('data_batch_1')])).toContain('data_batch_1, byte 0: ');
  });

  it('but not a table whose header happens to begin as one: BM for a bitmap, MZ for a program', async () => {
    for (const header of ['BMI,age\n', 'MZ,age\n', 'BZh91,age\n']) {
      expect((await read(csv(table(20, (i) => [i, i / 3], ',', header)))).dataset.size).toBe(20);
    }
  });
});
