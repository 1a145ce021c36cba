import { expect, test } from 'vitest';
import { SAMPLES } from '../activations/samples.ts';
import { grownShape, largestLogK, SMALLEST_LOG_K, shapeFromMoments } from './kernelShape.ts';
import { kernelShape, logMeanSquare } from './tabulatedMoments.ts';

test.each(SAMPLES.map((a) => [a.id, a] as const))('the table of %s is within 1e-9 of the moments', (_, a) => {
  const end = Math.min(largestLogK(a), Math.log(1e15));
  for (let logK = -34.5; logK < end; logK += 0.2137) {
    const direct = shapeFromMoments(a, logK);
    const tabulated = kernelShape(a, logK);
    expect(Math.abs(tabulated.logG - direct.logG), `g at log K = ${logK}`).toBeLessThan(1e-9);
    expect(logMeanSquare(a, logK)).toBe(tabulated.logG);
    for (const component of ['exponent', 'slopeRatio', 'kurtosis'] as const) {
      // g' of sin falls as e^{-2K}: below 1e-9 of what it is at its largest, only its smallness matters.
      const scale = Math.max(
        Math.abs(direct[component]),
        component === 'exponent' ? 1e-2 * Math.min(1, tabulated.slopeRatio) : 0,
      );
      // A step’s slope is 0 and its table’s too.
      expect(Math.abs(tabulated[component] - direct[component]), `${component} at ${logK}`).toBeLessThanOrEqual(
        1e-9 * scale,
      );
    }
  }
});

test('tables and power laws join without a step at both ends of float64', () => {
  for (const a of SAMPLES.filter((s) => !s.growth.exact)) {
    for (const edge of [SMALLEST_LOG_K, largestLogK(a)]) {
      const [below, above] = [kernelShape(a, edge - 1e-9), kernelShape(a, edge + 1e-9)];
      expect(Math.abs(below.logG - above.logG), `${a.id} at ${edge}`).toBeLessThan(1e-8 * Math.max(1, a.growth.degree));
      expect(Math.abs(below.exponent - above.exponent)).toBeLessThan(1e-9);
    }
  }
});

test('a homogeneous activation has its exact powers at any size', () => {
  for (const a of SAMPLES.filter((s) => s.growth.exact && s.closedMoments !== undefined)) {
    const [exact, direct] = [grownShape(a, Math.log(0.3)), shapeFromMoments(a, Math.log(0.3))];
    for (const c of ['logG', 'exponent', 'slopeRatio', 'kurtosis'] as const)
      expect(exact[c]).toBeCloseTo(direct[c], 11);
    expect(kernelShape(a, 1e20).logG / 1e20).toBeCloseTo(a.growth.degree, 12);
    expect(kernelShape(a, -1e20).logG / 1e20).toBeCloseTo(-a.growth.degree, 12);
  }
});
