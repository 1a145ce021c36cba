import Papa from 'papaparse';
import { expect, it } from 'vitest';
import { DEFAULT_EXPERIMENT, defaultArm } from '../../experiment/defaults.ts';
import { cellExperiment } from '../../experiment/map/cell.ts';
import type { MapCell, MapPlan } from '../../experiment/map/map.ts';
import { parseFragment } from '../../experiment/permalink.ts';
import type { KnownMap } from '../store/knownMap.ts';
import { mapCsv } from './mapCsv.ts';
import { pytorchScript } from './pytorch.ts';

const experiment = { ...DEFAULT_EXPERIMENT, depth: 6, arms: [defaultArm('repu.2'), defaultArm('tanh')] };
const plan: MapPlan = {
  x: { key: 'cw', from: 0.5, to: 8, cells: 2, log: true },
  y: { key: 'k1', from: 0.1, to: 10, cells: 2, log: true },
  steps: 30,
};
const cell = (fields: Partial<MapCell>): MapCell => ({
  x: 0.5,
  y: 0.1,
  outcome: 'learned',
  start: 'open',
  layer: null,
  step: null,
  loss: 1 / 3,
  ...fields,
});
const lost = cell({ x: 8, y: 10, outcome: 'overflow', start: 'overflow', layer: 6, loss: null });
const map: KnownMap = {
  experiment,
  plan,
  planes: [
    { label: 'RePU(2)', baseline: 0.14, cells: [cell({}), null, null, lost] },
    { label: 'tanh', baseline: 0.14, cells: [cell({ outcome: 'diverged', layer: 2, step: 7 }), null, null, null] },
  ],
  progress: { done: 4, total: 8, secondsLeft: 1 },
  faults: [{ arm: 0, index: 2, sentence: 'The worker stopped, twice.' }],
  engine: null,
};

it('the map as CSV has a row for every network that is known or could not be trained', () => {
  const rows = Papa.parse<Record<string, string>>(mapCsv(map), { header: true, skipEmptyLines: true }).data;
  expect(rows.map(({ arm, cell: place, outcome, fault }) => [arm, place, outcome, fault])).toEqual([
    ['1', '1', 'learned', ''],
    ['1', '3', '', 'The worker stopped, twice.'],
    ['1', '4', 'overflow', ''],
    ['2', '1', 'diverged', ''],
  ]);
  expect(rows[0]).toMatchObject({
    label: 'RePU(2)',
    cw: '0.5',
    k1: '0.1',
    steps: '30',
    loss: String(1 / 3),
    baseline: '0.14',
  });
  expect(rows[2]).toMatchObject({
    layer: '6',
    loss: '',
    theoryStart: 'overflow',
    theoryLayer: '6',
    activation: 'repu.2',
  });
  expect(rows[3]).toMatchObject({ layer: '2', step: '7' });
  const { experiment: opened, rejected } = parseFragment(rows[2]?.link ?? '');
  expect(rejected).toEqual([]);
  expect(opened).toEqual(cellExperiment(experiment, 0, plan, 1, 1));
});

it('the PyTorch script of a cell has its start, its rate and its steps', () => {
  const rates = { ...plan, y: { key: 'lr', from: 0.001, to: 0.1, cells: 3, log: true } } as const;
  const script = pytorchScript(cellExperiment(experiment, 1, rates, 1, 2), '#');
  for (const line of ['LEARNING_RATE = 0.1 ', 'STEPS = 30\n', 'REPLICAS = 1 ', '"cw": [8] * DEPTH,', '"k1": 1,']) {
    expect(script).toContain(line);
  }
});
