import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { parseFiles } from '../index.ts';
import type { TableChoices } from '../result.ts';
import { ANY, csv, errorOf, REGRESSION, read, table } from '../testing.ts';
import { PIECE } from './rows.ts';

const namesOf = (choices: TableChoices | null): string[] => choices?.columns.map(({ name }) => name) ?? [];

describe('CSV', () => {
  it('with a header: features standardised, the last column the target, a number', async () => {
    const { dataset, table, notes } = await read(csv(REGRESSION));
    expect(namesOf(table)).toEqual(['time', 'square', 'constant', 'height']);
    expect(table?.target).toBe('height');
    expect(dataset).toMatchObject({ size: 30, features: 2, featureNames: ['time', 'square'], train: null });
    expect(dataset.shift[0]).toBeCloseTo(14.5, 5);
    expect(dataset.factor[0]).toBeCloseTo(1 / Math.sqrt((30 ** 2 - 1) / 12), 5);
    expect(notes.join(' ')).toMatch(/height is taken for a number.*Always the same, and so left out: constant\./);
    if (dataset.target.kind !== 'number') throw new Error('A number was expected.');
    expect(dataset.target.values.reduce((sum, y) => sum + y, 0)).toBeCloseTo(0, 4);
  });

  it.each([
    [';', ';'],
    ['tab', '\t'],
    ['|', '|'],
  ])('without a header, separated by %s, with names of classes', async (_, separator) => {
    const text = table(40, (i) => [i, -i, ['cat', 'dog', 'emu'][i % 3] as string], separator);
    const { dataset, table: choices } = await read(csv(text));
    expect(namesOf(choices)).toEqual(['column 1', 'column 2', 'column 3']);
    expect(dataset.target).toMatchObject({ kind: 'classes', classes: ['cat', 'dog', 'emu'] });
    if (dataset.target.kind === 'classes') expect([...dataset.target.labels.slice(0, 4)]).toEqual([0, 1, 2, 0]);
  });

  it('takes few whole numbers for classes, unless told otherwise, and another column for the target', async () => {
    const text = table(60, (i) => [i % 3, i, i / 7], ',', 'kind,a,b\n');
    expect((await read(csv(text), { target: 'kind', kind: null })).dataset.target).toMatchObject({
      classes: ['0', '1', '2'],
    });
    expect((await read(csv(text), { target: 'kind', kind: 'number' })).dataset.target.kind).toBe('number');
    expect((await read(csv(text))).dataset.target.kind).toBe('number');
  });

  it('takes quoted cells, blank lines, Windows line ends, a byte order mark, and gzip', async () => {
    const text = `\uFEFF"a","b, c",class\r\n\r\n${table(20, (i) => [`"${i}"`, `"${2 * i}"`, i % 2 ? '"yes"' : 'no']).replaceAll('\n', '\r\n')}`;
    const plain = await read(csv(text));
    expect(namesOf(plain.table)).toEqual(['a', 'b, c', 'class']);
    expect(plain.dataset.size).toBe(20);
    const zipped = { name: 'table.csv.gz', bytes: new Uint8Array(gzipSync(text)) };
    expect((await read(zipped)).dataset.inputs).toEqual(plain.dataset.inputs);
  });

  it.each([
    [
      'a word among numbers',
      REGRESSION.replace('\n7,49', '\n7,many'),
      'Line 9, column 2 (square): a number was expected; there is "many".',
    ],
    [
      'an empty cell',
      REGRESSION.replace('\n7,49', '\n7,'),
      'Line 9, column 2 (square): a number was expected; the cell is empty.',
    ],
    [
      'a row too short',
      REGRESSION.replace('\n7,49', '\n749'),
      'Line 9: 4 cells were expected, as on line 1; there are 3.',
    ],
    ['a quote that is not closed', REGRESSION.replace('\n7,49', '\n"7,49'), 'Line 9: quoted field unterminated'],
    ['no rows', '\n\n', 'Line 1: the file has no rows'],
    ['one column', '1\n2\n3\n', 'Line 1: at least two columns were expected'],
    ['a handful of rows', '1,2\n2,3\n3,5\n', 'Line 3: at least 10 rows of numbers were expected; there are 3.'],
    ['infinity', REGRESSION.replace('\n7,49', '\n7,1e999'), 'Line 9, column 2 (square): a number was expected'],
    [
      'a constant target',
      table(20, (i) => [i, 5]),
      'Line 1, column 2: at least two different values were expected; all lines have the same.',
    ],
    [
      'a word in a target of numbers',
      REGRESSION.replace('7,49,7,2.33', '7,49,7,tall'),
      'Line 9, column 4 (height): a number was expected; there is "tall".',
    ],
    [
      'a decimal comma among decimal points',
      table(20, (i) => [i === 5 ? '5,25' : `${i}.5`, i], ';'),
      'Line 6, column 1: a number was expected; there is "5,25". Elsewhere decimals have another mark.',
    ],
    ['no text', '1,2\u0000', 'byte 3: text was expected'],
  ])('%s is refused, with the line', async (_, text, sentence) => {
    expect(await errorOf(csv(text))).toContain(sentence);
  });

  it('a target that is no column is refused', async () => {
    expect(await errorOf(csv(REGRESSION), { target: 'weight', kind: null })).toContain('no column named "weight"');
  });

  it('a table that is refused still says its columns, so that another target can be chosen', async () => {
    const text = table(40, (i) => [i % 2 ? 'cat' : 'dog', i, 2 * i], ',', 'animal,a,b\n');
    const refused = await parseFiles([csv(text)], ANY);
    expect(refused).toEqual({
      error: 'Line 2, column 1 (animal): a number was expected; there is "dog".',
      table: expect.objectContaining({
        columns: [
          { name: 'animal', leftOut: false, remark: 'words' },
          { name: 'a', leftOut: false, remark: null },
          { name: 'b', leftOut: false, remark: null },
        ],
        target: 'b',
      }),
    });
    const { dataset } = await read(csv(text), { target: 'animal', kind: null });
    expect(dataset.target).toMatchObject({ kind: 'classes', classes: ['cat', 'dog'] });
  });

  it('a column of names, each of a row of its own, is no target, by itself or chosen; another one is', async () => {
    const text = table(25, (i) => [i, i * i, `city ${i}`], ',', 'a,b,name\n');
    const sentence =
      'Line 2, column 3 (name): classes of at least 2 rows each were expected; there are 25 different values in 25 rows. Predict another column.';
    const refused = await parseFiles([csv(text)], ANY);
    expect(refused).toMatchObject({ error: sentence, table: { target: 'name' } });
    expect(await errorOf(csv(text), { target: 'a', kind: null })).toContain('(name): a number was expected');
    const paired = table(24, (i) => [i, `pair ${i % 12}`], ',', 'a,pair\n');
    expect((await read(csv(paired))).dataset.target).toMatchObject({ kind: 'classes' });
    const halves = table(24, (i) => [i, i / 7], ',', 'a,b\n');
    expect(await errorOf(csv(halves), { target: 'b', kind: 'classes' })).toContain('24 different values in 24 rows');
  });

  it('says whether a line names the columns, and which of them are of no use or blurred', async () => {
    const time = 1.7e9;
    const named = table(30, (i) => [time + i, 1, 1, 1, 1, 1, 1, i / 7], ',', 't,a,b,c,d,e,f,y\n');
    const { notes } = await read(csv(named));
    expect(notes).toContain('Line 1 names the columns.');
    expect(notes).toContain('Always the same, and so left out: a, b, c, d, e and 1 more.');
    expect(notes.at(-1)).toMatch(/single precision blurs the differences: t\./);
    const bare = await read(csv(table(30, (i) => [i, i / 7])));
    expect(bare.notes.join(' ')).toMatch(/no line names the columns/);
    expect(bare.notes.join(' ')).not.toMatch(/blurs|Always the same/);
  });

  it('1 and 1.0 are one class', async () => {
    const { dataset } = await read(csv(table(40, (i) => [i, i % 4 === 0 ? '1.0' : i % 2])));
    expect(dataset.target).toMatchObject({ kind: 'classes', classes: ['0', '1'] });
  });

  it('takes mixed line ends, and counts lines within quoted cells', async () => {
    const text = `"a\nlong name",b\r\n${table(12, (i) => [i, i * 1.5]).replace('\n3,', '\r3,')}x,1\n`;
    expect(await errorOf(csv(text))).toContain('Line 15, column 1');
  });

  it('a table of many pieces is the same as its rows, and leaves others their turn', async () => {
    const rows = 20_000;
    const text = table(rows, (i) => [i, `"${(i * 7919) % 1000}"`, i / 3]);
    let turns = 0;
    const timer = setInterval(() => turns++);
    const { dataset } = await read(csv(text));
    clearInterval(timer);
    expect(text.length).toBeGreaterThan(PIECE);
    expect(turns).toBeGreaterThan(0);
    expect(dataset.size).toBe(rows);
    for (const i of [0, 1, 9_999, 19_999]) {
      expect([...dataset.inputs.subarray(2 * i, 2 * i + 2)]).toEqual([i, (i * 7919) % 1000]);
    }
    expect(dataset.shift[0]).toBeCloseTo((rows - 1) / 2, 2);
    expect(dataset.factor[0]).toBeCloseTo(1 / Math.sqrt((rows ** 2 - 1) / 12), 8);
    expect(await errorOf(csv(`${text}1,two,3\n`))).toContain(`Line ${rows + 1}, column 2: a number was expected`);
  });

  it('a quote that is not closed in a large file is found early', async () => {
    const text = `${table(40, (i) => [i, i])}"${table(300_000, (i) => [i, i])}`;
    expect(await errorOf(csv(text))).toMatch(/^Line 41: a row of at most \d+ characters was expected/);
  });

  it('of more than 50,000 rows the first are used, and it says so', async () => {
    const { dataset, notes } = await read(csv(table(50_003, (i) => [i % 100, i % 7])));
    expect(dataset.size).toBe(50_000);
    expect(notes).toContain('The first 50000 of 50003 rows are used: more cannot be.');
  });
});
