import { mean } from '../lib/statistics.ts';
import { batchFluctuation } from './batchFluctuation.ts';
import type { InputPairs } from './inputPairs.ts';
import { type Prediction, type PredictionInput, representable } from './predict.ts';

/**
 * Standard deviation over initialisations of the batch mean of the layer variance, which `Prediction.variance` predicts, [L];
 * null from the layer on where leading order fails (`batchFluctuation`), and beyond float64.
 * @param inputs sizes and angles of the inputs whose K_1 the prediction was made of.
 */
export function bandOfMean(
  input: PredictionInput,
  inputs: InputPairs,
  { varianceLog10 }: Pick<Prediction, 'varianceLog10'>,
): readonly (number | null)[] {
  const { relative } = batchFluctuation(input.layers, mean(input.k1PerExample), inputs, input);
  return varianceLog10.map((log10, l) =>
    Number.isNaN(relative[l]!) ? null : representable(log10 * Math.LN10 + Math.log(relative[l]!)),
  );
}
