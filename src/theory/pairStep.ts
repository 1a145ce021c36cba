import type { KernelLayer } from './layer.ts';
import { type LayerLogs, logNormed, logSumOfParts, logsOf, nonZero } from './layerStep.ts';
import { PAIR_TOLERANCE, pairAverages } from './pairAverages.ts';
import { slopeShape } from './tabulatedMoments.ts';

/** What a layer makes of two inputs. */
export interface PairStep {
  /** 1 - c' */
  readonly apart: number;
  /** χ12 = `skipped` + `slopes` e^`logSlope`: what a skip carries, and what the weights do. */
  readonly skipped: number;
  readonly slopes: number;
  readonly logSlope: number;
  /** E[σσ'] = `signals` e^`logSignal` */
  readonly signals: number;
  readonly logSignal: number;
  /** Of the averages. */
  readonly error: number;
}

/**
 * From kernels e^{logK} and correlation 1 - `apart` to the next layer's, 1 - c' is a sum of what
 * is not negative: each part of the kernel has its own 1 - c, and where the parts of both inputs are not of one proportion
 * that keeps them apart too.
 */
export function pairStep(
  layer: KernelLayer,
  logK: readonly [number, number],
  apart: number,
  tolerance = PAIR_TOLERANCE,
  logs: LayerLogs = logsOf(layer),
): PairStep {
  const { activation } = layer;
  const at = logK.map(nonZero) as [number, number];
  const kappa = logK.map((log) => nonZero(logNormed(layer, log))) as [number, number];
  const averages = pairAverages(activation, kappa, apart, tolerance);
  const shapes = kappa.map((log) => slopeShape(activation, log));
  const shares = shapes.map(({ logG }, i) => sharesOf(logs, logs.cw + logG, at[i]!));
  const [p, q] = shares as [(typeof shares)[number], (typeof shares)[number]];
  const unlike = (['made', 'carried', 'biases'] as const).reduce(
    (sum, part) => sum + (Math.sqrt(p[part]) - Math.sqrt(q[part])) ** 2,
    0,
  );
  const logSignal = (shapes[0]!.logG + shapes[1]!.logG) / 2;
  const logRatio = (i: 0 | 1) => logs.cw + shapes[i]!.logG - at[i] + Math.log(shapes[i]!.slopeRatio);
  const bounded = Math.sqrt(p.made * q.made) * averages.apart + Math.sqrt(p.carried * q.carried) * apart + unlike / 2;
  return {
    apart: Math.min(2, Math.max(0, bounded)),
    skipped: Math.exp(logs.skip),
    slopes: averages.slopes,
    logSlope: (logRatio(0) + logRatio(1)) / 2,
    signals: 1 - averages.apart,
    logSignal,
    error: averages.error,
  };
}

/** The parts of one input's next kernel, all over it, so that they sum to 1. */
function sharesOf(logs: LayerLogs, logMade: number, logK: number) {
  const next = logSumOfParts(logs, logMade, logK);
  return {
    made: Math.exp(logMade - next),
    carried: Math.exp(logs.skip + logK - next),
    biases: Math.exp(logs.cb - next),
  };
}
