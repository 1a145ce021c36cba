import { bench, describe } from 'vitest';
import { activation } from '../src/activations/catalogue.ts';
import { bandOfMean } from '../src/theory/bandOfMean.ts';
import { criticalInitialisation } from '../src/theory/critical.ts';
import { errorGradientLog10 } from '../src/theory/errorGradients.ts';
import { meanGradientLog10 } from '../src/theory/gradients.ts';
import { inputPairs } from '../src/theory/inputPairs.ts';
import { predict } from '../src/theory/predict.ts';
import { constant, layersOf } from '../src/theory/testing.ts';

// What a dragged slider costs: 4 arms, depth 64, 128 inputs of distinct size, the initialisation moved at every call so that
// no result can be reused. To stay within a frame with room for drawing, the median must be below 8 ms.
const DEPTH = 64;
// So wide that leading order holds in all layers: nothing is saved by stopping where it fails.
const WIDTH = 1e9;
const INPUTS = Array.from({ length: 128 }, (_, i) => ((i + 1) / 128) ** 2 * 3);

// On a line, so that the fluctuation of the batch mean has both signs of every angle. Computed once for the same data.
const PAIRS = inputPairs(
  INPUTS.map((x, i) => Math.sqrt(x) * (-1) ** i),
  1,
);

let call = 0;
function dragged(ids: readonly string[], gradients = false): void {
  const scale = 1 + 0.3 * Math.sin(call++);
  for (const id of ids) {
    const a = activation(id);
    const { cw, cb, k1 } = criticalInitialisation(a, DEPTH);
    const layers = layersOf(a, constant(cw * scale, DEPTH, cb));
    const k1PerExample = Float64Array.from(INPUTS, (x) => cb + x * k1 * scale);
    const asked = { layers, k1PerExample, inputDimension: 1, width: WIDTH, outputDimension: 1 };
    bandOfMean(asked, PAIRS, predict(asked));
    if (!gradients) continue;
    meanGradientLog10(layers, k1PerExample, 1);
    errorGradientLog10(layers, k1PerExample, { width: 64, outputDimension: 1, targetSquares: k1PerExample });
  }
}

describe('theory of 4 arms, depth 64, 128 inputs', () => {
  bench('repu.2, mrepu.2, relu, tanh', () => dragged(['repu.2', 'mrepu.2', 'relu', 'tanh']));
  bench('quadrature only: tanh, silu, elu, softplus', () => dragged(['tanh', 'silu', 'elu', 'softplus']));
  bench('repu.2, mrepu.2, relu, tanh, with the gradients of every input', () =>
    dragged(['repu.2', 'mrepu.2', 'relu', 'tanh'], true),
  );
  bench('mrepu.5, gelu, erf, sigmoid', () => dragged(['mrepu.5', 'gelu', 'erf', 'sigmoid']));
});
