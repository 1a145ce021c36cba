import { describe, expect, test } from 'vitest';
import { activation } from '../../activations/catalogue.ts';
import type { Experiment } from '../../experiment/experiment.ts';
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

const learning = (id: string, name: string, settings: Experiment['task']['settings'] = {}): Experiment =>
  experiment([arm(id)], {
    task: { name, settings: { ...defaultSettings(task(name)), ...settings } },
    depth: 4,
    width: 6,
  });

/** Mean loss over the first examples. */
function meanLoss(network: Network, batch: readonly number[]): number {
  return batch.reduce((sum, example) => sum + network.backward(example, network.pass(example)).loss, 0) / batch.length;
}

const SMOOTH = ['tanh', 'gelu', 'mrepu.4', 'sin', 'softplus', 'repu.4', 'erf', 'silu', 'sigmoid'];

describe('the float64 reference', () => {
  test.each(SMOOTH)('%s: derivatives by x and t are those of finite differences', (id) => {
    const { network } = networkOf(learning(id, 'heat', { points: 20 }));
    const [x, t] = [0.4, 0.13];
    const h = 1e-3;
    // The seeds round inputs to float32, so the points must be exact there.
    const at = (dx: number, dt: number) => network.predict([Math.fround(x + dx), Math.fround(t + dt)])[0]!;
    const step = Math.fround(x + h) - Math.fround(x);
    const [u, ux, uxx, ut] = network.predict([Math.fround(x), Math.fround(t)]) as [number, number, number, number];
    const scale = Math.abs(u) + Math.abs(ux) + Math.abs(uxx) + Math.abs(ut);
    expect(Math.abs(ux - (at(h, 0) - at(-h, 0)) / (2 * step))).toBeLessThan(2e-3 * scale);
    expect(Math.abs(uxx - (at(h, 0) - 2 * u + at(-h, 0)) / step ** 2)).toBeLessThan(5e-2 * scale);
    expect(Math.abs(ut - (at(0, h) - at(0, -h)) / (2 * step))).toBeLessThan(2e-3 * scale);
  });

  test('a network written out by hand: u = w₂ σ(w₁ s x + b₁) + b₂ and its derivatives', () => {
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

  test.each([
    ...SMOOTH.flatMap((id) => [[id, 'poisson'] as const, [id, 'burgers'] as const]),
    ['tanh', 'spirals'] as const,
    ['gelu', 'xor'] as const,
    ['mrepu.2', 'surface'] as const,
  ])('%s on %s: the gradient of the loss is that of central differences', (id, name) => {
    const { network } = networkOf(learning(id, name));
    const batch = [0, 1, 2, 3, 4, 5, 6, 7];
    const gradient = network.gradient(batch);
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
  });
});
