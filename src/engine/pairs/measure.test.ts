import { describe, expect, test } from 'vitest';
import { DEFAULT_EXPERIMENT, defaultArm } from '../../experiment/defaults.ts';
import type { Arm, Experiment } from '../../experiment/experiment.ts';
import { setup } from '../../experiment/setup.ts';
import { inputPairChoice, type PairChoice } from '../../tasks/pairs.ts';
import { observedInputs } from '../../tasks/task.ts';
import { correlationCourse } from '../../theory/correlation.ts';
import { pairOfInputs } from '../../theory/pairFlow.ts';
import { drawNetwork } from '../weights.ts';
import { apartOf, measureCorrelation, measuredNetworks } from './measure.ts';

const experimentOf = (arm: Arm, changes: Partial<Experiment>): Experiment => ({
  ...DEFAULT_EXPERIMENT,
  arms: [arm],
  ...changes,
});

function measuredAtStart(experiment: Experiment, choice: PairChoice) {
  const prepared = setup(experiment);
  const networks = Array.from({ length: experiment.replicas }, (_, r) => drawNetwork(prepared, experiment, r)[0]!);
  const work = measureCorrelation(experiment, prepared, prepared.arms[0]!, networks, { step: 0, choice });
  let next = work.next();
  while (!next.done) next = work.next();
  return next.value;
}

function predicted(experiment: Experiment, choice: PairChoice) {
  const { data, arms } = setup(experiment);
  const { layers, inputScale, k1 } = arms[0]!;
  const { examples, pairs } = inputPairChoice(data, choice);
  const inputs = observedInputs(data);
  const rows = examples.map((example) =>
    Array.from({ length: data.inputDimension }, (_, k) => inputs[example * data.inputDimension + k]! * inputScale),
  );
  return correlationCourse({ layers, k1, pairs: pairs.map(([i, j]) => pairOfInputs(layers[0]!, rows[i]!, rows[j]!)) });
}

describe('drawn networks against infinite width, four standard errors', () => {
  const custom = (activation: string, cw: number, cb: number, k1: number): Arm => ({
    ...defaultArm(activation),
    init: 'custom',
    cw,
    cb,
    k1,
  });
  test.each([
    ['relu', custom('relu', 2, 0, 1), 'far'],
    ['tanh, chaotic', custom('tanh', 2.5, 0.05, 1), 'near'],
    ['gelu', custom('gelu', 1.5, 0.1, 1), 'all'],
    ['mrepu.2', custom('mrepu.2', 0.2, 0.05, 0.1), 'far'],
    ['tanh, skip, orthogonal', { ...custom('tanh', 1, 0.1, 1), skip: 0.8, weights: 'orthogonal' }, 'all'],
    ['repu.2, norm', { ...custom('repu.2', 1, 0, 1), norm: 'rms' }, 'all'],
  ] as const)('%s', (_, arm, choice) => {
    const experiment = experimentOf(arm, { width: 384, depth: 6, replicas: 16, seed: 5 });
    const { layers } = measuredAtStart(experiment, choice);
    const { apart } = predicted(experiment, choice);
    expect(layers).toHaveLength(5);
    layers.forEach((own, l) => {
      const error = own!.spread! / Math.sqrt(own!.networks);
      // And a term of 1/n.
      const allowed = 4 * error + (2 * l) / experiment.width;
      expect(Math.abs(own!.apart - apart[l]!), `layer ${l + 1}: ${own!.apart} ± ${error}, ${apart[l]}`).toBeLessThan(
        allowed + 1e-6,
      );
    });
  });
});

test('1 - c of rows keeps its digits where they are nearly one, and is 2 of opposite ones', () => {
  const row = Float32Array.of(3, 4, 0);
  expect(apartOf(row, Float32Array.of(6, 8, 0))).toBe(0);
  expect(apartOf(row, Float32Array.of(-3, -4, 0))).toBeCloseTo(2, 12);
  const eps = 2 ** -20;
  expect(apartOf(Float32Array.of(1, 0), Float32Array.of(1, eps)) / (eps ** 2 / 2)).toBeCloseTo(1, 6);
  expect(apartOf(row, Float32Array.of(0, 0, 0))).toBeNaN();
});

test('a network that has vanished or overflowed counts up to there; of none there is nothing to tell', () => {
  const arm: Arm = { ...defaultArm('repu.3'), init: 'custom', cw: 1, cb: 0, k1: 50 };
  const { layers } = measuredAtStart(experimentOf(arm, { width: 16, depth: 20, replicas: 3 }), 'far');
  expect(layers[0]).toMatchObject({ networks: 3 });
  expect(layers.at(-1)).toBeNull();
});

test('one network has no spread, and large ones are measured few at a time', () => {
  const arm = defaultArm('relu');
  const experiment = experimentOf(arm, { width: 32, depth: 4, replicas: 1 });
  expect(measuredAtStart(experiment, 'all').layers[1]).toMatchObject({ networks: 1, spread: null });
  const large = experimentOf(arm, { width: 512, depth: 64, replicas: 8 });
  const { data } = setup(large);
  expect(measuredNetworks(large, data, 2)).toBe(6);
  expect(measuredNetworks(large, data, 6)).toBe(2);
  expect(measuredNetworks({ ...large, width: 16 }, data, 6)).toBe(8);
});
