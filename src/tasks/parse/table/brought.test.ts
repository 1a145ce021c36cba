/** Tables as people bring them: issue by issue of other tools, what R, Excel, pandas and PDFs write. */
import { describe, expect, it } from 'vitest';
import { parseFiles } from '../index.ts';
import type { ParseOptions, TableChoices } from '../result.ts';
import { ANY, bytesOf, csv, errorOf, read, table } from '../testing.ts';

const inputsOf = async (text: string, options: Partial<ParseOptions> = {}): Promise<number[]> => [
  ...(await read(csv(text), options)).dataset.inputs,
];

/** Of a table that is refused, or of one that is read. */
async function choicesOf(text: string, options: Partial<ParseOptions> = {}): Promise<TableChoices> {
  const { table } = await parseFiles([csv(text)], { ...ANY, ...options });
  if (!table) throw new Error('There is nothing to choose.');
  return table;
}

const notesOf = async (text: string, options: Partial<ParseOptions> = {}): Promise<string> =>
  (await read(csv(text), options)).notes.join(' ');

/** Doubles in two columns. */
const DOUBLES = table(20, (i) => [i - 5, 2 * i], '\t', 'größe\tpreis\n');

const wide = (text: string, little: boolean, mark: boolean): Uint8Array => {
  const units = [...(mark ? '\uFEFF' : ''), ...text].map((letter) => letter.charCodeAt(0));
  return Uint8Array.from(units.flatMap((unit) => (little ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255])));
};

describe('encodings', () => {
  it.each([
    ['UTF-16LE with its mark', wide(DOUBLES, true, true), 'UTF-16LE'],
    ['UTF-16BE with its mark', wide(DOUBLES, false, true), 'UTF-16BE'],
    ['UTF-16LE without a mark', wide(DOUBLES, true, false), 'UTF-16LE'],
    ['UTF-16BE without a mark', wide(DOUBLES, false, false), 'UTF-16BE'],
    ['Latin-1', Uint8Array.from(DOUBLES, (letter) => letter.charCodeAt(0)), 'windows-1252'],
  ])('%s is read, and named', async (_, bytes, name) => {
    const { dataset, notes } = await read({ name: 'a.csv', bytes });
    expect(dataset).toMatchObject({ size: 20, featureNames: ['größe'] });
    expect(notes.join(' ')).toContain(name);
  });

  it('another alphabet is recognised by its bytes', async () => {
    const names = [...'длина листа\tцена\n'].map((letter) => letter.charCodeAt(0) - (letter < 'А' ? 0 : 0x410 - 0xc0));
    const bytes = Uint8Array.from([...names, ...bytesOf(DOUBLES.slice(DOUBLES.indexOf('\n') + 1))]);
    const { dataset, notes } = await read({ name: 'a.csv', bytes });
    expect(dataset.featureNames).toEqual(['длина листа']);
    expect(notes.join(' ')).toContain('read as windows-1251');
  });

  it.each([
    ['[{"a": 1}, {"a": 2}]', 'this is JSON. In Python'],
    ['{"a": [1, 2]}', 'this is JSON'],
    ['<!doctype html><table>', 'this is a page (HTML or XML). Copy the table'],
    ['% Iris\n@RELATION iris\n', 'this is ARFF'],
    ['{\\rtf1 1}', 'this is a document (RTF)'],
  ])('%s is no table, and is named with what to do', async (text, sentence) => {
    expect(await errorOf({ name: 'a.csv', bytes: bytesOf(text) })).toContain(
      `a.csv, line 1: a table was expected; ${sentence}`,
    );
  });
});

describe('what parts the cells', () => {
  it.each([',', ';', '\t', '|'])('is what a line sep=%s says', async (separator) => {
    const text = `sep=${separator}\r\n${table(20, (i) => [i / 8, 2 * i, i % 2], separator, `a${separator}b${separator}c\n`)}`;
    const { dataset, notes } = await read(csv(text));
    expect(dataset).toMatchObject({ size: 20, featureNames: ['a', 'b'] });
    expect(notes).toContain('Line 2 names the columns.');
    expect(await errorOf(csv(text.replace(`\n1.25${separator}`, `\nx${separator}`)))).toMatch(/^Line 13, column 1/);
  });

  it('is a run of blanks', async () => {
    const text = table(30, (i) => [`${' '.repeat(i % 4)}${(i / 8).toFixed(3)}`, ` ${i * i}  `, i % 2, -i], '  ');
    const { dataset } = await read(csv(text));
    expect(dataset).toMatchObject({ size: 30, features: 3 });
    expect([...dataset.inputs.slice(3, 6)]).toEqual([0.125, 1, 1]);
  });

  it('is a blank, also beside names in quotes with blanks of their own, as R writes them', async () => {
    const text = table(20, (i) => [`"row ${i}"`, i / 8, i % 3, i % 2 ? '"a b"' : '"c"'], ' ', '"len gth" "n" "kind"\n');
    const { dataset, notes } = await read(csv(text));
    expect(dataset).toMatchObject({ featureNames: ['len gth', 'n'], target: { classes: ['a b', 'c'] } });
    expect(notes.join(' ')).toContain('Names of the rows, left out: column 1.');
  });

  it('are two blanks or more where names have single ones, as pasted from a PDF', async () => {
    const text = table(20, (i) => [`${i},5`, `−${2 * i},25`, i * i], '   ', 'Petal length   Petal width   Area\n');
    const { dataset } = await read(csv(text));
    expect(dataset.featureNames).toEqual(['Petal length', 'Petal width']);
    expect([...dataset.inputs.slice(2, 4)]).toEqual([1.5, -2.25]);
  });

  it('are the bars of a Markdown table, and of psql and MySQL', async () => {
    const rows = table(20, (i) => [`| ${i / 8} | ${2 * i} |`], '');
    for (const head of ['| x | y |\n|---|:-:|\n', '+---+---+\n| x | y |\n+---+---+\n']) {
      const { dataset, table: choices } = await read(csv(`${head}${rows}`));
      expect(choices?.columns.map(({ name }) => name)).toEqual(['x', 'y']);
      expect(dataset.size).toBe(20);
    }
    const psql = ` x | y \n---+---\n${table(20, (i) => [` ${i / 8} | ${2 * i} `], '')}`;
    expect((await read(csv(psql))).dataset).toMatchObject({ size: 20, featureNames: ['x'] });
  });

  it('are frames as Polars prints them', async () => {
    const rows = table(20, (i) => [`│ ${i / 8} ┆ ${2 * i} │`], '');
    const text = `┌─────┬────┐\n│ x   ┆ y  │\n│ --- ┆ -- │\n│ f64 ┆ i64 │\n╞═════╪════╡\n${rows}└─────┴────┘\n`;
    const { dataset, notes } = await read(csv(text));
    expect(dataset).toMatchObject({ size: 20, featureNames: ['x'] });
    expect(notes).toContain('Line 4 is taken for units, not for a row: f64, i64.');
  });

  it('comments are passed over, wherever they stand; an error of Excel’s is none', async () => {
    const text = `# sensor 7\n# 2024-01-01\n${table(20, (i) => [i / 8, 2 * i], ',', 'x,y\n')}% end\n`;
    const { dataset, notes } = await read(csv(text));
    expect(dataset).toMatchObject({ size: 20, featureNames: ['x'] });
    expect(notes).toContain('Line 3 names the columns.');
    expect(notes).toContain('3 comment lines are passed over.');
    expect(await errorOf(csv(text.replace('\n1,16', '\n#N/A,16')))).toContain(
      'Line 12, column 1 (x): a number was expected; there is "#N/A".',
    );
  });

  it('the last comment names the columns, as NumPy writes it', async () => {
    for (const separator of [',', ' ']) {
      const text = `# made here\n${table(20, (i) => [(i / 8).toExponential(18), (2 * i).toExponential(18)], separator, `# x${separator}y\n`)}`;
      const { dataset, notes } = await read(csv(text));
      expect(dataset.featureNames).toEqual(['x']);
      expect(notes).toContain('Line 2 names the columns.');
      expect(notes).toContain('One comment line is passed over.');
    }
  });

  it('lines above the table that are no part of it are passed over', async () => {
    const text = `Station 7\nmeasured;2024\n\n${table(20, (i) => [i / 8, i % 5, 2 * i], ';', 'a;b;c\n')}`;
    const { dataset, notes } = await read(csv(text));
    expect(dataset).toMatchObject({ size: 20, featureNames: ['a', 'b'] });
    expect(notes).toContain('2 lines above the table are passed over.');
  });
});

describe('numbers', () => {
  const GERMAN = table(
    40,
    (i) => [980 + i < 1000 ? 980 + i : `1.${String(i - 20).padStart(3, '0')}`, 7 * i],
    ';',
    'flaeche;preis\n',
  );

  it('thousands by a point beside smaller numbers are thousands, and it says so', async () => {
    expect((await inputsOf(GERMAN)).slice(19, 22)).toEqual([999, 1000, 1001]);
    expect(await notesOf(GERMAN)).toContain('Thousands are set apart in flaeche: “1.000” is 1000.');
  });

  it('the mark is asked for, and what is asked is done', async () => {
    expect((await choicesOf(GERMAN)).decimal).toBe(',');
    expect((await inputsOf(GERMAN, { decimal: '.' })).slice(19, 22)).toEqual([999, 1, Math.fround(1.001)]);
  });

  it('the first thousands may come late', async () => {
    const text = table(3000, (i) => [i < 2990 ? i % 1000 : `1.${i - 2990 + 100}`, i % 77], ';', 'a;b\n');
    expect((await inputsOf(text)).at(-1)).toBe(1109);
  });

  it('three decimals everywhere are decimals, but not without a word', async () => {
    const text = table(20, (i) => [`1.${100 + i}`, i], ',', 'density,y\n');
    expect((await inputsOf(text))[3]).toBeCloseTo(1.103, 6);
    expect(await notesOf(text)).toContain('Three decimals are read in density: “1.100” is 1.1. If they are thousands');
    expect((await inputsOf(text, { decimal: ',' }))[3]).toBe(1103);
  });

  it.each([
    ['in quotes', table(20, (i) => [`"${i + 1},200"`, `${3.5 * i}`.replace(/^(\d+)$/, '$1.0')], ',', 'area,price\n')],
    ['by a thin space', table(20, (i) => [`${i + 1}\u2009200`, i / 8], ',', 'area,price\n')],
    ['by a no-break space', table(20, (i) => [`${i + 1}\u00a0200`, i / 8], ';', 'area;price\n')],
    ['by an apostrophe', table(20, (i) => [`${i + 1}’200`, i / 8], ';', 'area;price\n')],
    ['beside decimal commas', table(20, (i) => [`${i + 1}.200`, `${i},25`], ';', 'area;price\n')],
  ])('thousands %s', async (_, text) => {
    expect((await inputsOf(text)).slice(0, 2)).toEqual([1200, 2200]);
    expect(await notesOf(text)).toMatch(/Thousands are set apart in area: “1.200” is 1200\./);
  });

  it.each([
    [';', '1\u202f234,5', ','],
    [';', '1\u00a0234.5', '.'],
    ['\t', '1’234.5', '.'],
  ])('thousands with decimals between %j: %s', async (separator, cell, mark) => {
    const text = table(20, (i) => [i ? `${i}${mark}25` : cell, i], separator, `area${separator}y\n`);
    expect((await inputsOf(text)).slice(0, 2)).toEqual([1234.5, 1.25]);
    expect(await notesOf(text)).toContain(`Thousands are set apart in area: “${cell}” is 1234.5.`);
  });

  it('decimal commas are read where cells are parted by something else', async () => {
    const text = table(20, (i) => [`${i},5`, 2 * i], ';', 'a;b\n');
    expect((await inputsOf(text)).slice(0, 2)).toEqual([0.5, 1.5]);
    expect(await notesOf(text)).toContain('Decimals are written with a comma: “0,5” is 0.5.');
  });

  it('decimal commas between commas are asked for', async () => {
    const text = table(40, (i) => [`${i},5`, `${2 * i},25`]);
    expect(await errorOf(csv(text))).toContain('if commas are decimal marks, as in 0,5, choose the comma for decimals');
    expect((await choicesOf(text)).decimal).toBe('.');
    const { dataset, notes } = await read(csv(text), { decimal: ',' });
    expect([...dataset.inputs.slice(0, 2)]).toEqual([0.5, 1.5]);
    expect(dataset.target).toMatchObject({ kind: 'number', mean: 39.25 });
    expect(notes.join(' ')).toContain('Each number fills two cells');
    // Of two columns of three a line of names cannot tell which.
    expect(await errorOf(csv(table(20, (i) => [`${i},5`, `${i},5`, i], ',', 'a,b,c\n')))).toBe(
      'Line 2: 3 cells were expected, as on line 1; there are 5. If commas are decimal marks, part the cells by semicolons.',
    );
    // A line with half as many names leaves no doubt.
    expect((await inputsOf(`a,b\n${text}`)).slice(0, 2)).toEqual([0.5, 1.5]);
  });

  it('every kind of minus sign', async () => {
    const text = table(40, (i) => [i % 2 ? `−${i}` : i, `–${2 * i}`], ';', 'x;y\n');
    const { dataset } = await read(csv(text));
    expect([...dataset.inputs.slice(0, 4)]).toEqual([0, -1, 2, -3]);
    expect(dataset.target).toMatchObject({ kind: 'number', mean: -39 });
  });
});

describe('lines and columns that hold nothing', () => {
  const rows = table(40, (i) => [i / 8, 2.5 * i, '']);

  it.each([
    ['everywhere', `speed,distance,\n${rows}`],
    ['behind the rows alone', `speed,distance\n${rows}`],
    ['many', `speed,distance,,,\n${rows.replaceAll(',\n', ',,,\n')}`],
  ])('trailing separators, %s: dropped, named, and no target', async (_, text) => {
    const { dataset, table: choices, notes } = await read(csv(text));
    expect(choices?.target).toBe('distance');
    expect(dataset).toMatchObject({ size: 40, featureNames: ['speed'] });
    expect(notes.join(' ')).toMatch(/Empty, and so left out: column 3/);
  });

  it('an empty column among others is dropped and named', async () => {
    const text = table(20, (i) => [i / 8, '', i], ',', 'a,nothing,y\n');
    expect((await read(csv(text))).dataset.featureNames).toEqual(['a']);
    expect(await notesOf(text)).toContain('Empty, and so left out: nothing.');
  });

  it('a line of units, after blank lines, is told from rows', async () => {
    const text = `\n\npH;Ca;Klasse\n-;mmol/l;-\n\n${table(40, (i) => [4 + i / 20, i, i < 20 ? 'sauer' : 'basisch'], ';')}`;
    const { dataset, notes } = await read(csv(text));
    expect(dataset).toMatchObject({ size: 40, featureNames: ['pH', 'Ca'], target: { classes: ['basisch', 'sauer'] } });
    expect(notes).toContain('Line 4 is taken for units, not for a row: -, mmol/l, -.');
  });

  it('a first row that is no row of numbers is a mistake, not units', async () => {
    const rows = table(40, (i) => [i / 8, i % 7, i < 20 ? 'setosa' : 'virginica']);
    expect(await errorOf(csv(`a,b,kind\n1.4;5.2,setosa\n${rows}`))).toBe(
      'Line 2: 3 cells were expected, as on line 1; there are 2.',
    );
    expect(await errorOf(csv(`a,b,kind\nlost,?,setosa\n${rows}`))).toContain('Line 2, column 1 (a)');
  });
});

describe('missing values', () => {
  const lacking = (spelling: string) =>
    table(60, (i) => [i % 20 === 7 ? spelling : i / 3, i % 30 === 3 ? spelling : i, 1.25 * i], ',', 'a,b,y\n');

  it.each([
    '',
    'NA',
    'N/A',
    '#N/A',
    'NaN',
    'nan',
    'null',
    'None',
    '?',
    '-',
    '.',
    '<NA>',
    'inf',
    '-Infinity',
    '1e999',
    '#DIV/0!',
  ])('spelt %j: how many in which columns, and rows left out by one click', async (spelling) => {
    const text = lacking(spelling);
    const error = await errorOf(csv(text));
    expect(error).toMatch(/^Line 5, column 2 \(b\): a number was expected; (there is|the cell is empty)/);
    expect(error).toContain('5 of 60 rows lack a value: a (3), b (2).');
    expect((await choicesOf(text)).incomplete).toBe('5 of 60 rows lack a value: a (3), b (2)');
    const { dataset, notes } = await read(csv(text), { dropIncomplete: true });
    expect(dataset.size).toBe(55);
    expect(dataset.inputs.every(Number.isFinite)).toBe(true);
    expect(notes).toContain('Left out: 5 of 60 rows lack a value: a (3), b (2).');
    // Mean and deviation are those of the rows that are left.
    const [, b] = Array.from({ length: 2 }, (_, k) => [...dataset.inputs].filter((_, i) => i % 2 === k));
    expect(dataset.shift[1]).toBeCloseTo(b!.reduce((sum, x) => sum + x, 0) / 55, 4);
  });

  it('a column that lacks much may be left out instead', async () => {
    const { dataset } = await read(csv(lacking('NA').replaceAll(/,\d+,/g, ',NA,')), {
      leftOut: ['b'],
      dropIncomplete: true,
    });
    expect(dataset).toMatchObject({ featureNames: ['a'], size: 57 });
  });

  it.each(['NaN', '', 'NA', '-'])('%j is never a class', async (spelling) => {
    const text = table(60, (i) => [i / 3, i, i === 7 ? spelling : i % 3], ',', 'a,b,kind\n');
    expect(await errorOf(csv(text))).toMatch(
      /^Line 9, column 3 \(kind\): a value was expected; .* 1 of 60 rows lacks a value: kind \(1\)/,
    );
    expect((await read(csv(text), { dropIncomplete: true })).dataset).toMatchObject({
      size: 59,
      target: { classes: ['0', '1', '2'] },
    });
  });

  it('beside a class + there may be a class -', async () => {
    const text = table(60, (i) => [i / 3, i % 2 ? '+' : '-']);
    expect((await read(csv(text))).dataset.target).toMatchObject({ classes: ['+', '-'] });
  });

  it.each([-999, -9999, 9999, -99, 1e20])(
    '%d far from all others is remarked, and its rows left out by one click',
    async (mark) => {
      const text = table(60, (i) => [i % 10 === 7 ? mark : i / 3, i % 11, 1.25 * i], ',', 'a,b,y\n');
      const said = `6 of 60 rows have a number that may stand for a missing one: a (${mark}, 6 times)`;
      const { dataset, table: choices, notes } = await read(csv(text));
      expect(dataset.size).toBe(60);
      expect(notes).toContain(`${said}.`);
      expect(choices?.sentinels).toBe(said);
      const without = await read(csv(text), { dropSentinels: true });
      expect(without.dataset.size).toBe(54);
      expect(without.notes).toContain(`Left out: ${said}.`);
    },
  );

  it('99 among numbers of its size is a number', async () => {
    const text = table(60, (i) => [i + 40, 1.25 * i], ',', 'a,y\n');
    expect((await choicesOf(text)).sentinels).toBeNull();
  });
});

describe('names and numbers of rows', () => {
  it('a column without a name, as R’s write.table makes it, is left out', async () => {
    const text = table(
      60,
      (i) => [`"${i + 1}"`, 4.5 + i / 40, 3 - i / 80, `"${['setosa', 'virginica'][Math.floor(i / 30)]}"`],
      ',',
      '"len","wid","Species"\n',
    );
    const { dataset, notes } = await read(csv(text));
    expect(dataset).toMatchObject({ featureNames: ['len', 'wid'], target: { classes: ['setosa', 'virginica'] } });
    expect(notes.join(' ')).toContain('Names of the rows, left out: column 1.');
  });

  it.each(['', '""', 'Unnamed: 0', 'id', '#'])(
    'running numbers below the name %j are left out, and may be taken in',
    async (name) => {
      const text = table(20, (i) => [i, i / 8, i * i], ',', `${name},a,y\n`);
      const { dataset, table: choices, notes } = await read(csv(text));
      expect(dataset.featureNames).toEqual(['a']);
      expect(choices?.columns[0]).toMatchObject({ leftOut: true, remark: 'counts the rows' });
      expect(notes.join(' ')).toContain('Numbers of the rows, left out');
      expect((await read(csv(text), { leftOut: [] })).dataset.features).toBe(2);
    },
  );

  it('running numbers with a name of their own are used, and offered to be left out', async () => {
    const text = table(20, (i) => [i, i / 8, i * i], ',', 'time,a,y\n');
    const { dataset, table: choices, notes } = await read(csv(text));
    expect(dataset.featureNames).toEqual(['time', 'a']);
    expect(choices?.columns[0]).toEqual({ name: 'time', leftOut: false, remark: 'counts the rows' });
    expect(notes).toContain('time counts the rows. If it says no more, leave it out.');
  });

  it('columns of words are left out on demand', async () => {
    const text = table(20, (i) => [`name ${i}`, i / 8, i * i], ',', 'who,a,y\n');
    expect(await errorOf(csv(text))).toContain('Line 2, column 1 (who): a number was expected');
    expect((await choicesOf(text)).columns[0]).toMatchObject({ remark: 'words' });
    const { dataset, notes } = await read(csv(text), { leftOut: ['who'] });
    expect(dataset.featureNames).toEqual(['a']);
    expect(notes).toContain('Left out: who.');
    expect((await choicesOf(text)).incomplete).toBeNull();
  });

  it('something has to be left', async () => {
    const text = table(20, (i) => [i / 8, i * i], ',', 'a,y\n');
    expect(await errorOf(csv(text), { leftOut: ['a'] })).toContain(
      'at least one column to predict y from was expected',
    );
  });
});

describe('a table of pixels', () => {
  const SIDE = 28;
  /** The label's own pixel is inked, and one pixel in one row of all. */
  const pixels = (rows: number, value: (row: number, pixel: number) => number) =>
    table(rows, (i) => [i % 10, ...Array.from({ length: SIDE * SIDE }, (_, k) => value(i, k))], ',');
  const header = `label,${Array.from({ length: SIDE * SIDE }, (_, k) => `pixel${k}`).join(',')}\n`;
  const INK = (i: number, k: number) => (k === i % 10 || (k === 300 && i === 17) ? 255 : k < 400 ? (i * k) % 3 : 0);

  it.each([
    ['with names', header],
    ['without', ''],
  ])('%s: all are scaled alike, the label is the target, constant ones are named', async (_, head) => {
    const { dataset, table: choices, notes } = await read(csv(head + pixels(200, INK)));
    expect(choices).toMatchObject({ target: head ? 'label' : 'column 1', alike: true });
    expect(dataset.target).toMatchObject({
      kind: 'classes',
      classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    });
    expect(dataset.inputs).toBeInstanceOf(Uint8Array);
    expect([dataset.shift.length, dataset.factor.length]).toEqual([1, 1]);
    // The pixel that was inked once is as bright as the others.
    expect((255 - dataset.shift[0]!) * dataset.factor[0]!).toBeLessThan(25);
    expect(dataset.features).toBeLessThan(SIDE * SIDE);
    expect(notes.join(' ')).toMatch(/pixels of 28 × 28 images: all are scaled alike/);
    expect(notes.join(' ')).toMatch(/Always the same, and so left out: .* and \d+ more\./);
  });

  it('may be scaled each by itself', async () => {
    const { dataset } = await read(csv(header + pixels(60, INK)), { alike: false });
    expect(dataset.shift.length).toBe(dataset.features);
  });

  it('of 8 × 8 with the label last, or of fractions', async () => {
    const digits = table(60, (i) => [...Array.from({ length: 64 }, (_, k) => (i * (k + 1)) % 17), i % 10]);
    expect(await choicesOf(digits)).toMatchObject({ target: 'column 65', alike: true });
    const head = `${Array.from({ length: 64 }, (_, k) => `p${k}`).join(',')},y\n`;
    const grey = head + table(60, (i) => [...Array.from({ length: 64 }, (_, k) => ((i * (k + 1)) % 17) / 16), i % 10]);
    expect(await choicesOf(grey)).toMatchObject({ target: 'y', alike: true });
  });

  it('beside other columns', async () => {
    const text = table(
      60,
      (i) => [i, i % 10, ...Array.from({ length: 64 }, (_, k) => (i * (k + 1)) % 17)],
      ',',
      `id,label,${Array.from({ length: 64 }, (_, k) => `p${k}`).join(',')}\n`,
    );
    expect(await choicesOf(text)).toMatchObject({ target: 'label', alike: true });
    // Three of them are always 0.
    expect((await read(csv(text))).dataset).toMatchObject({ features: 61, shift: { length: 1 } });
  });

  it('other tables are not scaled alike', async () => {
    const text = table(40, (i) => [...Array.from({ length: 64 }, (_, k) => i * k - 20), i % 2]);
    expect((await choicesOf(text)).alike).toBeNull();
  });
});

it('says how the rows that are used can be read again', async () => {
  const text = table(40, (i) => [i, i === 7 ? 'NA' : `${i},5`, `${2 * i},25`], ';', '# made here\n;a;b\n;mm;kg\n');
  const { dataset } = await read(csv(text), { dropIncomplete: true });
  expect(dataset.source).toEqual({
    kind: 'table',
    file: 'table.csv',
    text: null,
    encoding: 'utf-8',
    delimiter: ';',
    decimal: ',',
    framed: false,
    halved: false,
    features: [1],
    target: 2,
    lines: [
      [4, 10],
      [12, 43],
    ],
  });
});
