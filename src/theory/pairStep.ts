import type { KernelLayer } from './layer.ts';
import { type Entered, entered, type LayerLogs, logSumOfParts, logsOf } from './layerStep.ts';
import { PAIR_TOLERANCE, pairAverages } from './pairAverages.ts';
import { slopeShape } from './tabulatedMoments.ts';

/** One of the two. */
type Side = Entered<ReturnType<typeof slopeShape>>;

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
  const [a, b] = logK.map((log) => entered(layer, log, slopeShape, logs)) as [Side, Side];
  const averages = pairAverages(layer.activation, [a.logKappa, b.logKappa], apart, tolerance);
  const [p, q] = [sharesOf(logs, a), sharesOf(logs, b)];
  const unlike = (['made', 'carried', 'biases'] as const).reduce(
    (sum, part) => sum + (Math.sqrt(p[part]) - Math.sqrt(q[part])) ** 2,
    0,
  );
  const logSignal = (a.shape.logG + b.shape.logG) / 2;
  const logSlope = ({ logRatio, shape }: Side) => logRatio + Math.log(shape.slopeRatio);
  const bounded = Math.sqrt(p.made * q.made) * averages.apart + Math.sqrt(p.carried * q.carried) * apart + unlike / 2;
  return {
    apart: Math.min(2, Math.max(0, bounded)),
    skipped: Math.exp(logs.skip),
    slopes: averages.slopes,
    logSlope: (logSlope(a) + logSlope(b)) / 2,
    signals: 1 - averages.apart,
    logSignal,
    error: averages.error,
  };
}

/** The parts of one input's next kernel, all over it, so that they sum to 1. */
function sharesOf(logs: LayerLogs, { logMade, at }: Side) {
  const next = logSumOfParts(logs, logMade, at);
  return {
    made: Math.exp(logMade - next),
    carried: Math.exp(logs.skip + at - next),
    biases: Math.exp(logs.cb - next),
  };
}
