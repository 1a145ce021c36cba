import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ArmDistribution, Counted } from '../../../engine/distribution/measure.ts';
import { DEFAULT_EXPERIMENT, defaultArm } from '../../../experiment/defaults.ts';
import type { Experiment } from '../../../experiment/experiment.ts';
import { distributionCsv } from '../../export/distributionCsv.ts';
import { afterEvent, createLabStore, type LabStore } from '../../store/store.ts';
import { armMeasurement, frameOf } from '../../testing.ts';
import { agrees, lookForDistribution } from './lookFor.ts';
import { distributionModel } from './model.ts';
import { measuredAtStart } from './testing.ts';
import { distributionArms, distributionFacts, percent } from './view.ts';

const withArms = (changes: Partial<Experiment>, ...ids: string[]): Experiment => ({
  ...DEFAULT_EXPERIMENT,
  arms: ids.map(defaultArm),
  ...changes,
});
const line = (experiment: Experiment, counted: Counted = 'preactivations') =>
  lookForDistribution(distributionFacts(measuredAtStart(experiment, counted)), counted);

describe('the line over the ridgelines', () => {
  it('says of the last hidden layer what is measured beside what is predicted', () => {
    const said = line(withArms({ depth: 5, width: 64, replicas: 64 }, 'tanh', 'repu.2'));
    expect(said).toMatch(
      /^Areas are measured; thin lines are the Gaussians of infinite width at the start\. In the last hidden layer tanh has excess kurtosis [\d.]+, as predicted \([\d.]+\); RePU\(2\) has excess kurtosis [\d.]+, without a prediction to leading order\.$/,
    );
    expect(line(withArms({}, 'repu.2'))).toContain('In the last hidden layer RePU(2) is not finite.');
  });

  it('tells a measured kurtosis that chance does not explain from one that it does', () => {
    const layer = { kurtosis: 1, kurtosisError: 0.1 } as Parameters<typeof agrees>[0];
    expect([0.8, 1.29, 1.31, 0.6].map((predicted) => agrees(layer, predicted))).toEqual([true, true, false, false]);
    const measured = measuredAtStart(withArms({ depth: 5, width: 64, replicas: 64 }, 'tanh'));
    const [facts] = distributionFacts(measured);
    const off = { ...facts!, kurtosis: facts!.kurtosis.map((kurtosis) => kurtosis! + 2) };
    expect(lookForDistribution([off], 'preactivations')).toMatch(
      /has excess kurtosis [\d.]+ where [\d.]+ is predicted/,
    );
  });

  it('once steps were done says of which step areas are, and that theory is of the start', () => {
    const measured = measuredAtStart(withArms({ depth: 5, width: 64, replicas: 64 }, 'tanh', 'repu.2'));
    const told = (...steps: number[]) => {
      const arms = measured.arms.map((arm, index) => ({ ...arm, step: steps[index]! }));
      return lookForDistribution(distributionFacts({ ...measured, arms }), 'preactivations');
    };
    const both = told(300, 300);
    expect(both).toContain(
      'Areas are measured at step 300; thin lines are the Gaussians of infinite width at the start (step 0), of which alone theory speaks.',
    );
    expect(both).toMatch(/tanh has excess kurtosis [\d.]+ at step 300 \([\d.]+ predicted for the start\)/);
    expect(both).toMatch(
      /RePU\(2\) has excess kurtosis [\d.]+ at step 300 \(no prediction to leading order for the start\)\.$/,
    );
    expect(both).not.toContain('as predicted');
    // An arm that has failed stays at its step.
    const apart = told(300, 0);
    expect(apart).toContain('Areas are measured; ');
    expect(apart).toMatch(/tanh .* at step 300 .*RePU\(2\) .*, without a prediction to leading order\.$/);
  });

  it('of σ(z) says how much is saturated and dead', () => {
    expect(line(withArms({ depth: 4, width: 64 }, 'relu', 'tanh'), 'activations')).toMatch(
      /ReLU has [45]\d % of all z saturated and \d+ % of the neurons dead; tanh has 0 % of all z saturated and 0 % of the neurons dead\.$/,
    );
    const steep = { ...defaultArm('tanh'), init: 'custom', cw: 400, cb: 0 } as const;
    expect(line(withArms({ depth: 4, width: 64, arms: [steep] }), 'activations')).toMatch(
      /tanh has [78]\d % of all z sat/,
    );
  });

  it('says what to look for before anything is measured', () => {
    expect(lookForDistribution([], 'activations')).toBe('Where σ is flat, neither signal nor gradient passes.');
  });
});

it('shares never round to all or none of what is neither', () => {
  expect([0, 0.003, 0.5, 0.997, 1].map(percent)).toEqual(['0 %', '< 1 %', '50 %', '> 99 %', '100 %']);
});

it('ridges are densities on theory’s own: of a wide network at the start they are nearly the same', () => {
  const measured = measuredAtStart(withArms({ depth: 3, width: 512, replicas: 8 }, 'relu'));
  const [arm] = distributionArms(measured.experiment, distributionFacts(measured));
  expect(arm!.note).toBe('8 networks');
  for (const ridge of arm!.ridges.slice(0, 2)) {
    const theory = ridge!.predicted()!;
    const apart = ridge!.measured!.reduce((sum, density, bin) => sum + Math.abs(density - theory[bin]!) * (10 / 61), 0);
    expect(apart).toBeLessThan(0.08);
  }
});

it('an arm that stands at another step than the others says at which', () => {
  const measured = measuredAtStart(withArms({ depth: 3, width: 8 }, 'relu', 'tanh'));
  const [first, second] = measured.arms;
  const later = { ...measured, arms: [first!, { ...second!, step: 90 }] };
  expect(distributionArms(later.experiment, distributionFacts(later)).map(({ note }) => note)).toEqual([
    'at the start',
    null,
  ]);
});

it('the table has a row for each finite layer, whose counts add up to its numbers', () => {
  const [head, ...rows] = distributionCsv(measuredAtStart(withArms({}, 'repu.2', 'mrepu.2')))
    .trim()
    .split('\r\n');
  const names = head!.split(',');
  expect(names.filter((name) => name.startsWith('at'))).toHaveLength(61);
  const [own, other] = [1, 2].map((arm) => rows.filter((row) => row.startsWith(`${arm},`)));
  expect(own!.length).toBeLessThan(10);
  expect(other).toHaveLength(10);
  for (const row of rows) {
    const cells = row.split(',');
    const cell = (name: string) => Number(cells[names.indexOf(name)]);
    const counted = names
      .filter((name) => /^(at-?\d|below|above)/.test(name))
      .reduce((sum, name) => sum + cell(name), 0);
    expect(counted).toBe(cell('numbers'));
  }
});

describe('the worker', () => {
  let store: LabStore;
  let asked: { counted: Counted; answer: (arms: readonly ArmDistribution[] | null) => void }[];
  const experiment = withArms({ depth: 3, width: 8 }, 'relu');
  const answers = measuredAtStart(experiment).arms;

  beforeEach(() => {
    vi.useFakeTimers();
    store = createLabStore('arm=relu&depth=3&width=8');
    asked = [];
  });
  afterEach(() => vi.useRealTimers());

  const model = () =>
    distributionModel(store, {
      distribution: (counted) => new Promise((answer) => asked.push({ counted, answer })),
    });
  const frame = (step: number) =>
    store.setState((state) =>
      afterEvent(state, {
        kind: 'frame',
        run: state.run,
        frame: frameOf(step, [armMeasurement({ activation: 'relu' })]),
        playing: true,
        stepsPerSecond: 1,
      }),
    );
  const later = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

  it('is not asked while nobody looks', async () => {
    const { watch } = model();
    frame(0);
    await later(2000);
    const stop = watch();
    await later(0);
    expect(asked).toHaveLength(1);
    asked[0]!.answer(answers);
    await later(0);
    stop();
    frame(5);
    await later(2000);
    expect(asked).toHaveLength(1);
    expect(model().state.getState().measured).toMatchObject({ run: 1, arms: answers });
  });

  it('is asked one question at a time, again once the networks have moved, and less often where answers take long', async () => {
    model().watch();
    frame(0);
    await later(0);
    frame(1);
    await later(1000);
    expect(asked).toHaveLength(1);
    asked[0]!.answer(answers);
    await later(3900);
    expect(asked).toHaveLength(1);
    await later(200);
    expect(asked).toHaveLength(2);
    asked[1]!.answer(answers);
    await later(5000);
    // The networks stand still.
    expect(asked).toHaveLength(2);
  });

  it('is not asked while a slider is held, nor of networks that the page does not show yet', async () => {
    model().watch();
    store.setState({ held: true });
    frame(0);
    await later(1000);
    expect(asked).toHaveLength(0);
    store.setState({ held: false, run: 2 });
    await later(1000);
    expect(asked).toHaveLength(0);
    frame(0);
    await later(300);
    expect(asked).toHaveLength(1);
  });

  it('is asked for what is counted, and answers about anything else are dropped', async () => {
    const own = model();
    own.watch();
    frame(0);
    await later(0);
    own.choose('activations');
    asked[0]!.answer(answers);
    await later(300);
    expect(own.state.getState().measured).toBeNull();
    expect(asked.map(({ counted }) => counted)).toEqual(['preactivations', 'activations']);
  });
});
