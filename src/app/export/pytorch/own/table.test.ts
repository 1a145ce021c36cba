import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Dataset } from '../../../../tasks/datasets.ts';
import type { ParseOptions, SourceFile } from '../../../../tasks/parse/result.ts';
import { ANY, bytesOf, read, table } from '../../../../tasks/parse/testing.ts';
import { type Read, readBeside } from './readsFiles.ts';

interface Case {
  readonly file: SourceFile;
  readonly options?: Partial<ParseOptions>;
}

const named = (name: string, text: string, options: Partial<ParseOptions> = {}): Case => ({
  file: { name, bytes: bytesOf(text) },
  options,
});
const written = (text: string, options: Partial<ParseOptions> = {}): Case => named('table.csv', text, options);
const pasted = (text: string): Case => ({ file: { name: 'pasted table', bytes: bytesOf(text), pasted: true } });
const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));

const ROWS = table(30, (i) => [i, (i * 7) % 11, (i / 3).toFixed(3)]);
const CELLS = (i: number) => [i, (i * 7) % 11, (i / 3).toFixed(3)];

const CASES: Readonly<Record<string, Case>> = {
  'names with blanks': named('my table.csv', `the x, "the y",z\n${ROWS}`),
  'a name with quotes, braces and a backslash': named(`{a}"b'\\n.csv`, `a,b,c\n${ROWS}`),
  'names that occur twice': written(`x,x,y\n${ROWS}`),
  'names over two lines': written(`"a\nb",c,d\n${ROWS}`),
  'no line of names': written(ROWS),
  'a mark of UTF-8': written(`\ufeffa,b,c\n${ROWS}`),
  semicolons: written(`a;b;c\n${table(30, CELLS, ';')}`),
  tabs: written(`a\tb\tc\n${table(30, CELLS, '\t')}`),
  'runs of blanks': written(table(30, CELLS, '   ')),
  'a Markdown table': written(`| a | b | c |\n|---|---|---|\n${table(30, (i) => ['', ...CELLS(i), ''], '|')}`),
  'sep=': written(`sep=;\na;b;c\n${table(30, CELLS, ';')}`),
  'any column as target': written(`a,b,c\n${ROWS}`, { target: 'a' }),
  'classes 1 and 1.0': written(table(40, (i) => [i, i % 4 === 0 ? '1.0' : i % 2])),
  'classes of words': written(
    `a,b,c\n${table(30, (i) => [i, i * i, ['red "x"', ' blue', 'green\\'][i % 3] as string])}`,
  ),
  'classes of words and numbers': written(`a,b\n${table(30, (i) => [i, ['1.0', 'two', '3'][i % 3] as string])}`),
  gzip: { file: { name: 'a.csv.gz', bytes: new Uint8Array(gzipSync(bytesOf(`a,b,c\n${ROWS}`))) } },
  'pasted text': pasted(`a\\b,"say ""hi""",c\n${ROWS}`),
  'pasted text that ends in a quote': pasted(`a,b\n${table(30, (i) => [i, `"""${['x', 'y'][i % 2]}"`]).trim()}`),
  'UTF-16': {
    file: { name: 'table.txt', bytes: utf16(`größe\tb\tc\r\n${table(30, CELLS, '\t').replaceAll('\n', '\r\n')}`) },
  },
  'Latin-1': {
    file: {
      name: 'a.csv',
      bytes: Uint8Array.from(
        Buffer.from(
          table(30, (i) => [i, ['größer', 'kühl'][i % 2] as string]),
          'latin1',
        ),
      ),
    },
  },
  'line ends of old Macs': written(ROWS.replaceAll('\n', '\r')),
  'cells over two lines': written(`a,b,c\n${table(30, (i) => [i, i * i, `"${['one', 'two'][i % 2]}\nword"`])}`),
  'decimal commas': written(`a;b;c\n${table(30, (i) => [i, `${i},5`, `1.${100 + i},25`], ';')}`),
  'thousands in quotes': written(`a,b\n${table(30, (i) => [`"1,${100 + i}"`, `${i}.5`])}`),
  'thin blanks and other minus signs': written(`a;b\n${table(30, (i) => [`−1 ${100 + i}`, `${i}.5`], ';')}`),
  'units, comments and blank lines': written(
    `# made here\na,b\nmm,"kg"\n1,2\n\n# "so far\n${table(30, (i) => [i, i / 7])}`,
  ),
  'rows that lack a number': written(`a,b,c\n${table(60, (i) => [i, i % 7 === 0 ? 'NA' : i * i, i / 9])}`, {
    dropIncomplete: true,
  }),
  'names of rows': written(`"a","b"\n${table(30, (i) => [`"row ${i}"`, i * i, i / 9])}`),
  'columns left out': written(`a,b,c\n${ROWS}`, { leftOut: ['b'] }),
  'trailing separators': written(`a,b,c,\n${table(30, (i) => [...CELLS(i), ''])}`),
};

describe('the script beside a table reads what the page reads:', () => {
  let found: Readonly<Record<string, Read & { readonly dataset: Dataset }>> = {};

  beforeAll(async () => {
    const cases = await Promise.all(
      Object.values(CASES).map(async ({ file, options }) => ({
        files: file.pasted ? [] : [file],
        dataset: (await read(file, { ...ANY, ...options })).dataset,
      })),
    );
    const reads = readBeside(cases);
    found = Object.fromEntries(
      Object.keys(CASES).map((name, i) => [
        name,
        { ...(reads[i] as Read), dataset: (cases[i] as (typeof cases)[0]).dataset },
      ]),
    );
  });

  it.each(Object.keys(CASES))('%s', (name) => {
    const { dataset, inputs, answers } = found[name] ?? expect.fail();
    const { target, features } = dataset;
    expect(inputs.length).toBe(dataset.size);
    expect(Float32Array.from((inputs as number[][]).flat())).toEqual(Float32Array.from(dataset.inputs));
    expect(inputs.every((row) => (row as number[]).length === features)).toBe(true);
    if (target.kind === 'classes') expect(answers).toEqual([...target.labels]);
    else expect(Float32Array.from(answers)).toEqual(target.values);
  });
});
