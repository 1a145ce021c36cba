import { describe, expect, it } from 'vitest';
import { DEFAULT_EXPERIMENT, defaultArm } from '../../../experiment/defaults.ts';
import type { Arm, Experiment } from '../../../experiment/experiment.ts';
import { withPhasePoint, withTask } from '../../store/edits.ts';
import { withFrame } from '../../store/shown.ts';
import { armMeasurement, frameOf } from '../../testing.ts';
import { theoryOf } from '../../theory.ts';
import { phaseGrid, RESOLUTIONS } from './phaseGrid.ts';
import { phaseViews } from './phaseView.ts';
import { gradientArms, historyArms, kernelMaps, susceptibilityArms } from './view.ts';

const withArms = (...arms: (Partial<Arm> & { activation: string })[]): Experiment => ({
  ...DEFAULT_EXPERIMENT,
  arms: arms.map((arm) => ({ ...defaultArm(arm.activation), ...arm })),
});

describe('the kernel maps', () => {
  it('are sampled over the window that they share, and meet the diagonal at their fixed points', () => {
    const { arms, window } = kernelMaps(withArms({ activation: 'repu.2' }, { activation: 'relu' }));
    const [repu, relu] = arms;
    for (const { map } of arms) expect([map[0]?.[0], map.at(-1)?.[0]]).toEqual(window);
    expect(repu?.fixedPoints.at(-1)).toMatchObject({ slope: expect.closeTo(2, 9), stability: 'unstable' });
    // Slope 2 in log–log.
    const [a, b] = [repu?.map[10] ?? [0, 0], repu?.map[20] ?? [0, 0]];
    expect((b[1] - a[1]) / (b[0] - a[0])).toBeCloseTo(2, 9);
    for (const [k, next] of relu?.map ?? []) expect(next).toBeCloseTo(k, 9);
    expect(relu?.fixedPoints).toEqual([]);
  });

  it('start their flow at the K_1 of the arm', () => {
    const [arm] = kernelMaps(withArms({ activation: 'tanh', k1: 0.25 })).arms;
    expect(arm?.iteratesLog10).toHaveLength(10);
    expect(10 ** (arm?.iteratesLog10[0] ?? 0)).toBeCloseTo(0.25, 12);
  });

  it('have the flow of the largest input beside the mean one’s, where inputs differ in size', () => {
    const experiment = withArms({ activation: 'repu.2' });
    const [repu] = kernelMaps(experiment).arms;
    const [prediction] = theoryOf(experiment).predictions;
    expect(new Set(repu?.iteratesLog10).size).toBe(1);
    repu?.largestLog10?.forEach((log10, l) => {
      expect(log10).toBeCloseTo(prediction?.largestLog10[l] ?? Number.NaN, 9);
    });
    expect(repu?.largestLog10?.at(-1)).toBeGreaterThan(76);
  });
});

it('susceptibilities lead from each layer to the next, and none from the last', () => {
  const [relu] = susceptibilityArms(withArms({ activation: 'relu', init: 'lecun' }));
  expect(relu?.lines.map(({ symbol, stroke }) => [symbol, stroke])).toEqual([
    ['χ∥', 'solid'],
    ['χ⊥', 'dashed'],
  ]);
  for (const { log10 } of relu?.lines ?? []) {
    expect(log10).toHaveLength(10);
    expect(log10.at(-1)).toBeNull();
    for (const value of log10.slice(0, -1)) expect(value).toBeCloseTo(Math.log10(0.5), 9);
  }
});

describe('the gradients', () => {
  const experiment = { ...withArms({ activation: 'relu', init: 'lecun' }), depth: 3 };
  const frame = (step: number, gradient: (number | null)[]) =>
    frameOf(step, [armMeasurement({ activation: 'relu', gradient, variance: [1, 0, null] })]);
  const shown = withFrame(null, 1, experiment, frame(0, [0.3, 0.45, 1]));

  const valuesOf = (log10: readonly (number | null)[] | undefined) =>
    log10?.map((value) => 10 ** (value ?? Number.NaN)) ?? [];

  it('are predicted down from the measured one of the last layer, with and without the error’s correlation', () => {
    const [arm] = gradientArms(experiment, shown);
    expect(arm?.measuredLog10).toEqual([0.3, 0.45, 1].map(Math.log10));
    expect(arm?.lines.map(({ symbol, stroke }) => [symbol, stroke])).toEqual([
      ['', 'solid'],
      ['Πχ⊥', 'dashed'],
    ]);
    const [corrected, product] = arm?.lines.map(({ log10 }) => valuesOf(log10)) ?? [];
    expect(product).toEqual([expect.closeTo(0.25, 9), expect.closeTo(0.5, 9), expect.closeTo(1, 9)]);
    expect(corrected?.[2]).toBeCloseTo(1, 9);
    for (const l of [0, 1]) expect(corrected?.[l]).toBeGreaterThan(product?.[l] ?? Number.NaN);
    // The narrower the network, the more.
    const [narrow] = gradientArms({ ...experiment, width: 16 }, shown);
    expect(valuesOf(narrow?.lines[0]?.log10)[0]).toBeGreaterThan(corrected?.[0] ?? Number.NaN);
  });

  it('of other losses than a squared error have the product of χ⊥ alone', () => {
    const classes = withTask(DEFAULT_EXPERIMENT, 'moons').experiment;
    expect(theoryOf(classes).setup.data.loss).toBe('cross-entropy');
    for (const { lines } of gradientArms(classes, null)) expect(lines.map(({ stroke }) => stroke)).toEqual(['dashed']);
  });

  it('are predicted for the depth of the experiment as soon as it changes', () => {
    expect(gradientArms({ ...experiment, depth: 7 }, shown)[0]?.lines[0]?.log10).toHaveLength(7);
  });

  it('have no prediction where none is measured', () => {
    expect(gradientArms(experiment, null)[0]?.lines[0]?.log10).toEqual([null, null, null]);
    const dead = withFrame(null, 1, experiment, frame(0, [null, null, null]));
    expect(gradientArms(experiment, dead)[0]?.lines[0]?.log10).toEqual([null, null, null]);
  });

  it('stand beside a history of every layer’s variance', () => {
    const later = withFrame(shown, 1, experiment, frame(5, [1, 1, 1]));
    expect(historyArms(later)).toMatchObject([
      {
        label: 'ReLU',
        steps: [0, 5],
        log10: [
          [0, Number.NEGATIVE_INFINITY, null],
          [0, Number.NEGATIVE_INFINITY, null],
        ],
        failedAt: null,
      },
    ]);
  });
});

describe('the phase map', () => {
  const gridOf = (experiment: Experiment, resolution = 1) => {
    const [view] = phaseViews(experiment);
    const size = RESOLUTIONS[resolution];
    if (!view || !size) throw new Error('There is one arm.');
    const work = phaseGrid(view.plane, size);
    let next = work.next();
    while (!next.done) next = work.next();
    return { view, grid: next.value };
  };
  const share = (outcome: Int16Array, holds: (value: number) => boolean) =>
    outcome.filter(holds).length / outcome.length;

  it.each([8, 10, 12, 20])(
    'of RePU without biases survives on a line that doubles its sharpness with each layer, L = %i',
    (depth) => {
      const { grid } = gridOf({ ...withArms({ activation: 'repu.2' }), depth }, 2);
      // K_L = K* (K_1/K*)^n, n = 2^(L-1), is below 1e76 and above 1e-6 K_1: so many of the map's 8 decades, K* = 2/3 on average.
      const n = 2 ** (depth - 1);
      const width = (76 - Math.log10(2 / 3)) / n + 6 / (n - 1);
      expect(Math.abs(share(grid.outcome, (outcome) => outcome === 0) - width / 8)).toBeLessThan(0.25 / grid.rows);
    },
  );

  it('of RePU draws its line where the largest input stands on the fixed point', () => {
    const [view] = phaseViews(withArms({ activation: 'repu.2' }));
    const { k1PerExample, k1 } = theoryOf(withArms({ activation: 'repu.2' })).setup.arms[0] ?? {
      k1PerExample: [],
      k1: 1,
    };
    for (const [cw, k1Log10] of view?.separatrix?.points ?? []) {
      // K* = 2/(3 C_W), and the largest input's K_1 is so many times the mean.
      expect(10 ** k1Log10 * (Math.max(...k1PerExample) / k1)).toBeCloseTo(2 / (3 * 10 ** cw), 9);
    }
    expect(view?.separatrix?.points).toHaveLength(2);
  });

  it('of RePU with biases survives on an area, and has no line', () => {
    const { view, grid } = gridOf({
      ...withArms({ activation: 'repu.2', init: 'custom', cw: 0.5, cb: 0.1, k1: 0.2 }),
      depth: 20,
    });
    expect(share(grid.outcome, (outcome) => outcome === 0)).toBeGreaterThan(0.25);
    expect(view.separatrix).toBeUndefined();
    expect(view.critical).toBeUndefined();
    // χ⊥ < p/(2p - 1) = 2/3 in every layer.
    expect(view.gradientLog10).toBeLessThan(19 * Math.log10(2 / 3));
  });

  it('of MRePU survives in the corner of small K_1 and C_W about 1', () => {
    const { grid } = gridOf(withArms({ activation: 'mrepu.2' }));
    const at = (cw: number, k1: number) => {
      const column = Math.floor(((Math.log10(cw) + 2) / 4) * grid.columns);
      const row = Math.floor(((Math.log10(k1) + 6) / 8) * grid.rows);
      return grid.outcome[row * grid.columns + column] ?? Number.NaN;
    };
    expect(at(1.05, 1.1e-5)).toBe(0);
    expect(at(1.05, 1.1)).toBeGreaterThan(0);
    expect(at(50, 1.1e-5)).toBeGreaterThan(0);
    expect(at(0.02, 1.1e-5)).toBeLessThan(0);
  });

  it('of ReLU does not depend on K_1, and has its critical line at C_W = 2', () => {
    const { view, grid } = gridOf(withArms({ activation: 'relu' }));
    for (let cell = grid.columns; cell < grid.outcome.length; cell++) {
      expect(grid.outcome[cell]).toBe(grid.outcome[cell % grid.columns]);
    }
    expect(view.separatrix?.points.map(([cw]) => 10 ** cw)).toEqual([expect.closeTo(2, 9), expect.closeTo(2, 9)]);
  });

  it('keeps its plane when only the point moves', () => {
    const before = withArms({ activation: 'mrepu.2' });
    const { experiment } = withPhasePoint(before, 0, { cw: 2.34567, k1: 0.0271828 });
    expect(experiment.arms[0]).toMatchObject({ init: 'custom', cw: 2.35, cb: 0, k1: 0.0272 });
    const [from, to] = [phaseViews(before)[0], phaseViews(experiment)[0]];
    expect(to?.plane).toEqual(from?.plane);
    expect(to?.point).toEqual({ cw: 2.35, k1: 0.0272 });
  });
});
