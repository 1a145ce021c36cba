import { describe, expect, test } from 'vitest';
import { activation } from '../activations/catalogue.ts';
import { SAMPLES } from '../activations/samples.ts';
import { bestStart, startLoss } from './best.ts';
import { criticalInitialisation, universality } from './critical.ts';
import { kernelFixedPoints } from './fixedPoints.ts';
import { logKernels } from './flow.ts';
import { fluctuatingFlow } from './fluctuation.ts';
import { homogeneousFixedPoint, layerOfOverflow, leadingHorizon } from './horizon.ts';
import { type LayerKind, type NormName, PLAIN } from './layer.ts';
import { growthAtZero } from './layerCriticality.ts';
import { moments } from './moments.ts';
import { slowFall } from './nearZero.ts';
import { noCriticality } from './noCriticality.ts';
import { phaseOutcome } from './phase.ts';
import { foreseenFate } from './survival.ts';
import { constant, layerOf, layersOf } from './testing.ts';

const skip = (gamma: number, norm: NormName = 'none') => ({ ...PLAIN, skip: gamma, norm });
const RMS = skip(0, 'rms');

describe('a skip of γ² < 1', () => {
  test('leaves every critical point where it is, C_W and C_b times 1 - γ²', () => {
    for (const sigma of SAMPLES) {
      for (const gamma of [0.3, 0.9, -0.5]) {
        const [plain, found] = [universality(sigma), universality(sigma, skip(gamma))];
        expect(found.class).toBe(plain.class);
        expect(found.points.map(({ K }) => K)).toEqual(plain.points.map(({ K }) => K));
        for (const { K, cw, cb } of found.points) {
          const at = K === null ? 2.3 : K === 0 ? 1e-14 : K;
          const { logK, chiParallel, chiPerp } = fluctuatingFlow(
            layersOf(sigma, constant(cw, 3, cb), skip(gamma)),
            Math.log(at),
          );
          expect(logK[1], sigma.id).toBeCloseTo(Math.log(at), 6);
          expect(chiParallel[0], sigma.id).toBeCloseTo(1, 6);
          expect(chiPerp[0], sigma.id).toBeCloseTo(1, 6);
        }
        const [start, own] = [criticalInitialisation(sigma, 20), criticalInitialisation(sigma, 20, skip(gamma))];
        expect([own.k1, own.critical]).toEqual([start.k1, start.critical]);
        expect(own.cw / start.cw).toBeCloseTo(1 - gamma ** 2, 12);
        expect(own.cb).toBeCloseTo((1 - gamma ** 2) * start.cb, 12);
        expect(noCriticality(sigma, skip(gamma))).toEqual(noCriticality(sigma));
      }
    }
  });

  test('lengthens the horizon and slows the fall by 1/(1 - γ²)', () => {
    const kind = skip(0.8);
    const end = (of: LayerKind) => layerOfOverflow(layerOf(activation('mrepu.2'), { cw: 1 - of.skip ** 2 }, of), 1e-4)!;
    expect(end(kind) / end(PLAIN)).toBeCloseTo(1 / 0.36, 1);
    expect(universality(activation('mrepu.2'), kind).a1).toBeCloseTo(0.36 * 18, 12);
    for (const id of ['tanh', 'elu']) {
      const { coefficient, power } = slowFall(activation(id), kind)!;
      const logK = logKernels(layersOf(activation(id), constant(0.36, 20_002), kind), 0);
      expect((Math.exp(logK[19_999]!) * 20_000 ** power) / coefficient, id).toBeCloseTo(1, 1);
    }
  });

  test.each([2, 3, 4])('RePU(%i): 0 attracts with χ = γ², K* = ((1 - γ²)/c)^(1/(p-1)) repels', (p) => {
    for (const gamma of [0.5, 0.9]) {
      const sigma = activation(`repu.${p}`);
      const kind = skip(gamma);
      const [zero, crossing, ...more] = kernelFixedPoints(layerOf(sigma, { cw: 0.7 }, kind));
      expect(zero).toMatchObject({ logK: Number.NEGATIVE_INFINITY, stability: 'stable' });
      expect(zero!.slope).toBeCloseTo(gamma ** 2, 12);
      expect(crossing!.stability).toBe('unstable');
      expect(crossing!.slope).toBeCloseTo(1 + (p - 1) * (1 - gamma ** 2), 9);
      const K = homogeneousFixedPoint(sigma, 0.7, gamma);
      expect(Math.exp(crossing!.logK) / K).toBeCloseTo(1, 9);
      expect(K ** (p - 1) * 0.7 * moments(sigma, 1).g).toBeCloseTo(1 - gamma ** 2, 12);
      const { chiPerp } = fluctuatingFlow(layersOf(sigma, constant(0.7, 3), kind), Math.log(K));
      expect(chiPerp[0]).toBeCloseTo(1 + ((1 - gamma ** 2) * (p - 1) ** 2) / (2 * p - 1), 9);
      expect(more).toEqual([]);
    }
  });

  test('keeps the half-stable point of GELU', () => {
    const sigma = activation('gelu');
    const { cw, cb } = criticalInitialisation(sigma, 10, skip(0.7));
    const points = kernelFixedPoints(layerOf(sigma, { cw, cb }, skip(0.7)));
    expect(points.filter(({ stability }) => stability === 'half-stable')).toHaveLength(1);
  });
});

describe('a skip of 1', () => {
  test.each([
    [2, 0.01, 78, 67.7],
    [3, 0.02, 177, 167.7],
    [4, 0.05, 59, 51.8],
  ])('makes K* = 0 critical for RePU(%i) at every C_W, up to a horizon', (p, k1, layer, leading) => {
    const sigma = activation(`repu.${p}`);
    const { class: kind, a1, points } = universality(sigma, skip(1));
    expect([kind, points]).toEqual(['unstable', [{ kind: 'unstable', K: 0, cw: 1, cb: 0, free: 'weights' }]]);
    expect(a1).toBeCloseTo(p === 2 ? 1.5 : 0, 9);
    const { coefficient, power } = growthAtZero(sigma, skip(1), 2, null)!;
    expect(power).toBe(p);
    expect(coefficient / (2 * moments(sigma, 1).g)).toBeCloseTo(1, 9);
    // The layer at which the exact flow passes 1e30, and leading order's: digits of an own program.
    expect(layerOfOverflow(layerOf(sigma, { cw: 1 }, skip(1)), k1, { limitLog10: 30 })).toBe(layer);
    expect(1 + leadingHorizon(coefficient / 2, k1, power)).toBeCloseTo(leading, 1);
    for (const cw of [0.2, 5]) {
      const { chiParallel, chiPerp } = fluctuatingFlow(layersOf(sigma, constant(cw, 3), skip(1)), Math.log(1e-9));
      expect(chiParallel[0]).toBeCloseTo(1, 6);
      expect(chiPerp[0]).toBeCloseTo(1, 6);
    }
    // K_1 stands at a quarter of the way to it.
    const start = criticalInitialisation(sigma, 40, skip(1));
    expect(start.critical).toBe(true);
    expect(leadingHorizon(coefficient / 2, start.k1, power)).toBeCloseTo(160, 6);
    expect(kernelFixedPoints(layerOf(sigma, { cw: 1 }, skip(1)))).toMatchObject([
      { logK: Number.NEGATIVE_INFINITY, stability: 'unstable', slope: 1 },
    ]);
    expect(noCriticality(sigma, skip(1))).toBeNull();
  });

  test('leaves no other σ a critical point: weights of 1/L add one layer in all', () => {
    for (const sigma of SAMPLES) {
      if (sigma.id.startsWith('repu')) continue;
      const { class: kind, points } = universality(sigma, skip(1));
      // Those that are flat at 0 go with RePU.
      if (points.length > 0) {
        expect(sigma.derivatives[1](0), sigma.id).toBe(0);
        continue;
      }
      expect(kind).toBe('none');
      expect(noCriticality(sigma, skip(1))).toEqual({ why: 'carried-whole' });
      const [plain, own] = [criticalInitialisation(sigma, 32), criticalInitialisation(sigma, 32, skip(1))];
      expect(own).toEqual({ cw: plain.cw / 32, cb: 0, k1: plain.k1, critical: false });
    }
    const relu = logKernels(layersOf(activation('relu'), constant(2 / 32, 33), skip(1)), 0);
    expect(relu[31]).toBeCloseTo(31 * Math.log(1 + 1 / 32), 12);
    expect(universality(activation('repu.2'), skip(1.1)).points).toEqual([]);
  });

  test('is a corner of small K_1 on RePU’s phase map, where plain RePU survives on a line', () => {
    const outcome = (cw: number, k1: number, gamma: number) =>
      phaseOutcome(layerOf(activation('repu.2'), { cw }, skip(gamma)), { k1, depth: 40, spread: 3 });
    const { k1 } = criticalInitialisation(activation('repu.2'), 40, skip(1));
    for (const smaller of [1, 0.5, 0.1]) {
      expect(outcome(1, k1 * smaller, 1)).toBe(0);
      expect(outcome(1, k1 * smaller, 0)).toBeLessThan(0);
    }
    expect(outcome(1, 1, 1)).toBeGreaterThan(0);
    // Nothing skips into the last layer: its kernel is C_W g alone.
    expect(outcome(1e-4, 1e-3, 1)).toBe(-40);
  });
});

describe('a norm', () => {
  // χ⊥ without biases, and the C_b/C_W that makes it 1: digits of an own program.
  test.each([
    ['relu', 1, 0],
    ['linear', 1, 0],
    ['repu.2', 4 / 3, 0.5],
    ['repu.3', 9 / 5, 6],
    ['repu.4', 16 / 7, 67.5],
    ['mrepu.1', 1.16615, 0.599374],
    ['mrepu.2', 1.43777, 14.4294],
    ['mrepu.3', 1.79849, 296.65],
    ['tanh', 1.17781, 0.070108],
    ['sin', 1.31303, 0.135335],
    ['erf', 1.2257, 0.104851],
    ['gelu', 1.07203, 0.030629],
    ['silu', 1.06663, 0.023707],
    ['elu', 1.0359, 0.023157],
  ])('lets %s have χ⊥ = %d without biases and 1 at C_b = %d C_W', (id, without, biases) => {
    const sigma = activation(id);
    for (const norm of ['rms', 'layer'] as const) {
      const { chiPerp } = fluctuatingFlow(layersOf(sigma, constant(3, 5), skip(0, norm)), Math.log(7));
      expect(Math.abs(chiPerp[1]! / without - 1)).toBeLessThan(1e-5);
      for (const gamma of [0, 0.6]) {
        const { class: kind, points } = universality(sigma, skip(gamma, norm));
        expect([kind, points[0]?.free]).toEqual(['normalised', 'scale']);
        const { cw, cb, k1, critical } = criticalInitialisation(sigma, 10, skip(gamma, norm));
        expect(critical).toBe(true);
        expect(Math.abs(cb / cw - biases)).toBeLessThan(1e-5 * Math.max(1, biases));
        // At any scale of both, and any K_1, from the second step on.
        for (const scale of [1, 20]) {
          const layers = layersOf(sigma, constant(cw * scale, 400, cb * scale), skip(gamma, norm));
          const flow = fluctuatingFlow(layers, Math.log(k1 * 3));
          expect(flow.chiPerp[390]).toBeCloseTo(1, 9);
          expect(flow.chiParallel[0]).toBeCloseTo(gamma ** 2, 12);
          expect(Math.exp(flow.logK[390]!)).toBeCloseTo(scale, 8);
        }
        const [held, ...more] = kernelFixedPoints(layerOf(sigma, { cw, cb }, skip(gamma, norm)));
        expect(held).toMatchObject({ stability: 'stable', logK: expect.closeTo(0, 8) });
        expect(held!.slope).toBeCloseTo(gamma ** 2, 12);
        expect(more).toEqual([]);
      }
    }
  });

  test.each(['sigmoid', 'softplus', 'step'])('does not help %s, whose χ⊥ is below 1 without biases already', (id) => {
    const sigma = activation(id);
    expect(universality(sigma, RMS)).toEqual({ class: 'none', a1: null, points: [] });
    const { g, meanSquareDerivative } = moments(sigma, 1);
    const reason = noCriticality(sigma, RMS);
    expect(reason).toMatchObject({ why: 'normalised' });
    expect((reason as { chiPerp: number }).chiPerp).toBeCloseTo(meanSquareDerivative / g, 9);
    expect((reason as { chiPerp: number }).chiPerp).toBeLessThan(1);
    const { cw, cb, critical } = criticalInitialisation(sigma, 10, RMS);
    expect([cw * g, cb, critical]).toEqual([expect.closeTo(1, 9), 0, false]);
  });

  test('lets gradients grow as a power of the layer where the signal skips whole: Π χ⊥ ~ l^(4/3) for RePU(2)', () => {
    const { chiPerp } = fluctuatingFlow(layersOf(activation('repu.2'), constant(1, 1002), skip(1, 'rms')), 0);
    const product = chiPerp.slice(0, 999).reduce((all, chi) => all * chi, 1);
    expect(product / 1000 ** (4 / 3) / 1.5 ** (4 / 3)).toBeCloseTo(0.7886, 2);
    expect(kernelFixedPoints(layerOf(activation('repu.2'), { cw: 1 }, skip(1, 'rms')))).toEqual([]);
    expect(universality(activation('repu.2'), skip(1, 'rms')).class).toBe('none');
  });

  test('lets every start of the phase map survive', () => {
    for (const cw of [1e-2, 1, 1e2]) {
      for (const k1 of [1e-6, 1e2]) {
        const outcome = phaseOutcome(layerOf(activation('repu.2'), { cw }, RMS), { k1, depth: 64, spread: 3 });
        expect(outcome).toBeGreaterThanOrEqual(0);
      }
    }
  });
});

describe('a best start', () => {
  const asked = { depth: 20, width: 64, smallestShare: 2e-4, largestShare: 2.95 };
  const kinds: LayerKind[] = [skip(0.8), skip(1), RMS, skip(1, 'layer'), { ...PLAIN, weights: 'orthogonal' }];

  test.each(['repu.2', 'mrepu.2', 'relu', 'tanh', 'gelu', 'sigmoid'])(
    'of %s loses no more than any around it',
    (id) => {
      const sigma = activation(id);
      for (const kind of kinds) {
        const question = { ...asked, kind };
        const { cw, cb, k1 } = bestStart(sigma, question);
        const least = startLoss(sigma, { cw, cb, k1 }, question).total;
        const critical = criticalInitialisation(sigma, asked.depth, kind);
        expect(least, `${JSON.stringify(kind)}`).toBeLessThanOrEqual(
          1.001 * startLoss(sigma, critical, question).total,
        );
        for (const a of [0.8, 1.25]) {
          for (const c of [0.8, 1.25]) {
            const other = { cw: cw * a, cb, k1: cb + (k1 - cb) * c };
            expect(startLoss(sigma, other, question).total, JSON.stringify({ kind, a, c })).toBeGreaterThan(
              least * (1 - 1e-3),
            );
          }
        }
      }
    },
  );

  test('of plain layers is the same whether they are named or not', () => {
    for (const id of ['repu.2', 'gelu']) {
      expect(bestStart(activation(id), { ...asked, kind: { ...PLAIN } })).toEqual(bestStart(activation(id), asked));
    }
  });
});

describe('at finite width', () => {
  const fate = (id: string, kind: LayerKind, cw: number, k1: number, depth: number, width = 256) =>
    foreseenFate({
      layers: layersOf(activation(id), constant(cw, depth), kind),
      largestK1: k1,
      width,
      inputDimension: 1,
    });

  test('a skip of 1 saves RePU(2) from small inputs, and loses it from large ones', () => {
    const { k1 } = criticalInitialisation(activation('repu.2'), 20, skip(1));
    expect(fate('repu.2', skip(1), 1, k1 / 4, 20)).toBe('finite');
    expect(fate('repu.2', skip(1), 1, 1e30, 20)).toBe('overflowed');
    // Nothing skips into the output: small as it is, the hidden layers keep their signal.
    expect(fate('repu.3', skip(0.8), 1, 1e-4, 12)).toBe('finite');
    // Nobody’s to say near the horizon.
    expect(fate('repu.2', skip(1), 1, 6 * k1, 20)).toBeNull();
  });

  test('orthogonal weights keep tanh’s band from growing, so that more is foreseen', () => {
    const band = (weights: LayerKind['weights']) => {
      const { relativeV } = fluctuatingFlow(layersOf(activation('tanh'), constant(1, 80), { weights }), 0);
      return 2 + relativeV[78]!;
    };
    // U/K² → (8/3)/l beside 2 + 2l/3.
    expect(band('orthogonal') * 79).toBeCloseTo(8 / 3, 0);
    expect(band('gaussian') / 79).toBeGreaterThan(0.5);
  });
});
