/** One number of each network of an arm, told of all of them. */

/** Mean over networks, and its standard deviation over them; null with one. */
export interface OverNetworks {
  readonly mean: number;
  readonly spread: number | null;
  readonly networks: number;
}

/** Null of none. */
export function overNetworks(values: readonly number[]): OverNetworks | null {
  const networks = values.length;
  if (networks === 0) return null;
  const mean = values.reduce((sum, x) => sum + x, 0) / networks;
  const squares = values.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  return { mean, spread: networks === 1 ? null : Math.sqrt(squares / (networks - 1)), networks };
}
