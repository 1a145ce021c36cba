import { expect, test } from 'vitest';
import type { Arm } from '../../experiment/experiment.ts';
import { setup } from '../../experiment/setup.ts';
import { Network } from '../reference/network.ts';
import { arm, experiment, taskOf } from '../testing.ts';
import { drawNetwork, layerShapes, scaledInputs } from '../weights.ts';
import { preactivations } from './forward.ts';

test.each<[string, Partial<Arm>, string]>([
  ['relu', {}, 'polynomial'],
  ['tanh', { skip: 0.7 }, 'spirals'],
  ['mrepu.2', { norm: 'rms', init: 'custom', cw: 0.5, cb: 0.05 }, 'polynomial'],
  ['gelu', { norm: 'layer', skip: 1.3, weights: 'orthogonal' }, 'surface'],
  // Of an equation the derivatives do not enter the values.
  ['sin', { skip: 1 }, 'heat'],
])('%s with %o on %s: every preactivation is the reference engine’s', (id, kind, task) => {
  const chosen = experiment([arm(id, kind)], { task: taskOf(task), depth: 6, width: 9 });
  const { data, arms } = setup(chosen);
  const own = arms[0]!;
  const parameters = drawNetwork(setup(chosen), chosen, 0)[0]!;
  const shapes = layerShapes(chosen, data);
  const count = 20;
  const inputs = scaledInputs(data, own).subarray(0, count * data.inputDimension);
  const layers = preactivations({ shapes, layers: own.layers }, parameters, inputs);
  expect(layers).toHaveLength(6);
  const network = new Network(chosen, data, own, parameters);
  for (let example = 0; example < count; example++) {
    network.pass(example).preactivations.forEach(([z], l) => {
      const { fanOut } = shapes[l]!;
      const row = layers[l]!.subarray(example * fanOut, (example + 1) * fanOut);
      // Float64 inside, float32 as it is kept.
      row.forEach((value, i) => {
        expect(Math.abs(value - z![i]!)).toBeLessThanOrEqual(1e-7 * Math.abs(z![i]!) + 1e-12);
      });
    });
  }
});

test('ends before the first layer in which an example leaves float32', () => {
  const chosen = experiment([arm('repu.3', { k1: 20 })], { depth: 9, width: 8 });
  const prepared = setup(chosen);
  const own = prepared.arms[0]!;
  const parameters = drawNetwork(prepared, chosen, 0)[0]!;
  const shapes = layerShapes(chosen, prepared.data);
  const layers = preactivations({ shapes, layers: own.layers }, parameters, scaledInputs(prepared.data, own));
  const network = new Network(chosen, prepared.data, own, parameters);
  const reach = (example: number) =>
    network.pass(example).preactivations.findIndex(([z]) => !z!.every((value) => Math.abs(value) <= 1e38));
  const first = Math.min(
    ...Array.from({ length: prepared.data.size }, (_, i) => reach(i)).map((l) => (l < 0 ? Infinity : l)),
  );
  expect(first).toBeGreaterThan(0);
  expect(layers).toHaveLength(first);
  for (const values of layers) expect(values.every((value) => Math.abs(value) <= 1e38)).toBe(true);
});
