import { describe, expect, it } from 'vitest';
import { activation } from '../../src/activations/catalogue.ts';
import { better, gridPoints, neighbours } from './grid.ts';
import { compared, gridSection, type MeasuredGrid } from './gridReport.ts';
import { CHOOSING_SEEDS, RATES } from './rates.ts';
import { measureReach, REACH, type Reach, type ReachCell, reachCells } from './reach.ts';
import { criticalWins, type MeasuredCell, reachText } from './reachReport.ts';
import { failed, finite, Imagined } from './testing.ts';

const reach = (learnt: number): Reach => ({
  rate: 0.001,
  networks: 20,
  learnt,
  failedAtStart: 0,
  failedInTraining: 0,
  loss: 1,
});
const line = (learnt: readonly (number | null)[], init: ReachCell['init'] = 'best'): readonly MeasuredCell[] =>
  learnt.map((count, i) => ({
    activation: 'tanh',
    init,
    optimizer: 'adam',
    depth: REACH.depths[i] as number,
    width: 64,
    reach: count === null ? null : reach(count),
  }));

it('every combination is one cell, of activations that there are', () => {
  const cells = reachCells();
  const names = new Set(cells.map((cell) => Object.values(cell).join()));
  expect(names.size).toBe(9 * 2 * 2 * 7 * 3);
  expect(cells).toHaveLength(names.size);
  for (const id of REACH.activations) expect(activation(id).id).toBe(id);
});

it('a cell trains its twenty networks at the rate that other seeds chose', async () => {
  const [, good] = RATES.adam;
  const trains = new Imagined((rate, seed) =>
    rate !== good ? finite(0.99) : seed % 4 === 0 ? failed(0) : finite(0.1),
  );
  const [cell] = reachCells();
  expect(cell?.optimizer).toBe('adam');
  const result = await measureReach(trains, cell as ReachCell, 500);
  expect(result).toMatchObject({ rate: good, networks: 20, learnt: 15, failedAtStart: 5, failedInTraining: 0 });
  const seeds = trains.experiments.map(({ seed }) => seed);
  expect(seeds.filter((seed) => seed > 100)).toHaveLength(CHOOSING_SEEDS.length * RATES.adam.length);
  expect(new Set(seeds.filter((seed) => seed <= 100)).size).toBe(20);
});

describe('the reach', () => {
  it('ends before the first depth at which fewer than half learn, whatever comes behind', () => {
    expect(reachText(line([20, 10, 9, 20, 0, 0, 0]))).toBe('6');
    expect(reachText(line([9, 20, 20, 20, 20, 20, 20]))).toBe('< 4');
  });

  it('is open where nothing deeper has been measured', () => {
    expect(reachText(line([20, 20, 20, 20, 20, 20, 20]))).toBe('≥ 64');
    expect(reachText(line([20, 20, null, 0, 0, 0, 0]))).toBe('≥ 6');
    expect(reachText(line([null, 20, 20, 20, 20, 20, 20]))).toBe('not measured');
  });
});

it('names cells where the critical start is better by more than two standard errors, and no others', () => {
  const cells = [...line([20, 18, 5, 5, null]), ...line([20, 20, 9, 20, 20], 'critical')];
  expect(criticalWins(cells)).toEqual(['tanh at width 64, depth 16, Adam: 20 against 5 of 20']);
});

describe('the grid', () => {
  const point = { cw: 1, cb: 0, k1: 1 };
  const result = (learnt: number, at = { ...point }) => ({ ...reach(learnt), point: at });

  it('only has points whose inputs have a size, and best is moved in every coordinate that can move', () => {
    expect(gridPoints('tanh').every(({ cb, k1 }) => k1 > cb)).toBe(true);
    expect(() => gridPoints('relu')).toThrow(RangeError);
    expect(neighbours({ cw: 1, cb: 0, k1: 1 })).toHaveLength(4);
    expect(neighbours({ cw: 1, cb: 0.5, k1: 0.6 })).toHaveLength(6);
    for (const { cb, k1 } of neighbours({ cw: 1, cb: 0.5, k1: 0.6 })) expect(k1).toBeGreaterThan(cb);
  });

  it('puts the higher share first, then the lower loss; two failures are equal', () => {
    const failing = { ...result(0), loss: Number.POSITIVE_INFINITY };
    expect(better(result(20), result(19))).toBeLessThan(0);
    expect(better({ ...result(20), loss: 2 }, result(20))).toBeGreaterThan(0);
    expect(better(failing, { ...failing })).toBe(0);
  });

  it('says that best falls short beyond one standard error of the best other', () => {
    const grid = (own: number, other: number): MeasuredGrid => ({
      cell: { activation: 'tanh', depth: 10 },
      best: point,
      points: 2,
      measured: 2,
      learning: 3,
      confirmed: [result(own, point), result(other), result(3)].toSorted(better),
    });
    // Agresti and Coull: the error of 20 of 20 is 0.056.
    expect(compared(grid(19, 20))?.within).toBe(true);
    expect(compared(grid(18, 20))?.within).toBe(false);
    expect(compared(grid(20, 18))).toMatchObject({ best: { learnt: 20 }, other: { learnt: 18 }, within: true });
    expect(gridSection([grid(18, 20)])).toContain('it falls short for tanh, 10 (18 against 20 of 20)');
    expect(gridSection([{ ...grid(0, 0), learning: 0 }])).toContain(
      'From no point does a network learn for tanh, 10 (3',
    );
    expect(compared({ ...grid(20, 20), confirmed: [result(20, point)] })).toBeNull();
  });
});
