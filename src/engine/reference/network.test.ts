import { describe, expect, test } from 'vitest';
import { activation } from '../../activations/catalogue.ts';
import type { Arm, Experiment } from '../../experiment/experiment.ts';
import { setup } from '../../experiment/setup.ts';
import { defaultSettings, task } from '../../tasks/catalogue.ts';
import type { TaskData } from '../../tasks/task.ts';
import { arm, experiment } from '../testing.ts';
import { drawNetwork } from '../weights.ts';
import { Network } from './network.ts';

function networkOf(chosen: Experiment): { network: Network; data: TaskData } {
  const prepared = setup(chosen);
  const network = new Network(chosen, prepared.data, prepared.arms[0]!, drawNetwork(prepared, chosen, 0)[0]!);
  return { network, data: prepared.data };
}

const learning = (
  id: string,
  name: string,
  settings: Experiment['task']['settings'] = {},
  layers: Partial<Arm> = {},
): Experiment =>
  experiment([arm(id, layers)], {
    task: { name, settings: { ...defaultSettings(task(name)), ...settings } },
    depth: 4,
    width: 6,
  });

/** Mean loss over the first examples. */
function meanLoss(network: Network, batch: readonly number[]): number {
  return batch.reduce((sum, example) => sum + network.backward(example, network.pass(example)).loss, 0) / batch.length;
}

const SMOOTH = ['tanh', 'gelu', 'mrepu.4', 'sin', 'softplus', 'repu.4', 'erf', 'silu', 'sigmoid'];

/** Weights of the central differences of eighth order for the first and the second derivative, steps 1 to 4. */
const FIRST = [4 / 5, -1 / 5, 4 / 105, -1 / 280];
const SECOND = [8 / 5, -1 / 5, 8 / 315, -1 / 560];

function firstDifference(f: (step: number) => number, h: number): number {
  return FIRST.reduce((sum, w, k) => sum + (w * (f((k + 1) * h) - f(-(k + 1) * h))) / h, 0);
}

function secondDifference(f: (step: number) => number, h: number): number {
  return SECOND.reduce((sum, w, k) => sum + (w * (f((k + 1) * h) - 2 * f(0) + f(-(k + 1) * h))) / h ** 2, 0);
}

/** An input scale and points that are sums of a few powers of two: nothing is lost when inputs are rounded to float32. */
const SCALE = 0.5;
const STEP = 1 / 1024;

describe('the float64 reference', () => {
  test.each(SMOOTH)('%s: derivatives by x and t are those of finite differences', (id) => {
    const chosen = learning(id, 'heat', { points: 20 });
    const prepared = setup(chosen);
    const parameters = drawNetwork(prepared, chosen, 0)[0]!;
    const network = new Network(chosen, prepared.data, { ...prepared.arms[0]!, inputScale: SCALE }, parameters);
    const [x, t] = [0.75, 0.375];
    const along = (dx: number, dt: number) => (step: number) => network.predict([x + dx * step, t + dt * step])[0]!;
    const [u, ux, uxx, ut] = network.predict([x, t]) as [number, number, number, number];
    const scale = Math.max(...[u, ux, uxx, ut].map(Math.abs));
    expect(scale).toBeGreaterThan(0);
    expect(Math.abs(ux - firstDifference(along(1, 0), STEP)) / scale).toBeLessThan(1e-9);
    expect(Math.abs(uxx - secondDifference(along(1, 0), STEP)) / scale).toBeLessThan(1e-9);
    expect(Math.abs(ut - firstDifference(along(0, 1), STEP)) / scale).toBeLessThan(1e-9);
  });

  test('a network of two layers written out by hand: u = w₂ σ(w₁ s x + b₁) + b₂ and its derivatives', () => {
    const chosen = experiment([arm('tanh')], {
      task: { name: 'poisson', settings: defaultSettings(task('poisson')) },
      depth: 2,
      width: 4,
    });
    const prepared = setup(chosen);
    const parameters = [0.5, -1, 2, 0.3, 0.1, 0.2, -0.3, 0.4, 1.5, -0.7, 0.2, 0.9, 0.25];
    const network = new Network(chosen, prepared.data, prepared.arms[0]!, parameters);
    const s = prepared.arms[0]!.inputScale;
    const x = 0.3;
    const tanh = activation('tanh').derivatives;
    const [w1, b1, w2] = [parameters.slice(0, 4), parameters.slice(4, 8), parameters.slice(8, 12)];
    const sum = (order: 0 | 1 | 2) =>
      w1.reduce((total, w, j) => total + w2[j]! * (w * s) ** order * tanh[order](w * Math.fround(s * x) + b1[j]!), 0);
    const [u, ux, uxx] = network.predict([x]) as [number, number, number];
    expect(u).toBeCloseTo(sum(0) + 0.25, 12);
    expect(ux).toBeCloseTo(sum(1), 12);
    expect(uxx).toBeCloseTo(sum(2), 12);
  });

  test('a network of three layers written out by hand: a plane wave through two sines', () => {
    // One path through the net: u = c sin(b sin(a x + e t)), the other neurons being cut off.
    const chosen = experiment([arm('sin')], {
      task: { name: 'heat', settings: defaultSettings(task('heat')) },
      depth: 3,
      width: 4,
    });
    const prepared = setup(chosen);
    const [a, e, b, c] = [1.5, -0.75, 0.5, 2];
    const parameters = new Float64Array(2 * 4 + 4 + 4 * 4 + 4 + 4 + 1);
    parameters.set([a], 0);
    parameters.set([e], 4);
    parameters.set([b], 12);
    parameters.set([c], 32);
    const network = new Network(chosen, prepared.data, { ...prepared.arms[0]!, inputScale: SCALE }, parameters);
    const [x, t] = [0.625, 0.25];
    const [A, E] = [a * SCALE, e * SCALE];
    const phase = A * x + E * t;
    const inner = b * Math.sin(phase);
    const slope = c * Math.cos(inner) * b * Math.cos(phase);
    const [u, ux, uxx, ut] = network.predict([x, t]) as [number, number, number, number];
    expect(u).toBeCloseTo(c * Math.sin(inner), 14);
    expect(ux).toBeCloseTo(slope * A, 14);
    expect(ut).toBeCloseTo(slope * E, 14);
    const bent = -c * Math.sin(inner) * (b * Math.cos(phase)) ** 2 - c * Math.cos(inner) * b * Math.sin(phase);
    expect(uxx).toBeCloseTo(bent * A * A, 14);
  });

  test('a skip and a normalisation written out by hand: z₂ = γ z₁ + W₂ tanh(ẑ₁), u = w₃ · tanh(ẑ₂)', () => {
    const at = 0.6;
    for (const norm of ['none', 'rms', 'layer'] as const) {
      const chosen = experiment([arm('tanh', { skip: 0.7, norm })], { depth: 3, width: 4 });
      const prepared = setup(chosen);
      const [w1, w3] = [
        [0.5, -1, 2, 0.3],
        [1, 0.5, -2, 0.25],
      ] as const;
      const w2 = Array.from({ length: 16 }, (_, i) => Math.sin(i + 1));
      const zeros = [0, 0, 0, 0];
      const parameters = [...w1, ...zeros, ...w2, ...zeros, ...w3, 0];
      const network = new Network(chosen, prepared.data, { ...prepared.arms[0]!, inputScale: 1 }, parameters);
      const hat = (z: readonly number[]) => {
        if (norm === 'none') return z;
        const mean = norm === 'layer' ? z.reduce((sum, x) => sum + x, 0) / 4 : 0;
        const root = Math.sqrt(z.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 4);
        return z.map((x) => (x - mean) / root);
      };
      const z1 = w1.map((w) => w * Math.fround(at));
      const a1 = hat(z1).map(Math.tanh);
      const z2 = z1.map((z, j) => 0.7 * z + a1.reduce((sum, a, i) => sum + a * w2[4 * i + j]!, 0));
      const u = hat(z2).reduce((sum, z, i) => sum + Math.tanh(z) * w3[i]!, 0);
      expect(network.predict([at])[0], norm).toBeCloseTo(u, 12);
    }
  });

  test('z = 0 stays 0 under a normalisation, and no gradient passes', () => {
    for (const norm of ['rms', 'layer'] as const) {
      const chosen = experiment([arm('tanh', { norm })], { depth: 3, width: 4 });
      const prepared = setup(chosen);
      const network = new Network(chosen, prepared.data, prepared.arms[0]!, new Float64Array(4 + 4 + 16 + 4 + 4 + 1));
      expect(network.predict([0.5])).toEqual([0]);
      expect([...network.learn([0]).gradient].every(Number.isFinite)).toBe(true);
    }
  });

  test.each([
    ...SMOOTH.flatMap((id) => [[id, 'poisson', {}] as const, [id, 'burgers', {}] as const]),
    ['tanh', 'spirals', {}] as const,
    ['gelu', 'xor', {}] as const,
    ['mrepu.2', 'surface', {}] as const,
    ['tanh', 'poisson', { skip: 0.7 }] as const,
    ['mrepu.2', 'heat', { skip: 1 }] as const,
    ['gelu', 'surface', { skip: 1.5, norm: 'rms' }] as const,
    ['tanh', 'spirals', { norm: 'rms' }] as const,
    ['sin', 'surface', { norm: 'layer' }] as const,
    ['repu.4', 'xor', { skip: 1, norm: 'layer' }] as const,
  ])('%s on %s, %o: the gradient of the loss is that of central differences', (id, name, layers) => {
    expectGradientOfDifferences(networkOf(learning(id, name, {}, layers)).network);
  });

  test.each([
    ['tanh', 'sine', 0.7, {}],
    ['gelu', 'polynomial', 0.1, { skip: 1 }],
    ['mrepu.3', 'surface', 3, {}],
  ] as const)('%s on %s with slopes of weight %d: so is that of values and slopes', (id, name, sobolev, layers) => {
    expectGradientOfDifferences(networkOf(learning(id, name, { sobolev }, layers)).network);
  });
});

function expectGradientOfDifferences(network: Network): void {
  const batch = [0, 1, 2, 3, 4, 5, 6, 7];
  const { gradient } = network.learn(batch);
  const size = Math.max(...gradient.map(Math.abs));
  const h = 1e-5;
  for (let i = 0; i < gradient.length; i += 7) {
    const kept = network.parameters[i]!;
    const moved = [h, -h].map((step) => {
      network.parameters[i] = kept + step;
      return meanLoss(network, batch);
    }) as [number, number];
    network.parameters[i] = kept;
    expect(Math.abs((moved[0] - moved[1]) / (2 * h) - gradient[i]!) / size, `parameter ${i}`).toBeLessThan(1e-6);
  }
}
