/** Eigenvalues of the tangent kernel of a few inputs at infinite width, by layer. */
import { symmetricEigenvalues } from '../lib/eigenvalues.ts';
import type { Layer } from './layer.ts';
import { tangentKernels } from './tangentKernel.ts';

export interface TangentQuestion {
  /** [L] */
  readonly layers: readonly Layer[];
  /** [count × dimension], as the network sees them. */
  readonly inputs: Float64Array;
  readonly dimension: number;
}

export interface TangentSpectrum {
  /** log10 of the eigenvalues of the last layer's Θ, descending, [count]; null where they are lost in the error. */
  readonly log10: readonly (number | null)[];
  /** Numerical rank r of the last layer's Θ: how many of its eigenvalues are above the error. 0 where nothing is finite. */
  readonly rank: number;
  /** log10 λ_1/λ_r of each layer's Θ_l, [L], which is λ_max/λ_min at full rank; null where λ_r is lost in the error. */
  readonly conditionLog10: readonly (number | null)[];
  /** Largest estimated error of an average on the way; 0 where all are in closed form. */
  readonly error: number;
}

/** Relative to the largest eigenvalue, what sums of float64 numbers leave. */
const ROUNDING = 1e-14;
/** And what is left of inputs of one direction: σ with a kink sees the root of the rounding of 1 - c. */
const ROOT_OF_ROUNDING = 1e-9;
/** Small eigenvalues need averages better than a picture does. */
const TOLERANCE = 1e-8;

export function tangentSpectrum({ layers, inputs, dimension }: TangentQuestion): TangentSpectrum {
  const { logDiagonal, correlation, error } = tangentKernels(layers, inputs, dimension, TOLERANCE);
  const count = logDiagonal.length;
  const spectra = correlation.map((own, l) => {
    const logs = logDiagonal.map((diagonal) => diagonal[l]!);
    const largest = Math.max(...logs);
    if (!Number.isFinite(largest)) return new Array<null>(count).fill(null);
    const scaled = own.map((c, at) => c * Math.exp((logs[Math.floor(at / count)]! + logs[at % count]!) / 2 - largest));
    return logEigenvalues(scaled, count, Math.max(error, ROOT_OF_ROUNDING)).map((log) =>
      log === null ? null : log + largest / Math.LN10,
    );
  });
  const log10 = spectra.at(-1)!;
  const rank = log10.filter((value) => value !== null).length;
  return { log10, rank, conditionLog10: spectra.map((own) => conditionOf(own, rank)), error };
}

/** log10 of a kernel's eigenvalues, descending; null of what is no larger than its error. @param error of an entry, relative to the largest. */
export function logEigenvalues(kernel: Float64Array, count: number, error = ROUNDING): readonly (number | null)[] {
  const values = symmetricEigenvalues(kernel, count);
  const least = count * error * values[0]!;
  return Array.from(values, (value) => (value > least ? Math.log10(value) : null));
}

/** log10 λ_1/λ_rank of descending eigenvalues; null where one of them is not known. */
export function conditionOf(log10: readonly (number | null)[], rank: number): number | null {
  const [most, least] = [log10[0] ?? null, log10[rank - 1] ?? null];
  return most === null || least === null ? null : most - least;
}
