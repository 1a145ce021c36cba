import { describe, expect, it } from 'vitest';
import { FAMILIES } from '../../../activations/catalogue.ts';
import { DEFAULT_EXPERIMENT, defaultArm } from '../../../experiment/defaults.ts';
import type { Arm } from '../../../experiment/experiment.ts';
import { theoryOf } from '../../theory.ts';
import { type Card, criticalityCard } from './card.ts';
import { SYMBOLS } from './symbols.ts';

function cardOf(activation: string, fields: Partial<Arm> = {}, depth = 10): Card {
  const experiment = { ...DEFAULT_EXPERIMENT, depth, arms: [{ ...defaultArm(activation), ...fields }] };
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
      'none, since χ∥/χ⊥ = (2p − 1)/p = 1.5 at every K, never 1; best effort C_W = 1.0, C_b = 0, K_1 = 0.67',
    ],
    ['repu.5', 'none', 'none, since χ∥/χ⊥ = (2p − 1)/p = 1.8 at every K, never 1; best effort C_W = 1.0'],
    ['sigmoid', 'none', 'none, since no K has χ∥ = χ⊥; best effort C_W = 2'],
    ['softplus', 'none', 'none, since no K has χ∥ = χ⊥; best effort C_W = 3'],
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
    ['repu.2', 'not defined: σ has a kink at 0'],
    ['elu', 'not defined: σ has a kink at 0'],
    ['sigmoid', 'not defined: σ(0) is not 0'],
  ])('of %s states a1 as %s', (id, a1) => {
    expect(row(cardOf(id), 'a_1')).toBe(a1);
  });

  it('says how far the present initialisation is from the critical one', () => {
    expect(row(cardOf('relu'), 'now')).toBe('C_W and C_b are critical; at K_1 = 1.0, χ∥ = 1.000 and χ⊥ = 1.000');
    expect(row(cardOf('relu', { init: 'lecun' }), 'now')).toContain(
      'C_W is 0.50 times the critical one, C_b is the critical one',
    );
    expect(row(cardOf('repu.2', { init: 'custom', cw: 3, cb: 0.1 }), 'now')).toContain(
      'C_W is 3.0 times the best effort’s, C_b is 0.10 above it',
    );
    // Of GELU's two points the one that is nearer.
    expect(row(cardOf('gelu', { init: 'custom', cw: 4, cb: 0 }), 'now')).toContain('C_W and C_b are critical');
  });

  it('gives the horizon to leading order and exactly', () => {
    // a1 = 18, K_1 = 1/(4 · 18 · 10)
    expect(row(cardOf('mrepu.2'), 'horizon')).toMatch(
      /^1\/\(a_1 K_1\) = 40 layers to leading order; the largest input leaves float32 at layer \d+$/,
    );
    expect(row(cardOf('mrepu.2', { k1: 1 }), 'horizon')).toContain('K_1 is too large for an estimate');
    expect(row(cardOf('tanh'), 'horizon')).toBe('the largest input stays in float32 for 1000 layers and more');
    expect(row(cardOf('mrepu.2', { k1: 0.6 }), 'float32')).toMatch(/^the largest input overflows at layer \d$/);
    expect(row(cardOf('repu.2', { k1: 1e-3 }), 'float32')).toMatch(/^the mean variance underflows at layer \d+$/);
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
