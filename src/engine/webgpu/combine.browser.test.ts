import { expect, test } from 'vitest';
import { combinedPairs, combineGroups, combineTwin, combineWgsl } from './combine.ts';
import { networkLayout } from './layout.ts';
import { reportLayout } from './propagate.ts';
import { expectNear, numbers, PLAIN, runKernel, testDevice } from './testing.ts';

test('moments of parts in any units join, far beyond where squares leave float32', async () => {
  const layout = networkLayout(
    { replicas: 3, depth: 5, inputs: 1, width: 4, outputs: 1, examples: 30, streams: 1, ...PLAIN },
    { rows: 4, columns: 4, rowTiles: 2, threads: 3 },
  );
  const { moments, length } = reportLayout(layout, 'measure');
  const random = numbers(length, 1);
  // Largest magnitudes from 1e-30 to 1e37, or zero; sums of squares of a few units.
  const report = random.map((x, i) => ((i - moments) % 2 === 0 ? (x < -0.8 ? 0 : 10 ** (36 * x)) : 5 * Math.abs(x)));
  const pairs = combinedPairs(layout);
  const [, combined] = await runKernel(
    await testDevice(),
    combineWgsl(layout),
    [combineGroups(layout), 1],
    [report, new Float32Array(2 * pairs)],
  );
  const parts = layout.items * layout.tiling.threads;
  const perPart = 2 * layout.depth;
  for (let i = 0; i < pairs; i++) {
    const replica = Math.floor(i / perPart);
    const own = Array.from({ length: parts }, (_, part): [number, number] => {
      const at = moments + 2 * ((replica * parts + part) * perPart + (i % perPart));
      return [report[at] as number, report[at + 1] as number];
    });
    const [largest, squares] = combineTwin(own);
    expect(combined?.[2 * i]).toBe(largest);
    expectNear([combined?.[2 * i + 1] as number], [squares], 1e-5, 'squares');
  }
});
