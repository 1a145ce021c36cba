import { bench, describe } from 'vitest';
import { activation } from '../src/activations/catalogue.ts';
import { bestStart } from '../src/theory/best.ts';

// What init=best costs when a slider changes depth, width or data: a new search at every call, the tables of the
// activation's moments computed before. The median must be below 50 ms.
let call = 0;

describe('best start at depth 64', () => {
  for (const id of ['repu.2', 'mrepu.2', 'relu', 'tanh', 'gelu', 'silu', 'softplus']) {
    bench(id, () => {
      const largestShare = 2.95 + 1e-3 * Math.sin(call++);
      bestStart(activation(id), { depth: 64, width: 64, smallestShare: 2e-4, largestShare });
    });
  }
});
