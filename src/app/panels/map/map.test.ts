import { beforeAll, describe, expect, it } from 'vitest';
import { loadFormulas } from '../../../activations/loadFormulas.ts';
import { passesOf } from '../../../engine/map/passes.ts';
import { DEFAULT_EXPERIMENT, defaultArm } from '../../../experiment/defaults.ts';
import type { Arm, Experiment } from '../../../experiment/experiment.ts';
import { axisValue } from '../../../experiment/map/axis.ts';
import {
  MAP_KEYS,
  type MapCell,
  type MapKey,
  type MapOutcome,
  type MapPlan,
  type MapPlane,
} from '../../../experiment/map/map.ts';
import { hiddenLayer, setup } from '../../../experiment/setup.ts';
import { axisOption, axisWords, chartAxis } from './axisWords.ts';
import { deepest, drawnCells, leastShare, presentPoint } from './view.ts';
import { engineText, lookForMap, progressNews, progressText, readingText, sizeText } from './words.ts';

beforeAll(loadFormulas);

const PLAN: MapPlan = {
  x: { key: 'cw', from: 0.1, to: 10, cells: 3, log: true },
  y: { key: 'k1', from: 0.01, to: 1, cells: 3, log: true },
  steps: 200,
};
const cell = (outcome: MapOutcome, more: Partial<MapCell> = {}): MapCell => ({
  x: 1,
  y: 0.1,
  outcome,
  start: 'open',
  layer: null,
  step: null,
  loss: null,
  ...more,
});
const plane = (label: string, cells: MapPlane['cells']): MapPlane => ({ label, baseline: 0.2, cells });

describe('the words of the map', () => {
  it('say how large it is', () => {
    expect(sizeText(PLAN, 2)).toBe('18 networks, 200 steps each');
    expect(sizeText({ ...PLAN, steps: 1 }, 1)).toBe('9 networks, 1 step each');
    expect(sizeText({ ...PLAN, steps: 0 }, 1)).toBe('9 networks, not trained');
  });

  it('count what is known, and leave out what nothing came to', () => {
    const repu = plane('RePU(2)', [cell('overflow'), cell('diverged'), cell('vanished'), cell('mean'), null]);
    const mrepu = plane('MRePU(2)', [cell('learned', { loss: 0.1 }), cell('mean'), null, null, null]);
    expect(lookForMap([repu, mrepu], 200)).toBe(
      'Every cell is a network. Of RePU(2) 0 of 4 learn, 1 overflow at the start, 1 diverge in training, 1 have vanished; of MRePU(2) 1 of 2 learn.',
    );
    expect(lookForMap([plane('tanh', [cell('open'), cell('open'), cell('vanished')])], 0)).toBe(
      'Every cell is a network. Of tanh 2 of 3 are alive, 0 overflow, 1 have vanished.',
    );
  });

  it('say how far it has come, in seconds and in minutes', () => {
    const at = (done: number, secondsLeft: number | null) => ({ done, total: 512, secondsLeft });
    expect(progressText(at(0, null), 'running')).toBe('0 of 512 networks.');
    expect(progressText(at(64, 0.2), 'running')).toBe('64 of 512 networks, about 1 second left.');
    expect(progressText(at(64, 89.5), 'running')).toBe('64 of 512 networks, about 90 seconds left.');
    expect(progressText(at(64, 300), 'running')).toBe('64 of 512 networks, about 5 minutes left.');
    expect(progressText(at(64, 300), 'paused')).toBe('Paused at 64 of 512 networks.');
    expect(progressText(at(64, 300), 'cancelled')).toBe(
      'Ended at 64 of 512 networks; the rest is drawn as the nearest of them.',
    );
    expect(progressText(at(512, 0), 'done')).toBe('All 512 networks are computed.');
  });

  it('tell a screen reader of every quarter once', () => {
    const told = (done: number, status = 'running') => progressNews({ done, total: 100, secondsLeft: null }, status);
    const quarters = Array.from({ length: 101 }, (_, done) => told(done));
    expect(new Set(quarters).size).toBe(4);
    expect([told(24), told(25), told(50), told(75)]).toEqual([
      'The map is being computed.',
      'A quarter of the map is computed.',
      'Half of the map is computed.',
      'Three quarters of the map are computed.',
    ]);
    expect(['paused', 'cancelled', 'done', 'none'].map((status) => told(10, status))).toEqual([
      'The map is paused.',
      'The map was ended.',
      'The map is computed.',
      '',
    ]);
    expect(progressNews({ done: 0, total: 0, secondsLeft: null }, 'running')).toBe('The map is being computed.');
  });

  it('name what trains them where that is not the cores as ever', () => {
    const report = (name: 'fused' | 'fused-wasm') => ({ name, adapter: 'apple m3', reason: 'Running on WebAssembly.' });
    expect(engineText(null, 'fused')).toBe('');
    expect(engineText(report('fused'), 'auto')).toBe('Trained on WebGPU (apple m3), many at a time.');
    expect(engineText(report('fused-wasm'), 'auto')).toBe('');
    // Asked for, and not to be had.
    expect(engineText(report('fused-wasm'), 'fused')).toBe('Running on WebAssembly.');
  });

  it('read a cell of every arm, also while some are not computed', () => {
    const axes = { x: chartAxis(PLAN.x), y: chartAxis(PLAN.y) };
    const planes = [
      plane('RePU(2)', [null, cell('overflow', { layer: 7, start: 'overflow' })]),
      plane('MRePU(2)', [null, null]),
    ];
    expect(readingText(planes, axes, 0)).toBe('This cell is not computed yet.');
    expect(readingText(planes, axes, 1)).toBe(
      'C_W 1, K_1 0.1: RePU(2) overflow at layer 7 at the start; MRePU(2) not computed yet.',
    );
  });
});

describe('the names of axes', () => {
  it('exist for every key, as options of a list no two alike', () => {
    const options = MAP_KEYS.map(axisOption);
    expect(new Set(options).size).toBe(MAP_KEYS.length);
    expect(options.slice(0, 6)).toEqual([
      'C_W, weight variance',
      'C_b, bias variance',
      'K_1, input scale',
      'learning rate',
      'γ, skip',
      'a of the formula',
    ]);
    expect(axisWords('c')).toEqual({ symbol: 'c', words: 'of the formula' });
  });

  it('stand in a chart in place of the key', () => {
    expect(chartAxis(PLAN.x)).toEqual({
      symbol: 'C_W',
      words: 'weight variance',
      from: 0.1,
      to: 10,
      cells: 3,
      log: true,
    });
  });
});

describe('what the charts draw', () => {
  it('is a coarser cell in place of one that is not computed, and itself once it is', () => {
    const plan = { ...PLAN, x: { ...PLAN.x, cells: 16 }, y: { ...PLAN.y, cells: 16 } };
    const cells: (MapCell | null)[] = new Array(256).fill(null);
    expect(drawnCells(plan, cells)).toEqual(cells);
    for (const index of passesOf(plan)[0] ?? []) cells[index] = cell('mean', { loss: index });
    const drawn = drawnCells(plan, cells);
    expect(drawn.every((one) => one !== null)).toBe(true);
    expect(drawn[17]).toBe(cells[0]);
    cells[17] = cell('learned', { loss: 0.01 });
    expect(drawnCells(plan, cells)[17]).toBe(cells[17]);
  });

  it('has the colours of the deepest network, and of the least loss against the mean’s', () => {
    expect(deepest(DEFAULT_EXPERIMENT, PLAN)).toBe(10);
    expect(deepest(DEFAULT_EXPERIMENT, { ...PLAN, y: { key: 'depth', from: 2, to: 30.6, cells: 4, log: false } })).toBe(
      31,
    );
    const learned = (loss: number) => cell('learned', { loss });
    expect(
      leastShare([plane('a', [learned(0.1), null]), plane('b', [learned(0.002), cell('mean', { loss: 1e-9 })])]),
    ).toBe(0.01);
    expect(leastShare([plane('a', [cell('mean', { loss: 0.19 })])])).toBe(0.1);
  });

  it('marks the present experiment where its own cell would be, on every axis', () => {
    const typed: Arm = { ...defaultArm('formula.z-0-z-a-add-max-2-pow-mul_a.0.5'), init: 'he', skip: 0.5 };
    const experiment: Experiment = {
      ...DEFAULT_EXPERIMENT,
      width: 24,
      learningRate: 0.02,
      arms: [typed, defaultArm('relu')],
    };
    const { arms } = setup(experiment);
    const [own, other] = arms;
    if (!own || !other) throw new Error('There are two arms.');
    const at = (key: MapKey) => {
      const plan = { ...PLAN, x: { key, from: 0, to: 1, cells: 2, log: false } };
      return presentPoint(experiment, typed, own, plan)?.x;
    };
    expect(MAP_KEYS.filter((key) => key === 'a' || key.length > 1).map(at)).toEqual([
      hiddenLayer(own).cw,
      0,
      own.k1,
      0.02,
      0.5,
      0.5,
      10,
      24,
    ]);
    // Another arm has no such letter, and so no place.
    const plan = { ...PLAN, x: { key: 'a', from: 0, to: 1, cells: 2, log: false } } as const;
    expect(presentPoint(experiment, defaultArm('relu'), other, plan)).toBeNull();
    expect(presentPoint(experiment, typed, own, plan)).toEqual({ x: 0.5, y: own.k1 });
    expect(axisValue(plan.x, 1)).toBe(1);
  });
});
