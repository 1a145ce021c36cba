/** log(e^a + e^b) without overflow; -Infinity stands for log 0. */
export function logAddExp(a: number, b: number): number {
  const high = Math.max(a, b);
  const low = Math.min(a, b);
  return low === Number.NEGATIVE_INFINITY || high === Number.POSITIVE_INFINITY
    ? high
    : high + Math.log1p(Math.exp(low - high));
}

/** log Σ e^log without overflow; -Infinity for no terms. */
export function logSum(logs: readonly number[]): number {
  const high = logs.reduce((max, log) => Math.max(max, log), Number.NEGATIVE_INFINITY);
  if (!Number.isFinite(high)) return high;
  return high + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - high), 0));
}
