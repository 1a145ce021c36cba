import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { packDigits } from '../../scripts/packDigits.mjs';
import { read, resolved } from './arms.ts';
import { provideDigits } from './digits.ts';
import { CHOOSING_SEEDS, RATES } from './rates.ts';
import { measureSkip, SKIPS, type SkipCell, skipCells, skipSubject } from './skips.ts';
import { type MeasuredSkip, skipsSection } from './skipsReport.ts';
import { failed, finite } from './testing.ts';
import type { Trains } from './trains.ts';

beforeAll(() => {
  packDigits();
  provideDigits(fileURLToPath(new URL('../../src/tasks/digits.bin', import.meta.url)));
});

const cellOf = (id: string, depth: number, kind: string): SkipCell =>
  skipCells().find((cell) => cell.activation === id && cell.depth === depth && cell.kind.name === kind) as SkipCell;

it('all arms are compared: every activation at every depth in every kind of layers, by the same keys', () => {
  const cells = skipCells();
  expect(cells).toHaveLength(SKIPS.activations.length * SKIPS.depths.length * SKIPS.kinds.length);
  const rest = (cell: SkipCell) => skipSubject(cell).fragment.split('&').slice(1).join('&');
  for (const depth of SKIPS.depths) {
    expect(new Set(cells.filter((cell) => cell.depth === depth).map(rest)).size).toBe(1);
  }
});

it('a start in numbers keeps the kind of layers', () => {
  for (const [options, kind] of [
    ['_skip.1', { skip: 1 }],
    ['_skip.1_norm.rms', { skip: 1, norm: 'rms' }],
  ] as const) {
    const [arm] = read(resolved(`arm=repu.2_init.best${options}&depth=6&width=16`)).arms;
    expect(arm).toMatchObject({ activation: 'repu.2', init: 'custom', ...kind });
  }
  const [plain] = read(resolved('arm=repu.2_init.best&depth=6&width=16')).arms;
  expect(plain).not.toHaveProperty('skip');
});

it('chooses a rate on seeds that are not reported, and trains five networks, whatever becomes of them', async () => {
  const asked: string[] = [];
  const trains: Trains = {
    async train({ fragment }) {
      asked.push(fragment);
      return /seed=4/.test(fragment) ? failed(3) : finite(0.9);
    },
  };
  const cell: SkipCell = cellOf('mrepu.2', 10, 'skip');
  const row = await measureSkip(trains, cell);
  expect(row.errors.map((error) => Number.isFinite(error))).toEqual([true, true, true, false, true]);
  expect(asked).toHaveLength(CHOOSING_SEEDS.length * RATES.adam.length + SKIPS.seeds.length);
});

it('says which cells a skip does not help, and which failed', () => {
  const better = { plain: 0.3, skip: 0.2, 'skip and norm': 0.1 } as const;
  const cells = skipCells().map((cell): MeasuredSkip => {
    const bad = cell.activation === 'repu.2' && cell.depth === 40 && cell.kind.name === 'skip';
    const share = better[cell.kind.name as keyof typeof better];
    const endings = SKIPS.seeds.map(() => (bad ? failed(0) : { ...finite(1), metrics: [1 - share] }));
    const errors = SKIPS.seeds.map(() => (bad ? Number.POSITIVE_INFINITY : share));
    return { ...cell, row: { rate: 1e-3, endings, errors } };
  });
  const text = skipsSection(cells);
  expect(text).toContain('All 45 cells are measured.');
  expect(text).toContain('With *skip* the median is lower than plain in 14 of 15 cells; not of RePU(2) at depth 40.');
  expect(text).toContain('With *skip and norm* the median is lower than plain in 15 of 15 cells.');
  expect(text).toMatch(/Medians, \*skip\*: .*depth 40: from 0\.20 .* RePU\(2\) failed\./);
  expect(skipsSection(cells.map((cell) => ({ ...cell, row: null })))).toContain('Not measured: 45 of 45 cells');
});
