/** Damaged files for the tests. */
import fc from 'fast-check';
import { expect } from 'vitest';
import { concatenated } from '../../lib/concatenated.ts';
import { parseFiles } from './index.ts';
import type { SourceFile } from './result.ts';
import { ANY } from './testing.ts';

/** Bytes changed, taken out and put in, pieces repeated, the end cut off. */
export const damage = fc.array(
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

export const damaged = (bytes: Uint8Array, edits: Damage): Uint8Array =>
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
export async function expectSound(files: readonly SourceFile[], options = ANY): Promise<void> {
  const result = await parseFiles(files, options);
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
