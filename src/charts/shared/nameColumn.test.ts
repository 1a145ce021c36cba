import fc from 'fast-check';
import { expect, it } from 'vitest';
import { textWidth } from './format.ts';
import { columnMargin, NAME_SHARE, nameColumn } from './nameColumn.ts';

const borders = { left: 300, right: 400, top: 20, bottom: 200 };

it('a column that fits keeps its size, its notes and its places', () => {
  const { textSize, labels } = nameColumn([{ name: 'ReLU', notes: ['0.1'], wanted: 100 }], borders, 13);
  expect(textSize).toBe(13);
  expect(labels[0]?.notes).toEqual(['0.1']);
  expect((labels[0]?.rect.y ?? 0) + (labels[0]?.rect.height ?? 0) / 2).toBeCloseTo(100, 9);
});

it('a longer name is set smaller, and the longest begins in the plot: none leaves the chart', () => {
  const long = nameColumn([{ name: 'MRePU(2) #1xx', notes: [], wanted: 100 }], borders, 13);
  expect(long.textSize).toBeLessThan(13);
  expect(long.labels[0]?.rect.x).toBeGreaterThan(borders.left);
  const longest = nameColumn([{ name: 'leaky ReLU(0.01) #2', notes: [], wanted: 100 }], borders, 13);
  expect(longest.labels[0]?.rect.x).toBeLessThan(borders.left);
  for (const { textSize, labels } of [long, longest]) {
    const { x = 0, width = 0 } = labels[0]?.rect ?? {};
    expect(width).toBeGreaterThanOrEqual(textWidth('MRePU(2) #1xx', textSize, true) - 1e-9);
    expect(x + width).toBeLessThanOrEqual(borders.right + 1e-9);
  }
});

it('a margin is what names need, and never more than a quarter', () => {
  expect(columnMargin([{ name: 'tanh', notes: [] }], 800, 13)).toBeLessThan(60);
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), fc.integer({ min: 1, max: 2000 }), (name, width) => {
      expect(columnMargin([{ name, notes: [] }], width, 13)).toBeLessThanOrEqual(NAME_SHARE * width);
    }),
  );
});

it('names that have no height for their notes, or for themselves, still cover no other', () => {
  const entries = [1, 2, 3, 4].map((wanted) => ({ name: 'tanh', notes: ['0.1', '3 of 64 failed'], wanted }));
  for (const bottom of [260, 110, 60, 30]) {
    const { labels } = nameColumn(entries, { ...borders, bottom }, 13);
    for (let i = 1; i < labels.length; i++) {
      const [above, below] = [labels[i - 1]?.rect, labels[i]?.rect];
      expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThanOrEqual((below?.y ?? 0) + 1e-9);
    }
    expect((labels[3]?.rect.y ?? 0) + (labels[3]?.rect.height ?? 0)).toBeLessThanOrEqual(bottom + 1e-9);
  }
});
