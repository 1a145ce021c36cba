import { describe, expect, it } from 'vitest';
import { atBoundary, compare, measurePlanes, PLANES } from './planes.ts';

describe('theory against networks over a plane', () => {
  const starts = ['open', 'open', 'overflow', 'open', 'open', 'overflow', 'vanished', 'open', 'open'] as const;

  it('a cell is at the boundary where one of its eight neighbours is another to theory', () => {
    expect([0, 1, 2, 3, 4, 6, 8].map((index) => atBoundary(starts, 3, index))).toEqual([
      false,
      true,
      true,
      true,
      true,
      true,
      true,
    ]);
  });

  it('counts what theory says something else of, and where', () => {
    const measured = ['overflow', 'open', 'open', 'open', 'open', 'overflow', 'vanished', 'open', 'open'] as const;
    expect(compare(starts, [measured, starts], 3)).toEqual({
      networks: 18,
      disagree: 2,
      atBoundary: 1,
      lost: 1,
      survived: 1,
    });
  });

  it('RePU(2) parts from theory along the boundary alone', async () => {
    const { plan } = PLANES;
    const coarse = { ...plan, x: { ...plan.x, cells: 8 }, y: { ...plan.y, cells: 8 } };
    const [result] = await measurePlanes({
      ...PLANES,
      activations: ['repu.2'],
      widths: [128],
      seeds: [1, 2],
      plan: coarse,
    });
    expect(result?.networks).toBe(128);
    expect(result?.disagree).toBeLessThan(20);
    expect(result?.atBoundary).toBe(result?.disagree);
  });
});
