/** What the examples with a map say, held to fewer cells of the same planes. */
import { describe, expect, it } from 'vitest';
import type { MapAxis, MapCell } from '../../experiment/map/map.ts';
import { planOf } from '../../experiment/map/plan.ts';
import { parseFragment } from '../../experiment/permalink.ts';
import { PRESETS } from '../../experiment/presets.ts';
import { measurePlane } from './plane.ts';

/** Every cell of the example's plane with so many cells an axis, ends included, row by row. */
async function planesOf(name: string, columns: number, rows: number): Promise<readonly (readonly MapCell[])[]> {
  const { experiment, display } = parseFragment(PRESETS.find((preset) => preset.name === name)?.fragment ?? '');
  const { x, y, steps } = planOf(experiment, display);
  const coarse = (axis: MapAxis, cells: number): MapAxis => ({ ...axis, cells });
  const plan = { x: coarse(x, columns), y: coarse(y, rows), steps };
  const planes: (readonly MapCell[])[] = [];
  for (const arm of experiment.arms.keys()) {
    planes.push(await measurePlane(experiment, arm, plan));
  }
  return planes;
}

const learned = (cells: readonly MapCell[]): number => cells.filter(({ outcome }) => outcome === 'learned').length;

describe('the examples with a map', () => {
  it('Every initialisation at once', async () => {
    const [repu = [], mrepu = []] = await planesOf('Every initialisation at once', 7, 7);
    expect(repu.every(({ outcome }) => outcome === 'overflow' || outcome === 'vanished')).toBe(true);
    // A quarter of 49, give or take what a coarser grid cuts off.
    expect(learned(mrepu)).toBeGreaterThanOrEqual(8);
    expect(learned(mrepu)).toBeLessThanOrEqual(18);
  });

  it('No learning rate helps', async () => {
    const [repu = [], mrepu = []] = await planesOf('No learning rate helps', 6, 5);
    expect(learned(repu)).toBe(0);
    const small = mrepu.filter(({ y }) => y < 0.002);
    const rates = new Set(small.filter(({ outcome }) => outcome === 'learned').map(({ x }) => x));
    expect(rates.size).toBeGreaterThanOrEqual(4);
  });

  it('What biases do', async () => {
    // The example's own cells: between C_b = 0 and 0.1 it is another story than beyond.
    const [repu = []] = await planesOf('What biases do', 16, 16);
    expect(learned(repu.filter(({ y }) => y === 0))).toBe(0);
    const rows = [...new Set(repu.map(({ y }) => y))].filter((cb) => cb > 0.099);
    expect(rows).toHaveLength(13);
    for (const cb of rows) expect(learned(repu.filter(({ y }) => y === cb))).toBeGreaterThanOrEqual(3);
  });
});
