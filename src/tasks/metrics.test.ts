import { describe, expect, it } from 'vitest';
import { defaultSettings, task } from './catalogue.ts';
import { bestConstantLoss, crossEntropy, derivativeMetrics, hasTestLoss, metricsOf } from './metrics.ts';
import type { TaskData } from './task.ts';

const dataOf = (name: string): TaskData => task(name).data(defaultSettings(task(name)), 1);

describe('metrics', () => {
  it('of the exact answers are perfect', () => {
    const line = dataOf('sine');
    expect(metricsOf(line, line.evaluation.targets)).toEqual({ testLoss: 0 });
    const classes = dataOf('moons');
    expect(
      metricsOf(
        classes,
        classes.evaluation.targets.map((y) => 200 * y),
      ),
    ).toEqual({ testLoss: 0, testAccuracy: 1 });
    const equation = dataOf('heat');
    const streams = [...equation.evaluation.targets].flatMap((u) => [u, 9, 9, 9]);
    expect(metricsOf(equation, streams)).toEqual({ relativeL2: 0 });
  });

  it('of zero: the mean square, even odds, and an error of one', () => {
    const line = dataOf('sine');
    const { targets, size } = line.evaluation;
    const meanSquare = targets.reduce((sum, y) => sum + y * y, 0) / size;
    expect(metricsOf(line, new Float32Array(size)).testLoss).toBeCloseTo(meanSquare, 12);
    const classes = dataOf('moons');
    const none = metricsOf(classes, new Float32Array(2 * classes.evaluation.size));
    expect(none.testLoss).toBeCloseTo(Math.log(2), 12);
    expect(none.testAccuracy).toBeCloseTo(0.5, 12);
    const equation = dataOf('poisson');
    expect(metricsOf(equation, new Float32Array(3 * equation.evaluation.size))).toEqual({ relativeL2: 1 });
  });

  it('of derivatives: nothing for the target’s own, what is added to them, and none where nobody knows them', () => {
    const line = dataOf('sine');
    const own = line.evaluation.derivatives as Float32Array;
    expect(derivativeMetrics(line, own)).toEqual({ slopeError: 0, curvatureError: 0 });
    const off = derivativeMetrics(
      line,
      Float64Array.from(own, (value, i) => value + (i % 2 === 0 ? 0.5 : 3)),
    );
    expect(off.slopeError).toBeCloseTo(0.5, 12);
    expect(off.curvatureError).toBeCloseTo(3, 12);
    expect(
      derivativeMetrics(
        line,
        own.map(() => Number.NaN),
      ),
    ).toEqual({});
    const moons = dataOf('moons');
    expect(derivativeMetrics(moons, new Float32Array(2 * moons.evaluation.size))).toEqual({});
  });

  it('of a few answers are what one works out by hand', () => {
    const evaluation = (held: number, targets: number[]) => ({
      size: held,
      inputs: new Float32Array(held),
      held,
      targets: Float32Array.from(targets),
      grid: null,
    });
    const regression: TaskData = { ...dataOf('sine'), outputDimension: 2, evaluation: evaluation(2, [1, 2, 3, 4]) };
    expect(metricsOf(regression, [1, 0, 3, 5])).toEqual({ testLoss: 2.5 });
    const classes: TaskData = { ...dataOf('moons'), evaluation: evaluation(3, [1, 0, 0, 1, 0, 1]) };
    // Odds of 3 to 1: right, right, wrong.
    const { testLoss, testAccuracy } = metricsOf(classes, [Math.log(3), 0, 0, Math.log(3), Math.log(3), 0]);
    expect(testAccuracy).toBeCloseTo(2 / 3, 14);
    expect(testLoss).toBeCloseTo((2 * Math.log(4 / 3) + Math.log(4)) / 3, 14);
    const equation: TaskData = { ...dataOf('poisson'), evaluation: evaluation(2, [3, 4]) };
    expect(metricsOf(equation, [3, 7, 7, 1, 7, 7])).toEqual({ relativeL2: 3 / 5 });
  });

  it('where slopes are learnt too are those of the values alone, and a constant misses every slope', () => {
    const settings = { ...defaultSettings(task('sine')), noise: 0.25 };
    const values = task('sine').data(settings, 1);
    const both = task('sine').data({ ...settings, sobolev: 0.5 }, 1);
    const answers = values.evaluation.targets.map((y, i) => y + (i % 3));
    expect(metricsOf(both, answers)).toEqual(metricsOf(values, answers));
    expect([values, both].map(hasTestLoss)).toEqual([true, false]);
    // π cos πx squared has the mean π²/2; of 128 points that include both ends, one more half.
    const squares = both.sobolev!.slopes.reduce((sum, slope) => sum + slope * slope, 0) / 128;
    expect(squares / (Math.PI ** 2 / 2)).toBeCloseTo(129 / 128, 3);
    expect(bestConstantLoss(both)).toBeCloseTo(bestConstantLoss(values) + 0.5 * squares, 12);
  });

  it('leave out what is not finite, and there are none where nothing is held out', () => {
    const line = dataOf('sine');
    expect(
      metricsOf(
        line,
        line.evaluation.targets.map(() => Number.NaN),
      ),
    ).toEqual({});
    expect(metricsOf({ ...line, evaluation: { ...line.evaluation, held: 0 } }, new Float32Array())).toEqual({});
  });
});

describe('cross-entropy', () => {
  it('neither overflows nor loses a sure answer’s digits', () => {
    expect(crossEntropy([1000, -1000], [1, 0])).toBe(0);
    expect(crossEntropy([1000, -1000], [0, 1])).toBe(2000);
    expect(crossEntropy([0, 0, 0], [0, 1, 0])).toBeCloseTo(Math.log(3), 14);
  });
});

describe('the best constant’s loss', () => {
  it('is the variance, the classes’ entropy, and the least squares of what a constant can meet', () => {
    const line = dataOf('polynomial');
    const mean = line.targets.reduce((sum, y) => sum + y, 0) / line.size;
    expect(bestConstantLoss(line)).toBeCloseTo(
      line.targets.reduce((sum, y) => sum + (y - mean) ** 2, 0) / line.size,
      12,
    );
    expect(bestConstantLoss(dataOf('circles'))).toBeCloseTo(Math.log(2), 12);
    // Inside, a constant leaves f; on the boundary 0 is best.
    const poisson = dataOf('poisson');
    expect(bestConstantLoss(poisson)).toBeCloseTo(Math.PI ** 4 / 2, 1);
  });
});
