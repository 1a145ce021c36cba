import { logAddExp, logSum } from '../lib/logarithms.ts';
import type { Layer } from './layer.ts';
import { allLogs, entered, logPerpendicular, logSumOfParts } from './layerStep.ts';
import { slopeShape } from './tabulatedMoments.ts';

/**
 * log E‖∂L/∂z_l‖² of one input, squared norm summed over neurons, [L]: down from the last layer's `logTop` by
 * E‖∂L/∂z_l‖² = χ⊥(K_l) E‖∂L/∂z_{l+1}‖², for any widths (PDLT §9.1; Schoenholz et al. 2017).
 */
export function logGradients(layers: readonly Layer[], logK1: number, logTop: number): Float64Array {
  const { chiPerpLog } = logSusceptibility(layers, logK1);
  const log = new Float64Array(layers.length);
  log[log.length - 1] = logTop;
  for (let l = log.length - 2; l >= 0; l--) log[l] = log[l + 1]! + chiPerpLog[l]!;
  return log;
}

/**
 * log10 of the batch mean of the same, [L]. `top` is the measured ‖∂L/∂z_L‖²: one per example, or one number for all where
 * only the batch mean is known.
 */
export function meanGradientLog10(
  layers: readonly Layer[],
  k1PerExample: Float64Array,
  top: Float64Array | number,
): Float64Array {
  // Down from a top of 1 the products depend on K_1 alone, and inputs ±x share it.
  const tops = new Map<number, number>();
  k1PerExample.forEach((k1, example) => {
    tops.set(k1, (tops.get(k1) ?? 0) + (typeof top === 'number' ? top : top[example]!));
  });
  const products = [...tops].map(([k1, sum]) => logGradients(layers, Math.log(k1), Math.log(sum)));
  const logExamples = Math.log(k1PerExample.length);
  return Float64Array.from(
    layers,
    (_, l) => (logSum(products.map((product) => product[l]!)) - logExamples) / Math.LN10,
  );
}

/**
 * log Θ_l of one input with itself, [L], the neural tangent kernel at infinite width: Θ_{l+1} = 1 + g(κ_l) + χ⊥(K_l) Θ_l,
 * Θ_1 = 1 + |x|²/n0, with bias rate 1 and weight rate 1/fan-in (PDLT §8.2 and §9.1, λ_b = λ_W = 1).
 */
export function logTangentKernel(layers: readonly Layer[], k1: number): Float64Array {
  const { cw, cb } = layers[0]!;
  const { logG, chiPerpLog } = logSusceptibility(layers, Math.log(k1));
  const log = new Float64Array(layers.length);
  log[0] = Math.log1p(Math.max(0, k1 - cb) / cw);
  for (let l = 1; l < log.length; l++) {
    log[l] = logAddExp(logAddExp(0, logG[l - 1]!), chiPerpLog[l - 1]! + log[l - 1]!);
  }
  return log;
}

/** log g(κ_l) and log χ⊥(K_l), [L - 1]: in logarithms, since χ⊥ itself can leave float64. */
function logSusceptibility(layers: readonly Layer[], logK1: number) {
  const logG = new Float64Array(layers.length - 1);
  const chiPerpLog = new Float64Array(layers.length - 1);
  const logs = allLogs(layers);
  let logK = logK1;
  for (let l = 0; l < logG.length; l++) {
    const layer = layers[l + 1]!;
    const ownLogs = logs[l + 1]!;
    const { shape, logMade, logRatio } = entered(layer, logK, slopeShape, ownLogs);
    logG[l] = shape.logG;
    chiPerpLog[l] = logMade < Infinity ? logPerpendicular(ownLogs, shape.slopeRatio, logRatio) : Infinity;
    logK = logSumOfParts(ownLogs, logMade, logK);
  }
  return { logG, chiPerpLog };
}
