import { describe, expect, it } from 'vitest';
import { activation, FAMILIES } from '../activations/catalogue.ts';
import { criticalInitialisation } from './critical.ts';
import { kernelFlow } from './flow.ts';
import { firstJumpAtZero, slowFall } from './nearZero.ts';
import { layersOf } from './testing.ts';

describe('the first derivative of σ that jumps at 0', () => {
  it.each([
    ['relu', 1],
    ['leaky-relu.0.01', 1],
    ['elu', 2],
    ['repu.2', 2],
    ['repu.3', 3],
    ['tanh', null],
    ['mrepu.1', null],
    ['gelu', null],
    ['sigmoid', null],
  ] as const)('of %s has order %s', (id, order) => {
    expect(firstJumpAtZero(activation(id))).toBe(order);
  });
});

describe('a kernel at a stable critical K* = 0', () => {
  const LAYERS = 20_000;
  const flow = (id: string) => {
    const { cw, cb } = criticalInitialisation(activation(id), LAYERS);
    return kernelFlow(layersOf(activation(id), { cw: new Array<number>(LAYERS).fill(cw), cb }), 0);
  };

  it.each([
    ['tanh', 1, 1 / 2],
    ['sin', 1, 1],
    ['erf', 1, 1 / 2],
    ['elu', 2, 2 * Math.PI],
    ['atan', 1, 1 / 2],
    ['softsign', 2, Math.PI / 8],
    // α of SELU: δ = -2α²/(1 + α²).
    ['selu', 2, 2 * Math.PI * ((1 + 1.6732632423543772 ** -2) / 2) ** 2],
  ] as const)(
    'of %s falls as the layer to the power -%d, times %d: the exact flow from K_1 = 1 comes to it',
    (id, power, coefficient) => {
      const fall = slowFall(activation(id));
      expect(fall?.power).toBe(power);
      expect(fall?.coefficient).toBeCloseTo(coefficient, 6);
      const { logK } = flow(id);
      const ratios = [200, 2000, LAYERS].map((l) => (Math.exp(logK[l - 1]!) * l ** power) / coefficient);
      // The next term is of relative order log(l)/l, or 1/√K_1 l.
      expect(Math.abs(ratios[2]! - 1)).toBeLessThan(2e-3);
      expect(Math.abs(ratios[2]! - 1)).toBeLessThan(Math.abs(ratios[1]! - 1));
      expect(Math.abs(ratios[1]! - 1)).toBeLessThan(Math.abs(ratios[0]! - 1));
    },
  );

  it.each(['tanh', 'sin', 'erf', 'elu', 'atan', 'softsign', 'selu'])(
    'of %s: a squared gradient falls by a power of the depth as well, no faster than K itself',
    (id) => {
      const { logK, chiPerp } = flow(id);
      const product = (from: number, to: number) =>
        chiPerp.slice(from, to).reduce((sum, chi) => sum + Math.log(chi), 0);
      // Over a decade of layers, where both are power laws: their exponents, which agree in all of these.
      const [kernel, gradient] = [logK[LAYERS - 1]! - logK[LAYERS / 10 - 1]!, product(LAYERS / 10, LAYERS)];
      expect(gradient / kernel).toBeCloseTo(1, 2);
    },
  );

  it('is no matter of the other classes', () => {
    const falling = FAMILIES.map((family) => family.create(family.parameter?.default ?? null)).filter(
      (each) => slowFall(each) !== null,
    );
    expect(falling.map(({ id }) => id).sort()).toEqual(['atan', 'elu', 'erf', 'selu', 'sin', 'softsign', 'tanh']);
  });
});
