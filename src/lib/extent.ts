/** Ranges of samples: a module of its own, since charts that come later alone ask for them. */

/** The least and the greatest; nothing where there are no numbers. NaN does not count. */
export function extent(values: ArrayLike<number>): readonly [low: number, high: number] | readonly [] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : [];
}

/** The value below which this share of the sample lies, interpolated between neighbours; undefined for an empty sample. */
export function quantile(values: ArrayLike<number>, share: number): number | undefined {
  const sorted = Float64Array.from(values).sort();
  const place = share * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  if (below === undefined || above === undefined) return undefined;
  return below === above ? below : below + (place - Math.floor(place)) * (above - below);
}
