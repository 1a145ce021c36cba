import fc from 'fast-check';
import { describe, it } from 'vitest';
import { damage, damaged, expectSound } from './damage.ts';
import { bytesOf, REGRESSION, table } from './testing.ts';

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
});
