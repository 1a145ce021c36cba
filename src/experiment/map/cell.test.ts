import { beforeAll, describe, expect, it } from 'vitest';
import { loadFormulas } from '../../activations/loadFormulas.ts';
import { DEFAULT_DISPLAY, DEFAULT_EXPERIMENT, defaultArm } from '../defaults.ts';
import type { Arm, Experiment } from '../experiment.ts';
import { parseFragment, serialise } from '../permalink.ts';
import { hiddenLayer, setup } from '../setup.ts';
import { axisValues, mapKeysOf } from './axis.ts';
import { cellExperiment } from './cell.ts';
import type { MapAxis, MapKey } from './map.ts';
import { defaultAxis, planOf, planProblem, steadyPlan } from './plan.ts';

beforeAll(loadFormulas);

const axis = (key: MapKey, from: number, to: number, cells: number, log = false): MapAxis => ({
  key,
  from,
  to,
  cells,
  log,
});
const of = (...arms: Arm[]): Experiment => ({ ...DEFAULT_EXPERIMENT, depth: 6, width: 16, arms });
const TYPED: Arm = { ...defaultArm('formula.z-0-z-a-add-max-2-pow-mul_a.0.5'), init: 'he' };

describe('the values of an axis', () => {
  it('lie evenly between its ends, both included', () => {
    expect(axisValues(axis('cw', 0.01, 100, 5, true))).toEqual([0.01, 0.1, 1, 10, 100]);
    expect(axisValues(axis('skip', 0, 1.5, 4))).toEqual([0, 0.5, 1, 1.5]);
    expect(axisValues(axis('depth', 2, 9, 4))).toEqual([2, 4, 7, 9]);
    expect(axisValues(axis('lr', 1e-5, 1, 1, true))).toEqual([1e-5]);
  });

  it('are short enough for a link', () => {
    expect(axisValues(axis('cw', 0.1, 10, 4, true))).toEqual([0.1, 0.464159, 2.15443, 10]);
  });
});

describe('the experiment of a cell', () => {
  const arms: readonly Arm[] = [
    defaultArm('repu.2'),
    { ...defaultArm('mrepu.2'), init: 'best' },
    { ...defaultArm('gelu'), k1: 0.5 },
    { ...defaultArm('tanh'), init: 'xavier', norm: 'rms', skip: 0.5 },
    { ...defaultArm('relu'), init: 'custom', cw: 1.5, cb: 0.2, weights: 'orthogonal' },
    TYPED,
  ];
  const keys: readonly MapKey[] = ['cw', 'cb', 'k1', 'lr', 'skip', 'a', 'depth', 'width'];

  it('is what its link opens, for every pair of axes and kind of arm', () => {
    for (const arm of arms) {
      const experiment = of(arm);
      const offered = keys.filter((key) => mapKeysOf(experiment).includes(key));
      for (const x of offered) {
        for (const y of offered) {
          if (x === y || x === 'k1') continue;
          const plan = {
            x: defaultAxis(experiment, x),
            y: defaultAxis(experiment, y, defaultAxis(experiment, x)),
            steps: 50,
          };
          const cell = cellExperiment(experiment, 0, plan, 3, 11);
          const opened = parseFragment(serialise(cell, DEFAULT_DISPLAY));
          expect(opened).toEqual({ experiment: cell, display: DEFAULT_DISPLAY, rejected: [] });
          expect([cell.replicas, cell.steps, cell.arms.length]).toEqual([1, 50, 1]);
        }
      }
    }
  });

  it('has the values of the axes in place', () => {
    const plan = { x: axis('cw', 0.5, 2, 3), y: axis('k1', 0.25, 1, 4), steps: 0 };
    expect(cellExperiment(of(defaultArm('repu.2')), 0, plan, 2, 1)).toEqual({
      ...of({ activation: 'repu.2', init: 'custom', cw: 2, cb: 0, k1: 0.5 }),
    });
    const lettered = { x: axis('a', -1, 1, 3), y: axis('lr', 0.001, 0.1, 3, true), steps: 0 };
    const cell = cellExperiment(of(TYPED), 0, lettered, 0, 2);
    expect(cell.arms[0]?.activation).toBe('formula.z-0-z-a-add-max-2-pow-mul_a.-1');
    expect(cell.learningRate).toBe(0.1);
  });

  it('has the rest of the start as the arm itself starts', () => {
    for (const arm of arms) {
      const experiment = of(arm);
      const own = setup(experiment).arms[0]!;
      const { cb, cw } = hiddenLayer(own);
      const plan = { x: axis('cw', cw, 2 * cw, 2), y: axis('lr', 0.001, 0.1, 2), steps: 0 };
      const made = setup(cellExperiment(experiment, 0, plan, 0, 0)).arms[0]!;
      expect(hiddenLayer(made)).toEqual({ ...hiddenLayer(own), cw: Number(cw.toPrecision(6)) });
      expect(hiddenLayer(made).cb).toBe(cb);
      if (arm.init !== 'xavier') expect(made.k1 / own.k1).toBeCloseTo(1, 4);
    }
  });

  it('holds what the inputs bring to K_1 along C_b', () => {
    const plan = { x: axis('cb', 0, 0.5, 2), y: axis('lr', 0.001, 0.1, 2), steps: 0 };
    expect(cellExperiment(of({ ...defaultArm('relu'), k1: 0.25 }), 0, plan, 1, 0).arms[0]).toMatchObject({
      init: 'custom',
      cb: 0.5,
      k1: 0.75,
    });
  });

  it('that cannot be says why', () => {
    const plan = { x: axis('k1', 0.1, 1, 4), y: axis('lr', 0.001, 0.1, 2), steps: 0 };
    expect(() => cellExperiment(of(defaultArm('gelu')), 0, plan, 0, 0)).toThrow(
      /^K_1 is 0\.1 there, but must be above C_b, which is 0\.173\d*\.$/,
    );
  });
});

describe('a plan', () => {
  it('is C_W × K_1 where nobody says, and can be used by every arm', () => {
    const experiment = of(defaultArm('repu.2'), defaultArm('gelu'), { ...defaultArm('silu'), init: 'best' }, TYPED);
    const plan = planOf(experiment, DEFAULT_DISPLAY);
    expect([plan.x.key, plan.y.key, plan.x.cells, plan.y.cells, plan.steps]).toEqual(['cw', 'k1', 16, 16, 200]);
    expect(planProblem(experiment, plan)).toBeNull();
  });

  it('stays the same object while it is the same, whatever else the page changes', () => {
    const planNow = steadyPlan();
    const experiment = of(defaultArm('tanh'));
    const plan = planNow(experiment, DEFAULT_DISPLAY);
    expect(planNow({ ...experiment, learningRate: 0.1 }, { ...DEFAULT_DISPLAY })).toBe(plan);
    const fewer = { ...DEFAULT_DISPLAY, mapsteps: 7 };
    expect(planNow(experiment, fewer)).toEqual(planOf(experiment, fewer));
  });

  it('has two different axes even where the link names one', () => {
    const experiment = of(defaultArm('repu.2'));
    for (const key of ['cw', 'cb', 'k1', 'depth'] as const) {
      for (const place of ['mapx', 'mapy'] as const) {
        const plan = planOf(experiment, { ...DEFAULT_DISPLAY, [place]: defaultAxis(experiment, key) });
        expect(planProblem(experiment, plan)).toBeNull();
      }
    }
  });

  it.each([
    [axis('cw', 0.1, 1, 4), axis('cw', 1, 2, 4), 'Both axes go over C_W; choose two different ones.'],
    [axis('cw', 0.1, 1, 4), axis('b', 1, 2, 4), 'b cannot be an axis: it does not stand in the formula of any arm.'],
    [axis('cw', 0.1, 1, 4), axis('a', 1, 2, 4), null],
    [
      axis('cw', 1, 0.1, 4),
      axis('k1', 1, 2, 4),
      'The axis C_W cannot be used: an axis goes from a number to a greater one.',
    ],
    [
      axis('cw', 0, 1, 4),
      axis('k1', 1, 2, 4),
      'The axis C_W cannot be used: cw goes over numbers from 0.000001 to 1000.',
    ],
    [axis('cb', 0, 1, 4, true), axis('k1', 2, 3, 4), 'The axis C_b cannot be used: a logarithmic axis begins above 0.'],
    [
      axis('depth', 2, 4, 5),
      axis('k1', 1, 2, 4),
      'The axis depth has only 3 different values for its 5 cells: choose fewer cells or a wider range.',
    ],
    [axis('depth', 2, 4, 65), axis('k1', 1, 2, 4), 'The axis depth cannot be used: an axis has 1 to 64 cells.'],
    [
      axis('cb', 0, 1, 4),
      axis('k1', 0.5, 2, 4),
      'MRePU: K_1 goes down to 0.5, but must be above C_b, which is 1 there.',
    ],
  ])('%j × %j: %s', (x, y, sentence) => {
    const label = { ...defaultArm('mrepu.2') };
    const problem = planProblem(of(label, TYPED), { x, y, steps: 10 });
    expect(problem?.replace(/MRePU\([^)]*\)/, 'MRePU') ?? null).toBe(sentence);
  });
});
