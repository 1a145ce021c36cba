import fc from 'fast-check';
import { expect, test } from 'vitest';
import { base64, binaryString } from './base64.ts';

const anyBytes = fc.uint8Array({ maxLength: 20_000 });

test('is what Node makes of the same bytes', () => {
  fc.assert(
    fc.property(anyBytes, (bytes) => {
      expect(base64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
    }),
    { seed: 1 },
  );
});

test('so it is where the browser has no encoding of its own, across the pieces', () => {
  fc.assert(
    fc.property(anyBytes, (bytes) => {
      expect(btoa(binaryString(bytes))).toBe(Buffer.from(bytes).toString('base64'));
    }),
    { seed: 1 },
  );
});
