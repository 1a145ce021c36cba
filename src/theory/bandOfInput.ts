import { mean } from '../lib/statistics.ts';
import { fluctuatingFlow, relativeU } from './fluctuation.ts';
import { outputVariance } from './outputVariance.ts';
import { type PredictionInput, representable } from './predict.ts';

/**
 * Standard deviation over initialisations of the layer variance for the input of mean size, [L], leading order in 1/n; null
 * beyond float64. The batch mean's, which is drawn, is in bandOfMean.ts.
 */
export function bandOfInput(input: PredictionInput): readonly (number | null)[] {
  const { layers, k1PerExample, width, outputDimension } = input;
  const { logK, relativeV } = fluctuatingFlow(layers, Math.log(mean(k1PerExample)), input);
  return layers.map((layer, l) => {
    const relative =
      l === layers.length - 1
        ? outputVariance(layer, logK[l]!, relativeV[l]!, width, outputDimension)
        : relativeU(relativeV[l]!) / width;
    return representable(logK[l]! + Math.log(relative) / 2);
  });
}
