/** What many numbers have in common. */

/** Mean and deviation of each column, over rows as they come (B. P. Welford, Technometrics 4 (1962) 419). */
export class Moments {
  readonly mean: Float64Array;
  readonly #squares: Float64Array;
  readonly #lowest: Float64Array;
  readonly #highest: Float64Array;
  readonly #last: Float64Array;
  readonly #count: Uint32Array;

  constructor(columns: number) {
    this.mean = new Float64Array(columns);
    this.#squares = new Float64Array(columns);
    this.#lowest = new Float64Array(columns).fill(Number.POSITIVE_INFINITY);
    this.#highest = new Float64Array(columns).fill(Number.NEGATIVE_INFINITY);
    this.#last = new Float64Array(columns).fill(Number.NaN);
    this.#count = new Uint32Array(columns);
  }

  /** NaN counts for nothing. */
  add(row: ArrayLike<number>): void {
    for (let k = 0; k < this.mean.length; k++) {
      const value = row[k]!;
      this.#last[k] = value;
      if (Number.isNaN(value)) continue;
      const off = value - this.mean[k]!;
      this.mean[k]! += off / ++this.#count[k]!;
      this.#squares[k]! += off * (value - this.mean[k]!);
      if (value < this.#lowest[k]!) this.#lowest[k] = value;
      if (value > this.#highest[k]!) this.#highest[k] = value;
    }
  }

  /** Of values that are all the same exactly 0, not what rounding leaves. */
  deviation(column: number): number {
    if (this.#lowest[column] === this.#highest[column]) return 0;
    return Math.sqrt(this.#squares[column]! / this.#count[column]!);
  }

  lowest(column: number): number {
    return this.#lowest[column]!;
  }

  highest(column: number): number {
    return this.#highest[column]!;
  }

  /** The largest magnitude. */
  largest(column: number): number {
    return Math.max(Math.abs(this.#lowest[column]!), Math.abs(this.#highest[column]!));
  }

  /** The latest value. */
  last(column: number): number {
    return this.#last[column]!;
  }
}
