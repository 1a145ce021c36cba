import { weightedShare } from './flow.ts';
import type { Layer } from './layer.ts';

/**
 * Variance over initialisations of the output's mean square over K_L², for one input. Of a network whose K_L fluctuates
 * the outputs' own scatter 2 K_L²/n_out does too, which triples the V term of a scalar output. Rows of an orthogonal matrix
 * that number as many as its columns keep sizes exactly, fewer of them a share.
 * @param relativeV V_L/K_L² as a hidden layer would have it (`KernelFlow`).
 */
export function outputVariance(
  output: Layer,
  logK: number,
  relativeV: number,
  width: number,
  outputDimension: number,
): number {
  if (output.weights === 'gaussian') {
    return 2 / outputDimension + ((1 + 2 / outputDimension) * relativeV) / width;
  }
  const made = weightedShare(output, logK);
  const biases = 1 - made;
  const lost = Math.max(0, width - outputDimension) / (width + 2);
  // What is handed on fluctuates by V and what rotating it does not add.
  const handedOn = Math.max(0, relativeV + 2 * made ** 2);
  const own = 2 * biases ** 2 + 4 * biases * made + 2 * made ** 2 * lost;
  return ((1 + (2 * lost) / outputDimension) * handedOn) / width + own / outputDimension;
}
