import { beforeAll, describe, expect, it } from 'vitest';
import { activation } from '../activations/catalogue.ts';
import { loadFormulas } from '../activations/loadFormulas.ts';
import { kernelFlow } from '../theory/flow.ts';
import { homogeneousFixedPoint } from '../theory/horizon.ts';
import { constant, layersOf } from '../theory/testing.ts';
import { parseFragment, serialise } from './permalink.ts';
import { PRESETS } from './presets.ts';
import { setup, variancesOf } from './setup.ts';

beforeAll(loadFormulas);

describe('presets', () => {
  it.each(PRESETS)('“$name” is a canonical permalink without a fault', ({ fragment }) => {
    const { experiment, display, rejected } = parseFragment(fragment);
    expect(rejected).toEqual([]);
    expect(serialise(experiment, display)).toBe(fragment);
  });

  it('have different names and lead to different experiments', () => {
    expect(new Set(PRESETS.map(({ name }) => name)).size).toBe(PRESETS.length);
    expect(new Set(PRESETS.map(({ fragment }) => fragment)).size).toBe(PRESETS.length);
  });

  it('the largest input of RePU(2) stands on the fixed point to 1e-12, in 64 networks of width 64 and depth 12', () => {
    const { experiment } = parseFragment(PRESETS[2]?.fragment ?? '');
    expect(experiment).toMatchObject({ width: 64, depth: 12, replicas: 64 });
    const [repu, mrepu] = setup(experiment).arms;
    if (!repu || !mrepu) throw new Error('There are two arms.');
    const largest = Math.max(...repu.k1PerExample);
    expect(Math.abs(largest / homogeneousFixedPoint(repu.activation, repu.layers[1]?.cw ?? 0) - 1)).toBeLessThan(1e-12);
    expect(mrepu.critical?.critical).toBe(true);
  });

  it('the typed z·max(0, z + a)² is MRePU(2) at a = 1 and critical at C_W = a⁻⁴, where K/a² is what K is of MRePU(2)', () => {
    const { experiment } = parseFragment(PRESETS.find(({ name }) => name === 'Type your own')?.fragment ?? '');
    const [shown, beside] = setup(experiment).arms;
    if (!shown || !beside) throw new Error('There are two arms.');
    expect(beside.activation.id).toBe('mrepu.2');
    expect(shown.k1).toBe(beside.k1);
    for (const a of [1, 1.5, 4, 5]) {
      const id = shown.activation.id.replace(/_a\.4$/, `_a.${a}`);
      const [typed] = setup({ ...experiment, arms: [{ ...experiment.arms[0]!, activation: id }] }).arms;
      if (!typed) throw new Error('There is an arm.');
      expect(typed.activation.id).toBe(id);
      for (const z of [-2.5, -1, -0.3, 0, 0.7, 3]) {
        expect(typed.activation.derivatives[0](z * a)).toBeCloseTo(a ** 3 * beside.activation.derivatives[0](z), 10);
      }
      expect(typed.critical).toMatchObject({ critical: true, cb: 0 });
      expect(typed.layers.at(-1)!.cw * a ** 4).toBeCloseTo(1, 9);
      const flow = (of: string, cw: number, k1: number) =>
        kernelFlow(layersOf(activation(of), constant(cw, 6)), Math.log(k1)).logK;
      const scaled = flow('mrepu.2', 1, 0.03 / a ** 2);
      flow(id, a ** -4, 0.03).forEach((logK, layer) => {
        expect(logK - 2 * Math.log(a)).toBeCloseTo(scaled[layer]!, 7);
      });
    }
  });

  it('an RMS norm multiplies the squared gradient of RePU(2) by 4/3 a layer without biases, and by 1 where C_b is half of C_W', () => {
    const { experiment } = parseFragment(PRESETS.find(({ name }) => name === 'Does normalisation?')?.fragment ?? '');
    const { arms } = setup(experiment);
    expect(arms.map(variancesOf)).toMatchObject([{ cb: 0 }, { cb: arms[1]!.layers[1]!.cw / 2 }]);
    for (const [index, chi] of [4 / 3, 1].entries()) {
      const { logK, chiPerp } = kernelFlow(arms[index]!.layers, Math.log(arms[index]!.k1));
      for (let l = 1; l < 39; l++) {
        expect(logK[l]).toBeCloseTo(logK[1]!, 12);
        expect(chiPerp[l]).toBeCloseTo(chi, 9);
      }
    }
  });
});
