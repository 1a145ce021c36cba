import { describe, expect, it } from 'vitest';
import { activation, FAMILIES } from '../activations/catalogue.ts';
import { criticalInitialisation, universality } from './critical.ts';
import { kernelFixedPoints } from './fixedPoints.ts';
import { homogeneousFixedPoint } from './horizon.ts';
import { logNextKernel } from './layerStep.ts';
import { layerOf } from './testing.ts';

const at = (id: string, cw: number, cb = 0) => kernelFixedPoints(layerOf(activation(id), { cw, cb }));
const critical = (id: string) => {
  const { cw, cb } = criticalInitialisation(activation(id), 10);
  return at(id, Number(cw.toPrecision(12)), Number(cb.toPrecision(12)));
};

describe('fixed points of the kernel map', () => {
  it.each([2, 3, 4, 5])('of RePU(%i): 0, stable, and K* with slope p, unstable', (p) => {
    const [zero, crossing, ...more] = at(`repu.${p}`, 0.7);
    expect(zero).toMatchObject({ logK: Number.NEGATIVE_INFINITY, stability: 'stable' });
    expect(crossing?.stability).toBe('unstable');
    expect(crossing?.slope).toBeCloseTo(p, 10);
    expect(Math.exp(crossing?.logK ?? 0)).toBeCloseTo(homogeneousFixedPoint(activation(`repu.${p}`), 0.7), 10);
    expect(more).toEqual([]);
  });

  it('of RePU(2) with biases: the roots of K = C_b + 3/2 C_W K², the lower one stable', () => {
    const root = Math.sqrt(1 - 0.6);
    expect(at('repu.2', 1, 0.1)).toEqual([
      { logK: expect.closeTo(Math.log((1 - root) / 3), 9), slope: expect.closeTo(1 - root, 9), stability: 'stable' },
      { logK: expect.closeTo(Math.log((1 + root) / 3), 9), slope: expect.closeTo(1 + root, 9), stability: 'unstable' },
    ]);
    expect(at('repu.2', 2, 0.1)).toEqual([]);
  });

  it('of a scale-invariant map: none at criticality, where every K is fixed, else 0', () => {
    expect(at('relu', 2)).toEqual([]);
    expect(at('relu', 1)).toMatchObject([{ logK: Number.NEGATIVE_INFINITY, stability: 'stable' }]);
    expect(at('relu', 3)).toMatchObject([{ logK: Number.NEGATIVE_INFINITY, stability: 'unstable' }]);
  });

  it('of critical tanh and MRePU: 0 with slope 1, attracting and repelling', () => {
    expect(critical('tanh')).toMatchObject([{ logK: Number.NEGATIVE_INFINITY, stability: 'stable' }]);
    expect(critical('mrepu.2')).toMatchObject([{ logK: Number.NEGATIVE_INFINITY, stability: 'unstable' }]);
    for (const id of ['tanh', 'mrepu.2']) expect(critical(id)[0]?.slope).toBeCloseTo(1, 9);
  });

  it.each(['gelu', 'silu'])('of critical %s: its half-stable point, once', (id) => {
    const K = universality(activation(id)).points[0]?.K ?? 0;
    const near = critical(id).filter(({ logK }) => Math.abs(logK - Math.log(K)) < 5e-3);
    expect(near).toMatchObject([{ stability: 'half-stable', slope: 1 }]);
  });

  it('lie on the diagonal, and stability is the sign around them, for every activation', () => {
    for (const family of FAMILIES) {
      const a = family.create(family.parameter?.default ?? null);
      for (const [cw, cb] of [
        [1.3, 0],
        [0.8, 0.05],
        [3, 0.4],
      ] as const) {
        const layer = layerOf(a, { cw, cb });
        const excess = (logK: number) => logNextKernel(layer, logK) - logK;
        for (const { logK, slope, stability } of kernelFixedPoints(layer)) {
          if (logK === Number.NEGATIVE_INFINITY) continue;
          expect(excess(logK), a.id).toBeCloseTo(0, 8);
          expect(stability, a.id).toBe(slope < 1 ? 'stable' : 'unstable');
          const h = 1e-4;
          expect((excess(logK + h) - excess(logK - h)) / (2 * h), a.id).toBeCloseTo(slope - 1, 6);
        }
      }
    }
  });
});
