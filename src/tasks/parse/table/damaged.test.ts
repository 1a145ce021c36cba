import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { damage, damaged, expectSound } from '../damage.ts';
import { parseFiles } from '../index.ts';
import { BY_VALUES, type ParseOptions } from '../result.ts';
import { bytesOf, REGRESSION, table } from '../testing.ts';

/** One of each kind that is read. */
const TABLES: readonly string[] = [
  REGRESSION,
  table(25, (i) => [i, `"${i}"`, ['cat', 'dog'][i % 2] as string]),
  `sep=;\r\n${table(20, (i) => [i / 8, i % 2], ';', 'a;b\n')}`,
  table(20, (i) => [`1.${100 + i}`, `${i},25`, `−${i}`], ';', 'a;b;c\nmm;kg;-\n'),
  table(20, (i) => [i, i % 3 ? i / 8 : 'NA', i % 7 ? i * i : -999], '\t', '\ta\ty\n'),
  table(20, (i) => [`| ${i / 8} | ${2 * i} |`], '', '| x | y |\n|---|---|\n'),
  table(20, (i) => [`  ${i / 8}`, `${2 * i}`, i % 2], '   ', '# made here\n# x y z\n'),
  table(12, (i) => [i % 3, ...Array.from({ length: 64 }, (_, k) => (i * k) % 256)]),
];

const asUtf16 = (text: string): Uint8Array =>
  Uint8Array.from([...text].flatMap((letter) => [letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8]));

const FILES = TABLES.flatMap((text, i) => [bytesOf(text), ...(i % 3 === 0 ? [asUtf16(text)] : [])]);

const CHOICES: fc.Arbitrary<ParseOptions> = fc.record({
  target: fc.constantFrom(null, 'a', 'column 2'),
  kind: fc.constantFrom(null, 'number', 'classes'),
  decimal: fc.constantFrom(null, '.', ','),
  leftOut: fc.constantFrom(null, [], ['a', 'column 1']),
  dropIncomplete: fc.boolean(),
  dropSentinels: fc.boolean(),
  alike: fc.constantFrom(null, true, false),
});

describe('a damaged table', () => {
  it('is read or refused with its place, 3,000 times', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...FILES), damage, (bytes, edits) =>
        expectSound([{ name: 't.csv', bytes: damaged(bytes, edits) }]),
      ),
      { numRuns: 3000, seed: 1 },
    );
  });

  it('is so whatever is chosen of it, 3,000 times', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...FILES), damage, CHOICES, (bytes, edits, options) =>
        expectSound([{ name: 't.csv', bytes: damaged(bytes, edits) }], options),
      ),
      { numRuns: 3000, seed: 2 },
    );
  });

  it('of which a table is read can be read again as it says itself', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...FILES), damage, async (bytes, edits) => {
        const file = { name: 't.csv', bytes: damaged(bytes, edits) };
        const { table: choices, ...once } = await parseFiles([file], BY_VALUES);
        if ('error' in once || !choices) return;
        const leftOut = choices.columns.flatMap(({ name, leftOut }) => (leftOut ? [name] : []));
        const { target, decimal, alike } = choices;
        const again = await parseFiles([file], { ...BY_VALUES, target, decimal, alike, leftOut });
        expect('error' in again ? again : again.dataset).toEqual(once.dataset);
      }),
      { numRuns: 500, seed: 3 },
    );
  });
});
