import { bench, describe } from 'vitest';
import { parseFiles } from '../src/tasks/parse/index.ts';
import { BY_VALUES } from '../src/tasks/parse/result.ts';

// Kaggle's table of MNIST is 42,000 rows of a label and 784 pixels, 76 MB: it should be read within 5 s.
const ROWS = 42_000;
const PIXELS = 784;

/** As many inked pixels, of as many values, as digits have. */
function mnist(): Uint8Array {
  let state = 1;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const inked = Array.from({ length: PIXELS }, (_, k) => [k % 28, Math.floor(k / 28)].every((at) => at > 3 && at < 24));
  const line = (label: number) =>
    [label, ...inked.map((ink) => (ink && random() < 0.37 ? Math.floor(256 * random()) : 0))].join(',');
  const names = ['label', ...inked.map((_, k) => `pixel${k}`)].join(',');
  return new TextEncoder().encode([names, ...Array.from({ length: ROWS }, (_, i) => line(i % 10))].join('\n'));
}

const bytes = mnist();

describe('a table of 42,000 × 785 numbers', () => {
  bench(
    'read',
    async () => {
      const result = await parseFiles([{ name: 'train.csv', bytes }], BY_VALUES);
      if ('error' in result || result.dataset.size !== ROWS) throw new Error('It was not read.');
    },
    { iterations: 2, time: 0, warmupIterations: 0, warmupTime: 0 },
  );
});
