import { describe, expect, test } from 'vitest';
import { DEFAULT_EXPERIMENT, defaultArm } from '../../experiment/defaults.ts';
import type { Arm, Experiment } from '../../experiment/experiment.ts';
import { setup } from '../../experiment/setup.ts';
import { tangentKernel } from '../../theory/tangentKernel.ts';
import { preactivations } from '../distribution/forward.ts';
import { drawNetwork, layerShapes } from '../weights.ts';
import { empiricalTangentKernel } from './kernel.ts';
import {
  distance,
  measureTangent,
  type StartKernels,
  TANGENT_INPUTS,
  tangentInputs,
  tangentNetworks,
} from './measure.ts';

const experimentOf = (arm: Arm, changes: Partial<Experiment>): Experiment => ({
  ...DEFAULT_EXPERIMENT,
  arms: [arm],
  ...changes,
});

function finished<Result>(work: Generator<undefined, Result>): Result {
  let next = work.next();
  while (!next.done) next = work.next();
  return next.value;
}

function kernelsAtStart(experiment: Experiment): { kernels: Float64Array[]; inputs: Float32Array } {
  const prepared = setup(experiment);
  const arm = prepared.arms[0]!;
  const architecture = { shapes: layerShapes(experiment, prepared.data), layers: arm.layers };
  const inputs = tangentInputs(prepared.data, arm);
  const kernels = Array.from({ length: experiment.replicas }, (_, replica) => {
    const drawn = drawNetwork(prepared, experiment, replica)[0]!;
    return finished(empiricalTangentKernel(architecture, drawn, inputs))!;
  });
  return { kernels, inputs };
}

const custom = (activation: string, cw: number, cb: number, k1: number, kind: Partial<Arm> = {}): Arm => ({
  ...defaultArm(activation),
  init: 'custom',
  cw,
  cb,
  k1,
  ...kind,
});

describe('the kernel is Σ rate ∂z/∂θ ∂z/∂θ', () => {
  test.each([
    ['tanh', custom('tanh', 1.5, 0.1, 1)],
    ['mrepu.2, skip, RMS', custom('mrepu.2', 0.5, 0.1, 1, { skip: 0.7, norm: 'rms' })],
    ['gelu, layer norm', custom('gelu', 1.5, 0.1, 1, { norm: 'layer' })],
  ] as const)('%s, by differences', (_, arm) => {
    const experiment = experimentOf(arm, { width: 5, depth: 4, replicas: 1, seed: 3 });
    const prepared = setup(experiment);
    const shapes = layerShapes(experiment, prepared.data);
    const architecture = { shapes, layers: prepared.arms[0]!.layers };
    const inputs = tangentInputs(prepared.data, prepared.arms[0]!);
    const count = inputs.length;
    const drawn = drawNetwork(prepared, experiment, 0)[0]!;
    const outputs = (parameters: Float32Array) => preactivations(architecture, parameters, inputs).at(-1)!;
    const gram = new Float64Array(count * count);
    for (const { fanIn, weights, biases, fanOut } of shapes) {
      for (let at = weights; at < biases + fanOut; at++) {
        const [up, down] = [1, -1].map((side) => {
          const moved = drawn.slice();
          moved[at]! += side * 2 ** -9;
          return { z: outputs(moved), at: moved[at]! };
        }) as [{ z: Float32Array; at: number }, { z: Float32Array; at: number }];
        const slope = Array.from(up.z, (z, i) => (z - down.z[i]!) / (up.at - down.at));
        const rate = at < biases ? 1 / fanIn : 1;
        for (let i = 0; i < count * count; i++) gram[i]! += rate * slope[Math.floor(i / count)]! * slope[i % count]!;
      }
    }
    const kernel = finished(empiricalTangentKernel(architecture, drawn, inputs))!;
    const largest = Math.max(...gram);
    kernel.forEach((value, i) => {
      expect(Math.abs(value - gram[i]!) / largest).toBeLessThan(5e-4);
    });
  });
});

describe('drawn networks against infinite width, four standard errors and a term of 1/n', () => {
  test.each([
    ['relu', custom('relu', 2, 0, 1)],
    ['tanh', custom('tanh', 1.5, 0.1, 1)],
    ['gelu, skip', custom('gelu', 1, 0.1, 1, { skip: 0.7 })],
    ['repu.2, RMS', custom('repu.2', 1, 0.5, 1, { norm: 'rms' })],
  ] as const)('%s', (_, arm) => {
    const experiment = experimentOf(arm, { width: 256, depth: 4, replicas: 24, seed: 11 });
    const { kernels, inputs } = kernelsAtStart(experiment);
    const count = inputs.length;
    expect(count).toBe(TANGENT_INPUTS);
    const { logDiagonal, correlation } = tangentKernel(setup(experiment).arms[0]!.layers, inputs, 1);
    for (let i = 0; i < count; i++) {
      for (let j = 0; j <= i; j++) {
        const scale = Math.exp((logDiagonal[i]! + logDiagonal[j]!) / 2);
        const expected = correlation[i * count + j]! * scale;
        const own = kernels.map((kernel) => kernel[i * count + j]!);
        const mean = own.reduce((a, b) => a + b, 0) / own.length;
        const error = Math.sqrt(own.reduce((a, b) => a + (b - mean) ** 2, 0) / (own.length - 1) / own.length);
        const where = `${i}, ${j}: ${mean} ± ${error}, ${expected}`;
        expect(Math.abs(mean - expected), where).toBeLessThan(4 * error + 0.02 * scale);
      }
    }
  });
});

describe('what is measured', () => {
  const experiment = experimentOf(custom('tanh', 1.5, 0.1, 1), { width: 16, depth: 4, replicas: 3 });
  const prepared = setup(experiment);
  const drawn = (replica: number) => drawNetwork(prepared, experiment, replica)[0]!;

  test('at the start nothing has moved; a network that moved is compared with itself', () => {
    const starts: StartKernels = new Map();
    const networks = new Map([0, 1, 2].map((replica) => [replica, drawn(replica)]));
    const start = finished(measureTangent(experiment, prepared, 0, networks, { step: 0, starts }));
    expect(start.moved).toEqual({ mean: 0, spread: 0, networks: 3 });
    expect(start.startLog10[0]).toMatchObject({ networks: 3 });
    expect(starts.size).toBe(3);
    // Replica 1 is lost, 2 has doubled its last layer's weights.
    const { weights, biases } = layerShapes(experiment, prepared.data).at(-1)!;
    const moved = drawn(2).map((value, at) => (at >= weights && at < biases ? 2 * value : value));
    const later = finished(
      measureTangent(
        experiment,
        prepared,
        0,
        new Map([
          [0, drawn(0)],
          [2, moved],
        ]),
        { step: 9, starts },
      ),
    );
    expect(later.startLog10).toEqual(start.startLog10);
    expect(later.moved!.networks).toBe(2);
    expect(later.moved!.mean).toBeGreaterThan(0.2);
    const lost = finished(measureTangent(experiment, prepared, 0, new Map(), { step: 9, starts }));
    expect(lost.moved).toBeNull();
  });

  test('the distance of kernels is relative to the start', () => {
    expect(distance(Float64Array.of(3, 0, 0, 4), Float64Array.of(0, 0, 0, 5))).toBeCloseTo(Math.sqrt(10) / 5, 12);
  });

  test('wide and deep networks are measured few at a time', () => {
    const { data } = prepared;
    expect(tangentNetworks({ ...experiment, replicas: 64 }, data)).toBe(16);
    expect(tangentNetworks({ ...experiment, replicas: 64, width: 512, depth: 64 }, data)).toBe(1);
  });
});
