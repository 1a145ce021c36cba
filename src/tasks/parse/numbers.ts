/** Numbers in cells, and what many of them have in common. */

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** A finite number that float32 can hold; neither `NaN` nor hexadecimal. */
export const isNumber = (cell: string): boolean => NUMBER.test(cell) && Math.abs(Number(cell)) < 3.4e38;

/** Mean and deviation of each column, over rows as they come (B. P. Welford, Technometrics 4 (1962) 419). */
export class Moments {
  readonly mean: Float64Array;
  readonly #squares: Float64Array;
  readonly #lowest: Float64Array;
  readonly #highest: Float64Array;
  #rows = 0;

  constructor(columns: number) {
    this.mean = new Float64Array(columns);
    this.#squares = new Float64Array(columns);
    this.#lowest = new Float64Array(columns).fill(Number.POSITIVE_INFINITY);
    this.#highest = new Float64Array(columns).fill(Number.NEGATIVE_INFINITY);
  }

  add(row: ArrayLike<number>): void {
    this.#rows++;
    for (let k = 0; k < this.mean.length; k++) {
      const value = row[k]!;
      const off = value - this.mean[k]!;
      this.mean[k]! += off / this.#rows;
      this.#squares[k]! += off * (value - this.mean[k]!);
      if (value < this.#lowest[k]!) this.#lowest[k] = value;
      if (value > this.#highest[k]!) this.#highest[k] = value;
    }
  }

  /** Of values that are all the same exactly 0, not what rounding leaves. */
  deviation(column: number): number {
    if (this.#lowest[column] === this.#highest[column]) return 0;
    return Math.sqrt(this.#squares[column]! / this.#rows);
  }

  /** The largest magnitude. */
  largest(column: number): number {
    return Math.max(Math.abs(this.#lowest[column]!), Math.abs(this.#highest[column]!));
  }
}
