import { describe, expect, test } from 'vitest';
import { activation } from '../activations/catalogue.ts';
import { SAMPLES } from '../activations/samples.ts';
import { criticalInitialisation } from './critical.ts';
import { errorGradientLog10 } from './errorGradients.ts';
import { kernelFlow } from './flow.ts';
import { meanGradientLog10 } from './gradients.ts';
import { PLAIN } from './layer.ts';
import { constant, drawNetworks, layersOf, ratioOf } from './testing.ts';

/** Of plain layers. */
const gradientLog10 = (...asked: Parameters<typeof errorGradientLog10>) => errorGradientLog10(...asked) as Float64Array;

describe('gradients of a squared error', () => {
  const squared = (width: number, outputDimension: number, ...targetSquares: number[]) => ({
    width,
    outputDimension,
    targetSquares: Float64Array.from(targetSquares),
  });
  const one = Float64Array.of(1);

  test('follow χ⊥ in a network that is infinitely wide, per input with its own error', () => {
    const init = constant(1.4, 6, 0.05);
    const k1 = Float64Array.of(0.2, 0.9);
    const log10 = gradientLog10(layersOf(activation('tanh'), init), k1, squared(1e12, 3, 1, 5));
    const tops = [0.2, 0.9].map(
      (k, i) => 3 * Math.exp(kernelFlow(layersOf(activation('tanh'), init), Math.log(k)).logK[5]!) + [1, 5][i]!,
    );
    const plain = meanGradientLog10(layersOf(activation('tanh'), init), k1, Float64Array.from(tops));
    log10.forEach((value, l) => {
      expect(value).toBeCloseTo(plain[l]! - plain[5]!, 8);
    });
  });

  test('exceed χ⊥ by (ρ - 1)/n · E[σ²σ′²]/(g E[σ′²]) in the last step, ρ = (n_out + 3)/2 where |y|² = E|z_L|²', () => {
    const excess = (outputs: number) =>
      10 ** gradientLog10(layersOf(activation('relu'), constant(2, 10)), one, squared(1e5, outputs, outputs))[8]! - 1;
    // 2 for ReLU; half a 1/n comes from the size of z_L, whose square varies with that of the layer below.
    expect(1e5 * excess(10)).toBeCloseTo(2 * 5.5 + 0.5, 2);
    expect(1e5 * excess(1)).toBeCloseTo(2 + 0.5, 2);
  });

  test('of targets far larger than outputs do not', () => {
    const log10 = gradientLog10(layersOf(activation('relu'), constant(2, 10)), one, squared(64, 10, 1e9));
    for (const value of log10) expect(Math.abs(value)).toBeLessThan(1e-6);
  });

  test('of ReLU without biases are exact: φ_l(G) = a_l G + y_l with a_l = a (1 - 1/n) + 2α/n, α_l = α (1 + 5/n)', () => {
    const [n, outputs, y2] = [64, 10, 7];
    const log10 = gradientLog10(layersOf(activation('relu'), constant(2, 10)), one, squared(n, outputs, y2));
    let [a, alpha] = [outputs, outputs * (outputs + 2)];
    for (let l = 8; l >= 0; l--) {
      a = a * (1 - 1 / n) + (2 * alpha) / n;
      alpha *= 1 + 5 / n;
      expect(10 ** log10[l]!).toBeCloseTo((a + y2) / (outputs + y2), 9);
    }
  });

  test('are known from the last layer on, for any activation and kind of layer, at K = 0 too', () => {
    const kinds = (['none', 'rms', 'layer'] as const).flatMap((norm) => [0, 0.7, 1, 2].map((skip) => ({ skip, norm })));
    for (const [i, a] of SAMPLES.entries()) {
      for (const [cw, cb] of [
        [1, 0],
        [1e3, 10],
      ] as const) {
        const log10 = gradientLog10(
          layersOf(a, constant(cw, 12, cb), kinds[i % kinds.length]),
          Float64Array.of(cb, cb + 1),
          squared(256, 2, 1, 1),
        );
        expect(log10[11], a.id).toBe(0);
        // Where first order is not enough nothing is said of the layers below either.
        const end = log10.findLastIndex((value) => Number.isNaN(value));
        expect(
          log10.subarray(0, end + 1).every((value) => Number.isNaN(value)),
          a.id,
        ).toBe(true);
      }
    }
  });

  test('of many sizes are interpolated to within 2 % of those of each', () => {
    const init = constant(1, 10);
    const k1 = Float64Array.from({ length: 64 }, (_, i) => 0.0005 * ((2 * i + 1) / 64) ** 2);
    const targets = k1.map((_, i) => 1e-3 * (1 + Math.sin(i)) ** 2);
    const all = gradientLog10(layersOf(activation('mrepu.2'), init), k1, squared(64, 3, ...targets));
    const sum = new Float64Array(10);
    k1.forEach((own, i) => {
      const one = gradientLog10(
        layersOf(activation('mrepu.2'), init),
        Float64Array.of(own),
        squared(64, 3, targets[i]!),
      );
      const top = 3 * Math.exp(kernelFlow(layersOf(activation('mrepu.2'), init), Math.log(own)).logK[9]!) + targets[i]!;
      one.forEach((log10, l) => {
        sum[l]! += top * 10 ** log10;
      });
    });
    all.forEach((log10, l) => {
      expect(Math.abs(10 ** log10 / (sum[l]! / sum[9]!) - 1), `layer ${l + 1}`).toBeLessThan(0.02);
    });
  });

  // 1/n² is left out: its size at width 64, measured on 1500 to 4000 networks.
  test.each([
    ['relu', 2, 0, 64, 10, 500, 0.03],
    ['relu', 2, 0, 256, 10, 40, 0.02],
    ['relu', 2, 0, 64, 1, 500, 0.03],
    ['tanh', 1.5, 0, 64, 10, 300, 0.03],
    ['gelu', 1.983, 0.173, 64, 10, 300, 0.03],
  ] as const)(
    '%s, C_W = %d, C_b = %d, n = %i, n_out = %i: %i networks',
    (id, cw, cb, width, outputs, networks, tolerance) => {
      const depth = 10;
      const drawing = {
        layers: layersOf(activation(id), constant(cw, depth, cb)),
        width,
        outputDimension: outputs,
        inputs: [Math.sqrt((1 - cb) / cw)],
        error: { targetSize: 1 },
      };
      const drawn = drawNetworks(drawing, networks, 4711);
      const log10 = gradientLog10(
        layersOf(activation(id), constant(cw, depth, cb)),
        one,
        squared(width, outputs, outputs),
      );
      const top = drawn.map(({ gradients }) => gradients[depth - 1]!);
      for (let l = 0; l < depth - 1; l++) {
        const { ratio, error } = ratioOf(
          drawn.map(({ gradients }) => gradients[l]!),
          top,
        );
        const predicted = 10 ** log10[l]!;
        expect(Math.abs(ratio - predicted), `layer ${l + 1}: ${ratio} ± ${error}, predicted ${predicted}`).toBeLessThan(
          4 * error + tolerance * predicted,
        );
      }
      // The product of χ⊥ alone is off by more than that where there are ten outputs.
      if (id === 'relu' && outputs === 10) {
        const { ratio, error } = ratioOf(
          drawn.map(({ gradients }) => gradients[0]!),
          top,
        );
        expect((ratio - 1) / error).toBeGreaterThan(4);
      }
    },
  );

  test('of orthogonal weights are not known', () => {
    const layers = layersOf(activation('relu'), constant(1, 5), { weights: 'orthogonal' });
    expect(errorGradientLog10(layers, one, squared(64, 2, 1))).toBeNull();
  });

  test('of a normalised network’s heavy tails end where first order does', () => {
    const of = (id: string, width: number) =>
      gradientLog10(layersOf(activation(id), constant(1, 6), { norm: 'rms' }), one, squared(width, 10, 10));
    expect(Number.isNaN(of('mrepu.3', 64)[4]!)).toBe(true);
    expect([...of('tanh', 64)].every(Number.isFinite)).toBe(true);
    expect([...of('mrepu.3', 1e5)].every(Number.isFinite)).toBe(true);
  });

  // Networks at the critical start of their kind, n = 64, L = 6; 1/n² is left out.
  const KINDS = [{ skip: 0.8 }, { skip: 1 }, { norm: 'rms' }, { norm: 'layer' }, { skip: 0.8, norm: 'rms' }] as const;
  test.each((['relu', 'tanh', 'mrepu.2'] as const).flatMap((id) => KINDS.map((kind) => [id, kind] as const)))(
    '%s, %o: 300 networks of ten outputs',
    (id, kind) => {
      const [depth, width, outputs] = [6, 64, 10];
      const { cw, cb, k1 } = criticalInitialisation(activation(id), depth, { ...PLAIN, ...kind });
      const layers = layersOf(activation(id), constant(cw, depth, cb), kind);
      const own = Float64Array.of(k1);
      const size = Math.exp(kernelFlow(layers, Math.log(k1)).logK[depth - 1]!);
      const log10 = gradientLog10(layers, own, squared(width, outputs, outputs * size));
      if (id === 'mrepu.2' && 'norm' in kind) {
        // One layer adds as much again: nothing is drawn.
        expect(Number.isNaN(log10[depth - 2]!)).toBe(true);
        return;
      }
      const error = { targetSize: Math.sqrt(size) };
      const inputs = [Math.sqrt((k1 - cb) / cw)];
      const drawn = drawNetworks({ layers, width, outputDimension: outputs, inputs, error }, 300, 4711);
      const product = meanGradientLog10(layers, own, 1);
      let [worst, without] = [0, 0];
      for (let l = 0; l < depth - 1; l++) {
        const { ratio, error: deviation } = ratioOf(
          drawn.map(({ gradients }) => gradients[l]!),
          drawn.map(({ gradients }) => gradients[depth - 1]!),
        );
        const predicted = 10 ** log10[l]!;
        expect(Math.abs(ratio - predicted), `layer ${l + 1}: ${ratio} ± ${deviation}, ${predicted}`).toBeLessThan(
          4 * deviation + 0.03 * predicted,
        );
        worst = Math.max(worst, Math.abs(ratio / predicted - 1));
        without = Math.max(without, Math.abs(ratio / 10 ** (product[l]! - product[depth - 1]!) - 1));
      }
      expect(worst).toBeLessThan(without);
    },
  );
});
