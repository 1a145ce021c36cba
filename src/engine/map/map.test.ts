import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadFormulas } from '../../activations/loadFormulas.ts';
import type { Arm, Experiment } from '../../experiment/experiment.ts';
import { cellExperiment } from '../../experiment/map/cell.ts';
import type { MapCell, MapPlan } from '../../experiment/map/map.ts';
import { defaultAxis } from '../../experiment/map/plan.ts';
import { type ArmMeasurement, type Engine, EngineError } from '../engine.ts';
import { arm, armMeasurement } from '../testing.ts';
import { wasmEngine } from '../wasm/engine.ts';
import { batchOf, measureCells } from './cells.ts';
import { cellOutcome } from './outcome.ts';
import { nearestKnown, passesOf, stridesOf } from './passes.ts';
import { ARMS, axes, byLink, randomOrders, small } from './testing.ts';

beforeAll(loadFormulas);

describe('from coarse to fine', () => {
  it('every cell is computed once, at most 8 × 8 at first', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 64 }), fc.integer({ min: 1, max: 64 }), (nx, ny) => {
        const passes = passesOf(axes(nx, ny));
        expect(passes[0]?.length).toBeLessThanOrEqual(64);
        expect(passes.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: nx * ny }, (_, i) => i));
      }),
      { numRuns: 200, seed: 1 },
    );
    expect(passesOf(axes(64, 64)).map(({ length }) => length)).toEqual([64, 192, 768, 3072]);
    expect(stridesOf(axes(64, 8))).toEqual([
      { x: 8, y: 1 },
      { x: 4, y: 1 },
      { x: 2, y: 1 },
      { x: 1, y: 1 },
    ]);
  });

  it('the cell that stands for another is its nearest coarser one', () => {
    const plan = axes(32, 32);
    const cells = new Array<number | null>(32 * 32).fill(null);
    const near = nearestKnown(plan);
    expect(near(cells, 100)).toBeNull();
    for (const index of passesOf(plan)[0] ?? []) cells[index] = index;
    expect(near(cells, 7 * 32 + 5)).toBe(4 * 32 + 4);
    cells[6 * 32 + 4] = -1;
    expect(near(cells, 7 * 32 + 5)).toBe(-1);
  });
});

const measured = (changes: Partial<ArmMeasurement> = {}): ArmMeasurement =>
  armMeasurement({ variance: [1, 0.9, 0.8], loss: 1, learned: false, replicasVanished: 0, ...changes });

describe('the outcome of a cell', () => {
  const failure = { kind: 'overflow', layer: 2, step: 0 } as const;
  const lost = measured({ variance: [1, 1e-4, 9e-7] });
  it.each([
    ['open at initialisation', measured(), null, 'open', 'open', null, null],
    ['overflow', measured({ failure, loss: null }), measured({ failure, loss: null }), 'overflow', 'overflow', 2, null],
    [
      'a loss beyond float32',
      measured({ failure: { kind: 'loss', layer: null, step: 0 } }),
      null,
      'overflow',
      'overflow',
      null,
      null,
    ],
    ['vanished', lost, null, 'vanished', 'vanished', 3, null],
    ['vanished, and it learns only the mean', lost, lost, 'vanished', 'vanished', 3, null],
    [
      'a faint signal that was learned from all the same',
      lost,
      measured({ learned: true, loss: 0.1 }),
      'learned',
      'vanished',
      null,
      null,
    ],
    ['diverged', measured(), measured({ failure: { ...failure, step: 7 } }), 'diverged', 'open', 2, 7],
    ['died in training', measured(), measured({ replicasVanished: 1 }), 'vanished', 'open', null, null],
    ['the mean', measured(), measured({ loss: 0.49 }), 'mean', 'open', null, null],
    ['learned', measured(), measured({ loss: 0.1, learned: true }), 'learned', 'open', null, null],
  ] as const)('%s', (_, start, end, outcome, begun, layer, step) => {
    expect(cellOutcome(start, end)).toEqual({ outcome, start: begun, layer, step, loss: (end ?? start).loss });
  });
});

describe('cells trained side by side', () => {
  it('come to what the same experiments come to by their links, 60 of them', async () => {
    const engine = wasmEngine();
    const outcomes = new Set<string>();
    for (const order of randomOrders(12)) {
      const { reports } = await measureCells(order, engine);
      for (const [i, report] of reports.entries()) {
        const { index, cell } = report as { index: number; cell: MapCell };
        expect(index).toBe(order.cells[i]);
        const { link, outcome } = await byLink(engine, order, index);
        // Bit for bit: the same kernels on the same numbers.
        expect(cell, link).toEqual({ x: cell.x, y: cell.y, ...outcome });
        outcomes.add(cell.outcome);
      }
    }
    // The draw saw something of the plane.
    expect(outcomes.size).toBeGreaterThanOrEqual(4);
  });

  it('each keeps its own learning rate, depth and letter', async () => {
    const chosen = small([ARMS[5] as Arm]);
    const plan: MapPlan = {
      x: defaultAxis(chosen, 'a'),
      y: { key: 'depth', from: 2, to: 9, cells: 8, log: false },
      steps: 3,
    };
    const created: Experiment[] = [];
    const engine: Pick<Engine, 'create'> = {
      create(wanted, run) {
        created.push(wanted);
        return wasmEngine().create(wanted, run);
      },
    };
    const { reports } = await measureCells({ experiment: chosen, arm: 0, plan, cells: [0, 1, 16, 17] }, engine);
    expect(reports.map((report) => 'cell' in report && [report.cell.x, report.cell.y])).toEqual([
      [-5, 2],
      [-4.33333, 2],
      [-5, 3],
      [-4.33333, 3],
    ]);
    expect(created.map(({ depth, arms }) => [depth, arms.length])).toEqual([
      [2, 1],
      [2, 1],
      [3, 1],
      [3, 1],
    ]);
    const rates: MapPlan = { ...axes(4, 4), y: { key: 'lr', from: 0.001, to: 1, cells: 4, log: true }, steps: 0 };
    const orders = [0, 4, 8].map((index) => cellExperiment(small([arm('relu')]), 0, rates, 0, index / 4));
    expect(batchOf(orders).arms.map(({ learningRate }) => learningRate)).toEqual([0.001, 0.01, 0.1]);
  });

  it('that do not fit at once are trained in parts, and one that does not fit at all says so', async () => {
    const engine: Pick<Engine, 'create'> = {
      async create(wanted, run) {
        if (wanted.arms.length > 3) throw new EngineError('Too many networks.');
        if (wanted.arms.some(({ cw }) => cw === 10)) throw new EngineError('Too large a C_W.');
        return wasmEngine().create(wanted, run);
      },
    };
    const plan: MapPlan = { ...axes(8, 1), steps: 2 };
    const order = { experiment: small([arm('relu')]), arm: 0, plan, cells: [0, 1, 2, 3, 4, 5, 6, 7] };
    const { reports } = await measureCells(order, engine);
    expect(reports.slice(0, 7).every((report) => 'cell' in report)).toBe(true);
    expect(reports[7]).toEqual({ index: 7, fault: 'Too large a C_W.' });
  });
});
