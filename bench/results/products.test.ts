import { expect, it } from 'vitest';
import { setup } from '../../src/experiment/setup.ts';
import { read } from './arms.ts';
import { measureProduct, PRODUCTS, type ProductCell, productCells, productSubject } from './products.ts';
import { type MeasuredProduct, productsSection } from './productsReport.ts';
import { CHOOSING_SEEDS, RATES } from './rates.ts';
import { failed, finite } from './testing.ts';

const FAILED = Number.POSITIVE_INFINITY;

it('all arms are compared: every activation at every depth, by the same keys and on the same data', () => {
  const cells = productCells();
  expect(cells).toHaveLength(PRODUCTS.activations.length * PRODUCTS.depths.length);
  for (const depth of PRODUCTS.depths) {
    const rest = cells
      .filter((cell) => cell.depth === depth)
      .map((cell) => productSubject(cell).fragment.split('&').slice(1).join('&'));
    expect(new Set(rest).size).toBe(1);
  }
});

it('the task is x·y·z with points of its own held out', () => {
  const { task, seed } = read(productSubject({ activation: 'relu', depth: 2 }).fragment);
  expect(task).toMatchObject({
    name: 'monomial',
    settings: { variables: 3, power1: 1, power2: 1, power3: 1, noise: 0 },
  });
  const { data } = setup(read(`${productSubject({ activation: 'relu', depth: 2 }).fragment}&seed=${seed}`));
  const { inputs, targets, held } = data.evaluation;
  expect(held).toBe(1000);
  const trained = new Set(Array.from({ length: data.size }, (_, i) => data.inputs.slice(3 * i, 3 * i + 3).join()));
  for (let i = 0; i < held; i++) {
    const [x, y, z] = inputs.subarray(3 * i, 3 * i + 3) as unknown as [number, number, number];
    expect(targets[i]).toBeCloseTo(x * y * z, 6);
    expect(trained.has([x, y, z].join())).toBe(false);
  }
});

it('chooses a rate on seeds that are not reported, and trains ten networks, whatever becomes of them', async () => {
  const asked: string[] = [];
  const trains = {
    async train({ fragment }: { fragment: string }) {
      asked.push(fragment);
      return /seed=4(&|$)/.test(fragment) ? failed(3) : finite(0.01);
    },
  };
  const row = await measureProduct(trains, { activation: 'mrepu.2', depth: 4 });
  expect(row.errors.map(Number.isFinite)).toEqual(PRODUCTS.seeds.map((seed) => seed !== 4));
  expect(asked).toHaveLength(CHOOSING_SEEDS.length * RATES.adam.length + PRODUCTS.seeds.length);
});

it('says who is best at which depth, what depth does to each, and where RePU fails', () => {
  const error = ({ activation, depth }: ProductCell): number => {
    if (activation === 'repu.2') return depth > 6 ? FAILED : 1e-6;
    return activation === 'relu' ? 0.01 / depth : 1e-5 * depth;
  };
  const cells = productCells().map((cell): MeasuredProduct => {
    const [value, bad] = [error(cell), error(cell) === FAILED];
    // Half of what is held out is lost in training.
    const endings = PRODUCTS.seeds.map(() => (bad ? failed(0) : finite(value / 2)));
    return { ...cell, row: { rate: 1e-3, endings, errors: PRODUCTS.seeds.map(() => value) } };
  });
  const text = productsSection(cells);
  expect(text).toContain('All 30 cells are measured.');
  expect(text).toContain('depth 2: RePU(2) 1.0·10⁻⁶, ReLU 0.0050;');
  expect(text).toContain('depth 16: tanh 1.6·10⁻⁴, ReLU 6.3·10⁻⁴, RePU(2) failed');
  expect(text).toContain(
    'ReLU is best at depth 16, the deepest; tanh is best at depth 2 and 8.0 times as far off at depth 16;',
  );
  expect(text).toContain(
    "lower than RePU(2)'s: at depth 2 none; at depth 4 none; at depth 6 none; at depth 10 ReLU, tanh",
  );
  expect(text).toMatch(/at depth 16 ReLU, tanh, GELU, MRePU\(1\) and MRePU\(2\), with 10 of 10 networks failed\./);
  expect(text).not.toContain('the largest of the five');
  const largest = cells.map(({ row, ...cell }) => ({ ...cell, row: row && { ...row, rate: RATES.adam[0] as number } }));
  expect(productsSection(largest)).toContain('In 30 of 30 cells the chosen rate is the largest of the five');
  expect(text).toMatch(/\| ReLU \| 2\.0 \| 2\.0 \| 2\.0 \| 2\.0 \| 2\.0 \|/);
  expect(productsSection(cells.map((cell) => ({ ...cell, row: null })))).toContain('Not measured: 30 of 30 cells');
});
