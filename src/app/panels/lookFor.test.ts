import { describe, expect, it } from 'vitest';
import type { VarianceArm } from '../../charts/hero/types.ts';
import type { LossArm } from '../../charts/loss/types.ts';
import { listed, lookForVariance, replicasLine } from './lookFor.ts';
import {
  lookForDerivative,
  lookForFit,
  lookForPlane,
  lookForResidual,
  lookForSpacetime,
  lookForTable,
} from './picture/lookFor.ts';
import { lookForLoss, lookForMetric } from './picture/lookForLoss.ts';

const arm = (label: string, measuredLog10: (number | null)[], fields: Partial<VarianceArm> = {}): VarianceArm => ({
  slot: 0,
  label,
  predictedLog10: [],
  band: [],
  ghostLog10: [],
  measuredLog10,
  spread: null,
  failure: null,
  ...fields,
});

describe('the line over slopes and curvatures', () => {
  it('says what to see, and who is nearest the target’s own where that is known', () => {
    const arms = [
      { label: 'ReLU', metrics: { slopeError: 0.3, curvatureError: 4 } },
      { label: 'MRePU(2)', metrics: { slopeError: 0.1, curvatureError: 1 } },
    ];
    expect(lookForDerivative('slope', true, arms)).toBe(
      'Stairs are kinks, curves are smooth. Dashed: the target’s. MRePU(2) is best.',
    );
    expect(lookForDerivative('curvature', false, [{ label: 'ReLU', metrics: {} }])).toBe('What is straight lies on 0.');
  });
});

describe('the line over the main chart', () => {
  it('names together those that do the same, and leaves who left the chart to the verdicts', () => {
    const failure = { kind: 'overflow' as const, layer: 9, step: 0 };
    expect(
      lookForVariance([
        arm('RePU(2)', [0, 30, null], { failure }),
        arm('MRePU(2)', [-3, -2.1, -1]),
        arm('tanh', [0, -0.2, -0.4]),
      ]),
    ).toBe('Dots have to stay finite and above 0, which alone is not enough to learn. MRePU(2) and tanh stay level.');
  });

  it('tells growing and shrinking apart', () => {
    const line = lookForVariance([
      arm('A', [0, 3, 6, 9]),
      arm('B', [0, -3, -6, -9]),
      arm('C', [0, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]),
    ]);
    expect(line).toMatch(/ A grows by 10⁶; B shrinks by 10⁶\.$/);
    expect(lookForVariance([arm('A', [-3, -2, -1, 0]), arm('B', [0, -0.7, -1.5, 0])])).toContain(
      'A grows 100\u2011fold; B shrinks 30\u2011fold.',
    );
  });

  it('does not take the output layer, which has to meet the target, for growth', () => {
    expect(lookForVariance([arm('A', [-3, -3, -3, 0])])).toContain('A stays level');
  });

  it('says what to look for before anything is measured', () => {
    expect(lookForVariance([arm('A', [])])).toBe(
      'Dots have to stay finite and above 0, which alone is not enough to learn.',
    );
  });
});

it('with replicas the main chart says whose mean its dots are', () => {
  const arms = [
    { label: 'A', finite: 3 },
    { label: 'B', finite: 8 },
  ];
  expect(replicasLine(arms, 8)).toBe(
    ' Dots: means over the finite networks (A 3 and B 8 of 8); whiskers: their spread.',
  );
  expect(replicasLine(arms, 1)).toBe('');
});

describe('the line over the loss', () => {
  const losses = (label: string, loss: number, failedAt: number | null = null): LossArm => ({
    slot: 0,
    label,
    steps: [0],
    losses: [loss],
    failedAt,
  });

  it('compares with the best constant', () => {
    expect(lookForLoss([losses('A', 0.01), losses('B', 0.05), losses('C', 0.2)], 0.1)).toBe(
      'Below the level dashed line more is learnt than a constant. A is 10 times below it and B 2.0 times.',
    );
  });

  it('does not wait for those who cannot come', () => {
    expect(lookForLoss([losses('A', Number.NaN, 0), losses('B', 0.001, 7)], 0.1)).toContain('No arm is left');
    expect(lookForLoss([losses('A', 0), losses('B', 0.5)], 0)).toContain('the best constant is exact');
    expect(lookForLoss([losses('A', 0), losses('B', 0.01)], 0.1)).toContain(
      'A is infinitely many times below it and B 10 times.',
    );
    expect(lookForLoss([], 0.1)).toContain('Nobody is clearly below it yet.');
    expect(lookForLoss([], 0.1, 0)).toMatch(/^Below the level dashed line/);
    expect(lookForLoss([], 0.1, 0.25)).toMatch(
      /^Squared error plus 0\.25 times that of slopes\. Below the level dashed line/,
    );
  });

  it('counts nobody who failed or is not clearly below', () => {
    expect(lookForLoss([losses('A', 0.001, 4), losses('B', 0.095), losses('C', Number.NaN)], 0.1)).toContain('Nobody');
  });
});

it('the line over the fit names who has nothing to show', () => {
  const curve = (label: string, outputs: number[] | null) => ({ slot: 0 as const, label, outputs });
  expect(lookForFit([curve('A', [1])])).toBe('A good fit lies on the dashed target.');
  expect(lookForFit([curve('A', null), curve('B', null), curve('C', [1])])).toContain('A and B have no finite answer.');
});

it('lists read like speech', () => {
  expect([[], ['A'], ['A', 'B'], ['A', 'B', 'C']].map(listed)).toEqual(['', 'A', 'A and B', 'A, B and C']);
});

describe('the lines over the pictures', () => {
  const arm = (label: string, metrics: Record<string, number>) => ({ label, metrics });

  it('name who is ahead by the metric that counts, up or down', () => {
    expect(lookForPlane([arm('A', { testAccuracy: 0.8 }), arm('B', { testAccuracy: 0.9 })])).toContain(' B is best.');
    expect(lookForSpacetime('value', [arm('A', { relativeL2: 0.1 }), arm('B', { relativeL2: 0.2 })])).toContain(
      ' A is best.',
    );
  });

  it('name nobody who is alone, equal or not finite', () => {
    expect(lookForPlane([arm('A', { testAccuracy: 0.8 })])).not.toContain('best');
    expect(lookForPlane([arm('A', { testAccuracy: 0.8 }), arm('B', { testAccuracy: 0.8 })])).not.toContain('best');
    expect(lookForPlane([arm('A', { testAccuracy: 0.8 }), arm('B', {})])).not.toContain('best');
  });

  it('go by the latest value of a metric over the steps', () => {
    const series = (label: string, losses: number[]) => ({
      slot: 0 as const,
      label,
      steps: [0, 1],
      losses,
      failedAt: null,
    });
    expect(lookForMetric('testLoss', [series('A', [1, 0.5]), series('B', [0.1, 0.7])])).toContain(' A is best.');
    expect(lookForMetric('testAccuracy', [series('A', [1, 0.5]), series('B', [0.1, 0.7])])).toContain(' B is best.');
  });

  it('say how far off a fit is at most', () => {
    expect(lookForResidual([{ slot: 0, label: 'A', values: [0.1, -0.3] }])).toContain('At most: A 0.30.');
    expect(lookForResidual([{ slot: 0, label: 'A', values: null }])).not.toContain('At most');
  });

  it('say so where nothing is held out', () => {
    expect(lookForTable('classes', 0, [])).toBe('No rows are held out, so there is nothing to test on.');
  });
});
