/** What the examples with a map and the story's say, held to all cells of their stored maps; stored.test.ts holds those to the engine. */
import { describe, expect, it } from 'vitest';
import { mapFragment } from '../experiment/map/fragment.ts';
import type { MapCell } from '../experiment/map/map.ts';
import { planOf } from '../experiment/map/plan.ts';
import { parseFragment } from '../experiment/permalink.ts';
import { PRESETS } from '../experiment/presets.ts';
import { STORY } from '../experiment/story.ts';
import { storedMap } from './library.ts';
import { unpackedPlane } from './stored.ts';

type Plane = readonly MapCell[];

/** The planes of a link, arm by arm. */
async function planesOf(fragment: string): Promise<readonly Plane[]> {
  const { experiment, display } = parseFragment(fragment);
  const plan = planOf(experiment, display);
  const { planes } = await storedMap(mapFragment(experiment, plan))!();
  return planes.map((plane) => unpackedPlane(plane, plan));
}

const example = (name: string) => planesOf(PRESETS.find((preset) => preset.name === name)?.fragment ?? '');

const learned = (cells: Plane): Plane => cells.filter(({ outcome }) => outcome === 'learned');
const values = (cells: Plane, axis: 'x' | 'y'): readonly number[] => [...new Set(cells.map((cell) => cell[axis]))];
const lost = ({ outcome }: MapCell): boolean => outcome === 'overflow' || outcome === 'vanished';

describe('the examples with a map', () => {
  it('Every initialisation at once', async () => {
    const [repu = [], mrepu = []] = await example('Every initialisation at once');
    expect([repu.length, mrepu.length]).toEqual([256, 256]);
    expect(repu.every(lost)).toBe(true);
    expect(learned(mrepu)).toHaveLength(64);
  });

  it('No learning rate helps', async () => {
    const [repu = [], mrepu = []] = await example('No learning rate helps');
    expect(values(repu, 'x')).toHaveLength(16);
    expect(learned(repu)).toHaveLength(0);
    expect(values(learned(mrepu), 'x')).toHaveLength(11);
    expect(Math.max(...values(learned(mrepu), 'y'))).toBeLessThan(0.006);
  });

  it('What biases do', async () => {
    const [repu = []] = await example('What biases do');
    expect(learned(repu.filter(({ y }) => y === 0))).toHaveLength(0);
    const rows = values(repu, 'y').filter((cb) => cb > 0.099);
    expect(rows).toHaveLength(13);
    for (const cb of rows) expect(learned(repu.filter(({ y }) => y === cb)).length).toBeGreaterThanOrEqual(3);
  });

  it('Twenty layers, from anywhere', async () => {
    const [repu = [], mrepu = []] = await example('Twenty layers, from anywhere');
    expect([repu.length, mrepu.length]).toEqual([256, 256]);
    expect(learned(repu)).toHaveLength(0);
    const found = learned(mrepu);
    expect(found).toHaveLength(4);
    for (const { x, y } of found) {
      expect(x).toBeGreaterThan(0.39);
      expect(x).toBeLessThan(1);
      expect(y).toBeLessThan(0.001);
    }
  });

  it('What a skip and a norm do', async () => {
    const [plain = [], skip = [], norm = []] = await example('What a skip and a norm do');
    expect([plain, skip, norm].map((plane) => learned(plane).length)).toEqual([0, 152, 256]);
    // Whoever learns with a skip would from any smaller K_1 and C_W.
    for (const { x, y } of learned(skip)) {
      const smaller = skip.filter((cell) => cell.x <= x && cell.y <= y);
      expect(learned(smaller)).toHaveLength(smaller.length);
    }
  });

  it('The edge of trainability', async () => {
    const [tanh = []] = await example('The edge of trainability');
    expect(learned(tanh)).toHaveLength(82);
    const strip = learned(tanh).filter(({ x }) => x > 0.39 && x < 4.7);
    expect(strip.length).toBeGreaterThanOrEqual(75);
    expect(tanh.filter(({ x }) => x < 0.39).every(({ outcome }) => outcome === 'vanished')).toBe(true);
    const beyond = tanh.filter(({ x }) => x > 4.7);
    expect(beyond.every(({ outcome }) => outcome === 'mean' || outcome === 'learned')).toBe(true);
    expect(learned(beyond).length).toBeLessThan(0.1 * beyond.length);
  });
});

describe('the story’s map', () => {
  it('without biases no RePU(2) learns, with biases 40 do', async () => {
    const [plain = [], biased = []] = await planesOf(STORY[1]?.fragment ?? '');
    expect([plain.length, biased.length]).toEqual([256, 256]);
    expect(learned(plain)).toHaveLength(0);
    expect(plain.filter(lost).length).toBeGreaterThan(0.95 * 256);
    expect(learned(biased)).toHaveLength(40);
    // The lower third of its rows.
    expect(learned(biased).filter(({ y }) => y < 0.9).length).toBeGreaterThan(30);
  });
});
