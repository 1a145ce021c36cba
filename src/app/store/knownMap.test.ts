import { describe, expect, it } from 'vitest';
import { mapFragment } from '../../experiment/map/fragment.ts';
import { planOf } from '../../experiment/map/plan.ts';
import { parseFragment } from '../../experiment/permalink.ts';
import type { StoredMap } from '../../maps/stored.ts';
import { type KnownMap, mapKey, storedMaps } from './knownMap.ts';

const opened = (fragment: string) => {
  const { experiment, display } = parseFragment(fragment);
  return { experiment, plan: planOf(experiment, display) };
};
const LINK = 'arm=relu&depth=3&mapx=lr_0.01_0.1_2_log&mapy=depth_2_3_2_linear&mapsteps=5';
const { experiment, plan } = opened(LINK);
const plane = { outcome: 'lmml', start: 'aaaa', layer: [0, 0, 0, 0], step: [0, 0, 0, 0], loss: [0.1, 0.2, 0.3, 0.05] };
const file: StoredMap = { fragment: LINK, date: '2026-01-31', engine: 'fused-wasm', planes: [plane] };

const fetched = (answer: () => Promise<StoredMap>) => {
  let asked = 0;
  const maps = storedMaps((fragment) => {
    if (fragment !== LINK) return null;
    return () => {
      asked++;
      return answer();
    };
  });
  const taken: (KnownMap | null)[] = [];
  const fetch = () => new Promise((resolve) => maps.fetch(experiment, plan, (map) => resolve(taken.push(map))));
  return { maps, taken, fetch, asked: () => asked };
};

describe('what a map depends on', () => {
  it('is all that trains its networks, and neither replicas, nor the run’s steps, nor a slider’s ends', () => {
    expect(mapFragment(experiment, plan)).toBe(LINK);
    const same = opened(`${LINK}&replicas=4&steps=7`);
    expect(mapKey(same.experiment, same.plan)).toBe(mapKey(experiment, plan));
    for (const other of ['&seed=2', '&width=12', '&batch=3', '&engine=tfjs-wasm']) {
      const { experiment: changed, plan: its } = opened(`${LINK}${other}`);
      expect(mapKey(changed, its)).not.toBe(mapKey(experiment, plan));
    }
  });
});

describe('maps that come with the page', () => {
  it('are as if computed here, and say how they came about', async () => {
    const { maps, taken, fetch } = fetched(async () => file);
    expect(maps.has(experiment, plan)).toBe(true);
    expect(maps.has({ ...experiment, seed: 2 }, plan)).toBe(false);
    await fetch();
    expect(taken[0]).toMatchObject({
      stored: { date: '2026-01-31', engine: 'fused-wasm' },
      progress: { done: 4, total: 4 },
      planes: [{ label: 'ReLU' }],
    });
    expect(taken[0]?.planes[0]?.cells[1]).toEqual({
      ...{ x: 0.1, y: 2, outcome: 'mean', start: 'open', layer: null, step: null, loss: 0.2 },
    });
  });

  it('are fetched once at a time', async () => {
    const { maps, fetch, asked } = fetched(async () => file);
    const first = fetch();
    maps.fetch(experiment, plan, () => {});
    await first;
    expect(asked()).toBe(1);
    await fetch();
    expect(asked()).toBe(2);
  });

  it.each([
    ['cannot be fetched', () => Promise.reject(new Error('offline'))],
    ['have other arms', async () => ({ ...file, planes: [plane, plane] })],
    ['have other cells', async () => ({ ...file, planes: [{ ...plane, outcome: 'lmm' }] })],
  ])('are there no more once they %s', async (_, answer) => {
    const { maps, taken, fetch } = fetched(answer);
    await fetch();
    expect(taken).toEqual([null]);
    expect(maps.has(experiment, plan)).toBe(false);
  });
});
