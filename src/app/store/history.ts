import type { Metrics } from '../../tasks/metrics.ts';

/** What is remembered of a run, thinned so that hours of training stay small. */
export interface History {
  /** Optimizer steps, ascending. */
  readonly steps: readonly number[];
  /** Per arm, the loss at each of `steps`; NaN where no network was finite. */
  readonly losses: readonly (readonly number[])[];
  /** Per arm, the lowest loss measured up to each of `steps`, whether or not it was kept; NaN where `losses` is. */
  readonly minima: readonly (readonly number[])[];
  /** Per arm, the standard deviation of the loss over networks at each of `steps`; NaN where there is none. */
  readonly lossSpreads: readonly (readonly number[])[];
  /** Per arm, at each of `steps`: [L] log10 of the measured variance; null where nothing is finite, -Infinity at exactly 0. */
  readonly variances: readonly (readonly LayerLog10[])[];
  /** Per arm and name of a metric, its latest value at each of `steps`; NaN where there is none. */
  readonly metrics: readonly Readonly<Record<string, readonly number[]>>[];
  /** Per arm, the lowest loss measured so far, whether or not it was kept; null before the first finite one. */
  readonly lowest: readonly (number | null)[];
}

export type LayerLog10 = readonly (number | null)[];

/** What is remembered of one arm at one step. */
export interface Remembered {
  /** Null where no network is finite. */
  readonly loss: number | null;
  /** Null with one network. */
  readonly lossSpread: number | null;
  readonly varianceLog10: LayerLog10;
  readonly metrics: Metrics;
}

/** More points than a chart has pixels would not be seen. */
const MOST_POINTS = 1200;

export function emptyHistory(arms: number): History {
  return {
    steps: [],
    losses: Array.from({ length: arms }, () => []),
    minima: Array.from({ length: arms }, () => []),
    lossSpreads: Array.from({ length: arms }, () => []),
    variances: Array.from({ length: arms }, () => []),
    metrics: Array.from({ length: arms }, () => ({})),
    lowest: new Array<null>(arms).fill(null),
  };
}

/**
 * The history with the measurement at `step` added. Of the latest step only metrics may still change: they come after.
 * Beyond 1,200 points every second one is dropped, the latest kept.
 */
export function withMeasured(history: History, step: number, arms: readonly Remembered[]): History {
  const latest = history.steps.at(-1) ?? -1;
  if (step === latest) return withLatestMetrics(history, arms);
  if (step < latest) return history;
  const lowest = history.lowest.map((before, arm) => lower(before, arms[arm]?.loss ?? null));
  const steps = [...history.steps, step];
  const losses = history.losses.map((before, arm) => [...before, arms[arm]?.loss ?? Number.NaN]);
  const minima = history.minima.map((before, arm) => [
    ...before,
    Number.isFinite(arms[arm]?.loss) ? (lowest[arm] ?? Number.NaN) : Number.NaN,
  ]);
  const lossSpreads = history.lossSpreads.map((before, arm) => [...before, arms[arm]?.lossSpread ?? Number.NaN]);
  const variances = history.variances.map((before, arm) => [...before, arms[arm]?.varianceLog10 ?? []]);
  const metrics = history.metrics.map((before, arm) =>
    withValues(before, arms[arm]?.metrics ?? {}, history.steps.length),
  );
  if (steps.length <= MOST_POINTS) return { steps, losses, minima, lossSpreads, variances, metrics, lowest };
  // Counted from the end, so that the latest stays.
  const thinned = <Value>(values: readonly Value[]) => values.filter((_, i) => (values.length - 1 - i) % 2 === 0);
  return {
    steps: thinned(steps),
    losses: losses.map(thinned),
    minima: minima.map(thinned),
    lossSpreads: lossSpreads.map(thinned),
    variances: variances.map(thinned),
    metrics: metrics.map((series) =>
      Object.fromEntries(Object.entries(series).map(([name, values]) => [name, thinned(values)])),
    ),
    lowest,
  };
}

function withLatestMetrics(history: History, arms: readonly Remembered[]): History {
  const known = history.steps.length - 1;
  const metrics = history.metrics.map((series, arm) => {
    const before = Object.entries(series).map(([name, values]) => [name, values.slice(0, -1)] as const);
    return withValues(Object.fromEntries(before), arms[arm]?.metrics ?? {}, known);
  });
  return { ...history, metrics };
}

/** Every series one value longer; a metric that is new was not there at the `known` steps before. */
function withValues(
  series: Readonly<Record<string, readonly number[]>>,
  values: Metrics,
  known: number,
): Readonly<Record<string, readonly number[]>> {
  const names = new Set([...Object.keys(series), ...Object.keys(values)]);
  return Object.fromEntries(
    [...names].map((name) => [
      name,
      [...(series[name] ?? new Array<number>(known).fill(Number.NaN)), values[name] ?? Number.NaN],
    ]),
  );
}

function lower(before: number | null, loss: number | null): number | null {
  if (loss === null || !Number.isFinite(loss)) return before;
  return before === null ? loss : Math.min(before, loss);
}
