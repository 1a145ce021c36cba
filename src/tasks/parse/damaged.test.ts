import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatenated } from '../../lib/concatenated.ts';
import { parseFiles } from './index.ts';
import type { SourceFile } from './result.ts';
import { ANY, bytesOf, cifar, IMAGES, LABELS, REGRESSION, table } from './testing.ts';

/** Bytes changed, taken out and put in, pieces repeated, the end cut off. */
const damage = fc.array(
  fc.record({
    kind: fc.constantFrom('change', 'remove', 'insert', 'repeat', 'cut'),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    byte: fc.oneof(
      fc.integer({ min: 0, max: 255 }),
      fc.constantFrom(...[...'",;\n\t.-eNaN'].map((c) => c.charCodeAt(0))),
    ),
    length: fc.integer({ min: 1, max: 40 }),
  }),
  { minLength: 1, maxLength: 6 },
);

type Damage = typeof damage extends fc.Arbitrary<infer Value> ? Value : never;

const damaged = (bytes: Uint8Array, edits: Damage): Uint8Array =>
  edits.reduce((before, { kind, at, byte, length }) => {
    const place = Math.floor(at * before.length);
    const [head, tail] = [before.subarray(0, place), before.subarray(place)];
    const parts = {
      change: [head, [byte], tail.subarray(1)],
      remove: [head, tail.subarray(length)],
      insert: [head, [byte], tail],
      repeat: [head, tail.subarray(0, length), tail],
      cut: [head],
    }[kind];
    return concatenated(Uint8Array, parts);
  }, bytes);

/** A valid dataset, or an error that names a line or a byte. */
async function expectSound(files: readonly SourceFile[]): Promise<void> {
  const result = await parseFiles(files, ANY);
  if ('error' in result) {
    expect(result.error).toMatch(/[Ll]ine \d+|[Bb]yte \d+/);
    return;
  }
  const { size, features, inputs, target, shift, factor } = result.dataset;
  expect(inputs.length).toBe(size * features);
  expect(inputs.every(Number.isFinite) && shift.every(Number.isFinite) && factor.every(Number.isFinite)).toBe(true);
  if (target.kind === 'number') expect(target.values.every(Number.isFinite)).toBe(true);
  else expect(target.labels.every((label) => label < target.classes.length)).toBe(true);
}

describe('a damaged file', () => {
  it('of comma-separated values is read or refused with its place, 1,000 times', async () => {
    const names = table(25, (i) => [i, `"${i}"`, ['cat', 'dog'][i % 2] as string]);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(REGRESSION, names), damage, (text, edits) =>
        expectSound([{ name: 't.csv', bytes: damaged(bytesOf(text), edits) }]),
      ),
      { numRuns: 1000, seed: 1 },
    );
  });

  it('of IDX is read or refused with its place, 1,000 times', async () => {
    await fc.assert(
      fc.asyncProperty(damage, fc.boolean(), (edits, first) => {
        const [a, b] = first ? [IMAGES, LABELS] : [LABELS, IMAGES];
        return expectSound([{ ...a, bytes: damaged(a.bytes, edits) }, b]);
      }),
      { numRuns: 1000, seed: 1 },
    );
  });

  it('of CIFAR-10 or gzip is read or refused with its place, 1,000 times', async () => {
    const zipped = { name: 'images.gz', bytes: new Uint8Array(gzipSync(IMAGES.bytes)) };
    await fc.assert(
      fc.asyncProperty(damage, fc.boolean(), (edits, images) => {
        const file = images ? cifar(10) : zipped;
        const broken = { ...file, bytes: damaged(file.bytes, edits) };
        return expectSound(images ? [broken] : [broken, LABELS]);
      }),
      { numRuns: 1000, seed: 1 },
    );
  });
});
