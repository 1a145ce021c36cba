import { describe, expect, it } from 'vitest';
import { DEFAULT_EXPERIMENT } from '../../experiment/defaults.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { defaultSettings, task } from '../../tasks/catalogue.ts';
import { batchBand } from '../batchBand.ts';
import { changed, withoutArm } from '../store/edits.ts';
import { type Shown, withFrame } from '../store/shown.ts';
import { armMeasurement, frameOf } from '../testing.ts';
import { verdicts } from './armVerdicts.ts';
import { lossArms, whereNew } from './lossArms.ts';
import { varianceArms } from './view.ts';

const at = (step: number, mrepuLoss: number | null) =>
  frameOf(step, [
    armMeasurement({
      activation: 'repu.2',
      status: 'diverged',
      failure: { kind: 'overflow', layer: 9, step: 0 },
      loss: null,
      variance: [0.5, 100, null],
    }),
    armMeasurement({ activation: 'mrepu.2', loss: mrepuLoss, learned: true, variance: [0.1, 0, 0.01] }),
  ]);
const shown = withFrame(withFrame(null, 1, DEFAULT_EXPERIMENT, at(0, 1)), 1, DEFAULT_EXPERIMENT, at(10, 0.1));

describe('the arms of the main chart', () => {
  it('carry the theory of the experiment beside what was measured', () => {
    const [repu, mrepu] = varianceArms(DEFAULT_EXPERIMENT, shown, false, batchBand);
    expect(repu).toMatchObject({ slot: 0, label: 'RePU(2)', failure: { layer: 9 } });
    expect(repu?.predictedLog10).toHaveLength(10);
    expect(repu?.measuredLog10).toEqual([Math.log10(0.5), 2, null]);
    expect(mrepu?.measuredLog10).toEqual([-1, Number.NEGATIVE_INFINITY, -2]);
  });

  it('follow a slider at once in theory while the measurement is still of the run before', () => {
    const deeper = changed(DEFAULT_EXPERIMENT, { depth: 20 }).experiment;
    const [, mrepu] = varianceArms(deeper, shown, false, batchBand);
    expect(mrepu?.predictedLog10).toHaveLength(20);
    expect(mrepu?.measuredLog10).toHaveLength(3);
  });

  it('never show one activation’s measurement as another’s', () => {
    const [only] = varianceArms(withoutArm(DEFAULT_EXPERIMENT, 0).experiment, shown, false, batchBand);
    expect(only).toMatchObject({ label: 'MRePU(2)', measuredLog10: [], ghostLog10: [], failure: null });
  });
});

it('the loss chart marks where an arm ended and goes on with the others', () => {
  expect(lossArms(shown)).toMatchObject([
    { label: 'RePU(2)', failedAt: 0 },
    { label: 'MRePU(2)', failedAt: null, steps: [0, 10], losses: [1, 0.1] },
  ]);
});

it('the loss chart has the test loss where networks were evaluated, not where that is repeated', () => {
  expect(whereNew([0, 5, 9, 12], [0.3, 0.3, 0.2, 0.2])).toEqual({ steps: [0, 9], losses: [0.3, 0.2] });
  expect(whereNew([0, 5, 9], [0.3, Number.NaN, Number.NaN])).toEqual({ steps: [0, 5], losses: [0.3, Number.NaN] });
  expect(whereNew([0, 5], [])).toEqual({ steps: [], losses: [] });
  const measured = [0.3, 0.3, 0.2].map((testLoss, i) =>
    frameOf(
      10 * i,
      DEFAULT_EXPERIMENT.arms.map(({ activation }) => armMeasurement({ activation, loss: 1, metrics: { testLoss } })),
    ),
  );
  const run = (experiment: Experiment) =>
    lossArms(measured.reduce<Shown | null>((before, frame) => withFrame(before, 1, experiment, frame), null));
  expect(run(DEFAULT_EXPERIMENT).map(({ test }) => test)).toEqual(
    DEFAULT_EXPERIMENT.arms.map(() => ({ steps: [0, 20], losses: [0.3, 0.2] })),
  );
  // What an equation's network is judged by is no loss.
  expect(
    run({ ...DEFAULT_EXPERIMENT, task: { name: 'heat', settings: defaultSettings(task('heat')) } })[0],
  ).not.toHaveProperty('test');
});

it('verdicts compare a measurement with the theory of its own experiment', () => {
  const changedSince = changed(DEFAULT_EXPERIMENT, { depth: 3 }).experiment;
  expect(verdicts(changedSince, shown)[0]).toMatchObject({
    text: 'RePU(2) overflowed float32 at layer 9, before the first step.',
    input: { prediction: { overflowLayer: 9 } },
  });
  expect(verdicts(changedSince, null)[0]?.input.prediction.varianceLog10).toHaveLength(3);
});
