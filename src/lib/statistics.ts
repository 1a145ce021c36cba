/** Sample statistics in float64. */

/** NaN for an empty sample. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return sum / values.length;
}

/** Mean squared deviation from the mean (divisor N), by a second pass, which does not cancel. */
export function variance(values: ArrayLike<number>): number {
  const centre = mean(values);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += ((values[i] as number) - centre) ** 2;
  return sum / values.length;
}

/**
 * Wilson's interval for a probability of which `hits` of `trials` were seen, at 95 % (Wilson 1927): it also holds near 0
 * and 1, where the usual ± is too short.
 */
export function wilsonInterval(hits: number, trials: number): readonly [low: number, high: number] {
  const square = 1.959964 ** 2 / trials;
  const share = hits / trials;
  const centre = share + square / 2;
  const reach = Math.sqrt(square * (share * (1 - share) + square / 4));
  return [Math.max(0, (centre - reach) / (1 + square)), Math.min(1, (centre + reach) / (1 + square))];
}
