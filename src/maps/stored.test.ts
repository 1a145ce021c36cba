/** The maps that come with the page: each one that is wanted, no other, and their cells as the engine trains them now. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { measureCells } from '../engine/map/cells.ts';
import { wasmEngine } from '../engine/wasm/engine.ts';
import { MAP_OUTCOMES, type MapCell } from '../experiment/map/map.ts';
import { PRESETS } from '../experiment/presets.ts';
import { STORY } from '../experiment/story.ts';
import { permutation, uint32Stream } from '../lib/random.ts';
import { storedFiles, storedMap } from './library.ts';
import { packedPlane, readStored, storedName, unpackedPlane } from './stored.ts';
import { wantedMaps } from './wanted.ts';

const FOLDER = new URL('.', import.meta.url);
/** Cells that are trained again of each outcome in a plane. */
const AGAIN = 2;
/** Of an arm's plane of 256 cells, with its share of the rest. */
const MOST_BYTES = 5_000;

const wanted = await wantedMaps();
const textOf = (fragment: string) => readFileSync(new URL(storedName(fragment), FOLDER), 'utf8');

/** Some cells of each outcome, drawn. */
function sample(cells: readonly MapCell[], arm: number): readonly number[] {
  const drawn = [...permutation(uint32Stream(1, 'test', arm), cells.length)];
  return MAP_OUTCOMES.flatMap((outcome) => drawn.filter((index) => cells[index]?.outcome === outcome).slice(0, AGAIN));
}

describe('the stored maps', () => {
  it('are those of every example with a map and of the story, and no other', () => {
    const examples = PRESETS.filter(({ group }) => group === 'Maps of networks');
    const told = STORY.filter(({ panels }) => panels.includes('map'));
    expect(examples.length).toBeGreaterThan(0);
    expect(told.length).toBeGreaterThan(0);
    expect(wanted).toHaveLength(examples.length + told.length);
    const names = wanted.map(({ fragment }) => storedName(fragment)).sort();
    expect(readdirSync(FOLDER).filter((name) => name.endsWith('.json'))).toEqual(names);
    expect([...storedFiles()].sort()).toEqual(names);
    expect(storedMap('depth=11')).toBeNull();
  });

  it.each(wanted)('$fragment: some cells of each outcome come to the same again', async ({ fragment, ...map }) => {
    const { experiment, plan } = map;
    const { planes, engine, date } = await storedMap(fragment)!();
    expect(engine).toBe('fused-wasm');
    expect(Date.parse(date)).toBeLessThanOrEqual(Date.now());
    expect(planes).toHaveLength(experiment.arms.length);
    for (const arm of experiment.arms.keys()) {
      const known = unpackedPlane(planes[arm]!, plan);
      const cells = sample(known, arm);
      const { reports } = await measureCells({ experiment, arm, plan, cells }, wasmEngine());
      expect(reports.length).toBeGreaterThan(0);
      for (const report of reports) {
        const { loss, ...cell } = known[report.index]!;
        expect(report).toMatchObject({ cell });
        const fresh = 'cell' in report ? report.cell.loss : Number.NaN;
        if (loss === null || loss === 0) expect(fresh).toBe(loss);
        else expect(Math.abs((fresh ?? Number.NaN) / loss - 1)).toBeLessThan(1e-3);
      }
    }
  });

  it.each(wanted)('$fragment: is compact', ({ fragment, experiment }) => {
    expect(textOf(fragment).length).toBeLessThan(MOST_BYTES * experiment.arms.length);
  });
});

describe('a stored plane', () => {
  const plan = {
    x: { key: 'cw', from: 1, to: 4, cells: 3, log: true },
    y: { key: 'lr', from: 0.001, to: 0.01, cells: 2, log: true },
    steps: 10,
  } as const;
  const cells: readonly MapCell[] = [
    { x: 1, y: 0.001, outcome: 'overflow', start: 'overflow', layer: 7, step: null, loss: null },
    { x: 2, y: 0.001, outcome: 'diverged', start: 'open', layer: 3, step: 12, loss: 0.1234 },
    { x: 4, y: 0.001, outcome: 'diverged', start: 'vanished', layer: null, step: 9, loss: 1.5e7 },
    { x: 1, y: 0.01, outcome: 'vanished', start: 'vanished', layer: 2, step: null, loss: 0.5 },
    { x: 2, y: 0.01, outcome: 'mean', start: 'open', layer: null, step: null, loss: 0 },
    { x: 4, y: 0.01, outcome: 'learned', start: 'open', layer: null, step: null, loss: 1.234e-5 },
  ];

  it('comes out as it went in, its losses to four digits', () => {
    expect(unpackedPlane(packedPlane(cells), plan)).toEqual(cells);
    const [fine] = packedPlane([{ ...cells[5]!, loss: 0.123456 }]).loss;
    expect(fine).toBe(0.1235);
  });

  it('is refused where it is damaged or of another plan', () => {
    const plane = packedPlane(cells);
    const map = { fragment: 'depth=3', date: '2026-01-31', engine: 'fused-wasm', planes: [plane] };
    expect(readStored(structuredClone(map))).toEqual(map);
    const damaged = [
      { ...map, date: 'yesterday' },
      { ...map, planes: undefined },
      { ...map, planes: [{ ...plane, outcome: `${plane.outcome}l` }] },
      { ...map, planes: [{ ...plane, outcome: 'odlvm?' }] },
      { ...map, planes: [{ ...plane, start: 'oavamd' }] },
      { ...map, planes: [{ ...plane, layer: [7, -1, 0, 2, 0, 0] }] },
      { ...map, planes: [{ ...plane, loss: [null, 0.1, '3', 0.5, 0, 0.1] }] },
    ];
    for (const value of damaged) expect(() => readStored(value)).toThrow();
    expect(() => unpackedPlane(plane, { ...plan, x: { ...plan.x, cells: 2 } })).toThrow(RangeError);
  });
});
