import { describe, expect, it } from 'vitest';
import { activation, FAMILIES } from '../../../activations/catalogue.ts';
import { DEFAULT_EXPERIMENT, defaultArm } from '../../../experiment/defaults.ts';
import type { Arm } from '../../../experiment/experiment.ts';
import { universality } from '../../../theory/critical.ts';
import { layerOfOverflow } from '../../../theory/horizon.ts';
import { logNextKernel } from '../../../theory/layerStep.ts';
import { moments } from '../../../theory/moments.ts';
import { layerOf } from '../../../theory/testing.ts';
import { theoryOf } from '../../theory.ts';
import { type Card, criticalityCard } from './card.ts';
import { SYMBOLS } from './symbols.ts';

function cardOf(id: string, fields: Partial<Arm> = {}, depth = 10): Card {
  const experiment = { ...DEFAULT_EXPERIMENT, depth, arms: [{ ...defaultArm(id), ...fields }] };
  const { setup, predictions } = theoryOf(experiment);
  const [arm] = setup.arms;
  const [prediction] = predictions;
  if (!arm || !prediction) throw new Error('There is one arm.');
  return criticalityCard(arm, prediction);
}
const row = (card: Card, name: string) => card.rows.find((candidate) => candidate.name === name)?.text;

/** How the symbols are written in TeX. */
const WRITTEN = {
  '\\sigma': 'σ',
  '\\Phi': 'Φ',
  '\\operatorname{erf}': 'erf',
  '\\chi_\\parallel': 'χ∥',
  '\\chi_\\perp': 'χ⊥',
  'K^*': 'K*',
  K_l: 'K_l',
  K_1: 'K_1',
  C_W: 'C_W',
  C_b: 'C_b',
  a_1: 'a_1',
  'g(1)': 'g',
  'l_{\\max}': 'l_max',
  '2p': 'p',
};

describe('the criticality card', () => {
  it.each([
    ['linear', 'scale invariant', 'any K, C_W = 1.0, C_b = 0 (scale invariant)'],
    ['relu', 'scale invariant', 'any K, C_W = 2.0, C_b = 0 (scale invariant)'],
    ['leaky-relu.0.1', 'scale invariant', 'any K, C_W = 2.0, C_b = 0 (scale invariant)'],
    ['repu.1', 'scale invariant', 'any K, C_W = 2.0, C_b = 0 (scale invariant)'],
    ['tanh', 'K* = 0, stable', 'K* = 0, C_W = 1.0, C_b = 0 (stable)'],
    ['sin', 'K* = 0, stable', 'K* = 0, C_W = 1.0, C_b = 0 (stable)'],
    ['erf', 'K* = 0, stable', 'K* = 0, C_W = 0.79, C_b = 0 (stable)'],
    ['elu', 'K* = 0, stable', 'K* = 0, C_W = 1.0, C_b = 0 (stable)'],
    ['mrepu.1', 'K* = 0, unstable', 'K* = 0, C_W = 1.0, C_b = 0 (unstable)'],
    ['mrepu.4', 'K* = 0, unstable', 'K* = 0, C_W = 1.0, C_b = 0 (unstable)'],
    ['gelu', 'half-stable K* > 0', 'K* = 3.6, C_W = 2.0, C_b = 0.17 (half stable); K* = 0, C_W = 4.0, C_b = 0'],
    ['silu', 'half-stable K* > 0', 'K* = 14, C_W = 2.0, C_b = 0.56 (half stable); K* = 0, C_W = 4.0, C_b = 0'],
    [
      'repu.2',
      'none',
      'none, since χ∥/χ⊥ = (2p − 1)/p = 1.5 at every K, never 1; at C_W = 1 and C_b = 0 a fixed point repels at K* = 0.67',
    ],
    ['repu.5', 'none', 'none, since χ∥/χ⊥ = (2p − 1)/p = 1.8 at every K, never 1; at C_W = 1'],
    ['sigmoid', 'none', 'none, since χ∥ = χ⊥ at K = 0 alone, where C_b would have to be −4.0'],
    ['softplus', 'none', 'none, since χ∥ is larger than χ⊥ at every K'],
  ])('of %s names its class and its critical points', (id, kind, points) => {
    const card = cardOf(id);
    expect(card.class).toBe(kind);
    expect(row(card, 'critical')).toContain(points);
  });

  it.each([
    ['mrepu.1', '3.0'],
    ['mrepu.2', '18'],
    ['tanh', '−2.0'],
    ['sin', '−1.0'],
    ['relu', 'not defined: σ has a kink at 0'],
    ['leaky-relu.0.1', 'not defined: σ has a kink at 0'],
    ['repu.2', 'not defined: σ′(0) is 0'],
    ['repu.4', 'not defined: σ′(0) is 0'],
    ['elu', 'not defined: σ″ jumps at 0'],
    ['sigmoid', 'not defined: σ(0) is not 0'],
  ])('of %s states a1 as %s', (id, a1) => {
    expect(row(cardOf(id), 'a_1')).toBe(a1);
  });

  it('says how far the present initialisation is from the critical one', () => {
    expect(row(cardOf('relu'), 'now')).toBe('C_W and C_b are critical; at K_1 = 1.0, χ∥ = 1.000 and χ⊥ = 1.000');
    expect(row(cardOf('relu', { init: 'lecun' }), 'now')).toContain(
      'C_W is 0.50 times the critical one, C_b is the critical one',
    );
    // Where there is no critical point there is none to compare with.
    expect(row(cardOf('repu.2', { init: 'custom', cw: 3, cb: 0.1 }), 'now')).toMatch(
      /^C_W = 3.0, C_b = 0.10; at K_1 = /,
    );
    expect(row(cardOf('repu.2'), 'now')).toBe('C_W = 1.0, C_b = 0; at K_1 = 0.67, χ∥ = 2.0 and χ⊥ = 1.3');
    // Of GELU's two points the one that is nearer.
    expect(row(cardOf('gelu', { init: 'custom', cw: 4, cb: 0 }), 'now')).toContain('C_W and C_b are critical');
  });

  it('gives the mean input’s horizon to leading order and exactly, and the largest input’s', () => {
    // a1 = 18, K_1 = 1/(4 · 18 · 10)
    expect(row(cardOf('mrepu.2'), 'horizon')).toBe(
      '1/(a_1 K_1) = 40 layers to leading order, the mean input at layer 51 by the exact flow; the largest input leaves float32 at layer 23',
    );
    expect(row(cardOf('mrepu.2', { k1: 1 }), 'horizon')).toMatch(
      /^K_1 is too large for an estimate to leading order, the mean input at layer \d;/,
    );
    expect(row(cardOf('mrepu.2', { k1: 1e-5 }), 'horizon')).toContain('the mean input not within 1000 layers');
    expect(row(cardOf('tanh'), 'horizon')).toBe('the largest input stays in float32 for 1000 layers and more');
    expect(row(cardOf('mrepu.2', { k1: 0.6 }), 'float32')).toMatch(
      /^at infinite width the largest input overflows at layer \d$/,
    );
    expect(row(cardOf('repu.2', { k1: 1e-3 }), 'float32')).toMatch(
      /^at infinite width the mean variance underflows at layer \d+$/,
    );
  });

  it('gives no horizon where leading order has one and the kernel grows only linearly', () => {
    // z + sin² z: a1 = 3, but g(K) = K + 3/8 for K ≫ 1.
    expect(row(cardOf('snake.1', { init: 'custom', cw: 1, cb: 0 }), 'horizon')).toBe(
      'K_1 is too large for an estimate to leading order, the mean input not within 1000 layers; the largest input stays in float32 for 1000 layers and more',
    );
  });

  it('compares leading order with the exact flow of the same input, whose horizon is the one of an experiment with it alone', () => {
    const text = row(cardOf('mrepu.2', { k1: 0.003 }), 'horizon') ?? '';
    const [, leading, exact] = /= (\d+) layers to leading order, the mean input at layer (\d+)/.exec(text) ?? [];
    expect(Number(leading)).toBe(Math.round(1 / (18 * 0.003)));
    expect(Number(exact)).toBe(layerOfOverflow(layerOf(activation('mrepu.2'), { cw: 1 }), 0.003));
    // Leading order runs away early: beyond it K² and K³ grow the kernel less than a1 K² alone would.
    expect(Number(exact)).toBeGreaterThan(Number(leading));
  });

  it.each([
    ['tanh', 'as 0.50/l after many layers l'],
    ['sin', 'as 1.0/l after many layers l'],
    ['erf', 'as 0.50/l after many layers l'],
    ['elu', 'as 6.3/l² after many layers l'],
  ])('says of %s that K falls slowly, %s', (id, words) => {
    expect(cardOf(id).meaning).toContain(`K falls slowly, ${words}.`);
  });

  it('says of MRePU that its class is not PDLT’s, whose a1 is negative', () => {
    expect(cardOf('mrepu.2').meaning).toContain('where a_1 < 0');
    expect(row(cardOf('mrepu.2'), 'a_1')).toBe('18');
  });

  it.each([
    [2, '0.67'],
    [3, '0.60'],
    [5, '0.56'],
  ])('says of RePU(%d) that χ⊥ is at most %s where changes of K do not grow, for any C_W and C_b', (p, bound) => {
    expect(cardOf(`repu.${p}`).meaning).toContain(`χ⊥ is at most p/(2p − 1) = ${bound}`);
    let held = 0;
    for (const cw of [0.01, 0.3, 1, 4]) {
      for (const logK of [-12, -6, -3, -1, 0, 2, 6]) {
        const { gPrime, meanSquareDerivative } = moments(activation(`repu.${p}`), Math.exp(logK));
        if (cw * gPrime > 1) continue;
        held += 1;
        expect(cw * meanSquareDerivative).toBeLessThanOrEqual((p / (2 * p - 1)) * (1 + 1e-12));
      }
    }
    expect(held).toBeGreaterThan(8);
  });

  it.each(['gelu', 'silu'])('says of %s that K comes to K* from one side and leaves it on the other, slowly', (id) => {
    expect(cardOf(id).meaning).toContain('from one side and leaves it on the other');
    const [point] = universality(activation(id)).points;
    if (!point?.K) throw new Error('There is a half-stable point.');
    const { K, cw, cb } = point;
    const moved = (factor: number) => {
      const logK = Math.log(K * factor);
      return logNextKernel(layerOf(activation(id), { cw, cb }), logK) - logK;
    };
    // The same sign on either side, and quadratic in the distance, up to the next order.
    for (const side of [1, -1]) {
      const [near, far] = [moved(1 + 0.002 * side), moved(1 + 0.004 * side)];
      expect(Math.sign(near)).toBe(Math.sign(moved(1.002)));
      expect(far / near).toBeGreaterThan(3);
      expect(far / near).toBeLessThan(5);
    }
  });

  it('explains every letter of its formulas, for every activation', () => {
    for (const family of FAMILIES) {
      const values = family.parameter?.integer ? [1, 2, 3, 4, 5] : [family.parameter?.default ?? null];
      for (const value of values) {
        const { id } = family.create(value);
        const card = cardOf(id);
        expect(card.formulas.length, id).toBeGreaterThanOrEqual(2);
        for (const { tex, symbols } of card.formulas) {
          const explained = symbols.map((symbol) => SYMBOLS[symbol].text);
          const written = Object.entries(WRITTEN).filter(([command]) => tex.includes(command));
          expect(written.length, `${id}: ${tex}`).toBeGreaterThan(0);
          for (const [, symbol] of written) expect(explained, `${id}: ${tex}`).toContain(symbol);
        }
        expect(JSON.stringify(card.rows), id).not.toMatch(/NaN|Infinity|undefined|null/);
      }
    }
  });
});
