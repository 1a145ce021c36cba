import { expect, it } from 'vitest';
import { DEFAULT_DISPLAY, DEFAULT_EXPERIMENT, defaultArm } from '../../experiment/defaults.ts';
import { planOf } from '../../experiment/map/plan.ts';
import { type MapTheory, watchMapTheory } from './mapTheory.ts';

const experiment = { ...DEFAULT_EXPERIMENT, arms: [defaultArm('gelu')] };
const map = { experiment, plan: planOf(experiment, DEFAULT_DISPLAY) };

it('theory is told coarse and then fine, in short slices, and at once the next time', async () => {
  let turns = 0;
  const clock = setInterval(() => turns++);
  const told = await new Promise<MapTheory[]>((resolve) => {
    const heard: MapTheory[] = [];
    watchMapTheory(map, 0, (theory) => heard.push(theory) === 2 && resolve(heard));
  });
  clearInterval(clock);
  expect(told.map(({ finest }) => [finest.columns, finest.rows])).toEqual([
    [16, 16],
    [121, 121],
  ]);
  // Whatever else there was to do had its turn.
  expect(turns).toBeGreaterThan(10);
  // Every cell is a point of the finer grid.
  const [{ cells }, { finest }] = told as [MapTheory, MapTheory];
  expect(finest.outcome[121 * 8 * 3 + 8 * 5]).toBe(cells.outcome[16 * 3 + 5]);
  const again: MapTheory[] = [];
  watchMapTheory(map, 0, (theory) => again.push(theory))();
  expect(again).toEqual([told[1]]);
});
