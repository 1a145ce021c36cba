/** A cell is what its link opens, on engines that need a browser; of fused-wasm see map.test.ts. */
import { beforeAll, expect, test } from 'vitest';
import { loadFormulas } from '../../activations/loadFormulas.ts';
import type { Engine, EngineName } from '../engine.ts';
import { TRAINED } from '../testing.ts';
import { tfjsEngine } from '../tfjs/engine.ts';
import { starts } from '../tfjs/testing.ts';
import { fusedEngine } from '../webgpu/engine.ts';
import { testDevice } from '../webgpu/testing.ts';
import { measureCells } from './cells.ts';
import { byLink, randomOrders } from './testing.ts';

beforeAll(loadFormulas);

/** Of a fused map each order has kernels of its own, which a software adapter compiles for seconds. */
const ENGINES: readonly (readonly [EngineName, number, () => Promise<Engine>])[] = [
  ['fused', 4, async () => fusedEngine(await testDevice(), { adapter: 'test', software: true })],
  ['tfjs-wasm', 10, async () => tfjsEngine(await starts.wasm())],
];

// A software adapter on a busy machine takes its time.
test.each(ENGINES)(
  '%s: random cells of %i orders come to what the same experiments come to by their links',
  async (_, orders, start) => {
    const engine = await start();
    const outcomes = new Set<string>();
    for (const order of randomOrders(orders)) {
      const { reports } = await measureCells(order, engine);
      for (const report of reports) {
        if (!('cell' in report)) throw new Error(report.fault);
        const { x: _x, y: _y, loss, ...cell } = report.cell;
        const { link, outcome } = await byLink(engine, order, report.index);
        expect(cell, link).toEqual({ ...cell, ...outcome, loss: undefined });
        expect(loss === null, link).toBe(outcome.loss === null);
        const difference = Math.abs((loss ?? 0) - (outcome.loss ?? 0));
        expect(difference, link).toBeLessThanOrEqual(TRAINED * Math.abs(outcome.loss ?? 0));
        outcomes.add(cell.outcome);
      }
    }
    expect(outcomes.size).toBeGreaterThanOrEqual(4);
  },
  300_000,
);
