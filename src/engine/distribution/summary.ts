/** Histogram and moments of the numbers of one layer. */

/** Bins of a histogram, an odd number: 0 lies in the middle of one. */
export const BINS = 61;
/** They reach from -5 to 5 times the root mean square. */
export const REACH = 5;
/** Width of a bin, in root mean squares. */
export const BIN = (2 * REACH) / BINS;

export interface Histogram {
  /** How many numbers lie in each bin, [BINS]; from its lower border to below its upper one. */
  readonly counts: readonly number[];
  /** And below the first and above the last. */
  readonly below: number;
  readonly above: number;
}

export interface Summary {
  /** How many numbers there are: counts, `below` and `above` add up to it. */
  readonly count: number;
  /** Their root mean square, the unit of the histogram. */
  readonly scale: number;
  /** Their mean, in the same unit; 0 where the unit is 0. */
  readonly mean: number;
  /** E[x⁴]/E[x²]² - 3, about 0; null where all numbers are 0. */
  readonly kurtosis: number | null;
  /** Standard error of the same; null where there are too few independent numbers. */
  readonly kurtosisError: number | null;
  readonly histogram: Histogram;
}

/** From so many networks on, they are the independent parts whose scatter tells the standard error; of fewer, their neurons are. */
export const LEAST_NETWORKS = 8;

/**
 * @param networks of each, [examples × neurons]; not empty.
 */
export function summary(networks: readonly Float32Array[], neurons: number): Summary {
  const count = networks.reduce((sum, values) => sum + values.length, 0);
  const scale = Math.sqrt(networks.reduce((sum, values) => sum + squares(values), 0) / count);
  const unit = scale === 0 ? 1 : scale;
  const counts = new Array<number>(BINS).fill(0);
  let [below, above, total] = [0, 0, 0];
  const parts = new Parts(networks.length, neurons);
  networks.forEach((values, network) => {
    for (let i = 0; i < values.length; i++) {
      const u = values[i]! / unit;
      const bin = Math.floor((u + REACH) / BIN);
      if (bin < 0) below++;
      else if (bin >= BINS) above++;
      else counts[bin]!++;
      total += u;
      parts.add(network, i % neurons, u * u);
    }
  });
  return {
    count,
    scale,
    mean: total / count,
    ...(scale === 0 ? { kurtosis: null, kurtosisError: null } : parts.kurtosis()),
    histogram: { counts, below, above },
  };
}

function squares(values: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! ** 2;
  return sum;
}

/**
 * Sums of u² and u⁴ over the independent parts of a sample: its networks, or, where they are few, their neurons, which are
 * independent given the layer before. (A network's inputs never are.)
 */
class Parts {
  readonly #byNeuron: number;
  readonly #second: Float64Array;
  readonly #fourth: Float64Array;
  readonly #count: Float64Array;

  constructor(networks: number, neurons: number) {
    this.#byNeuron = networks < LEAST_NETWORKS ? neurons : 0;
    const parts = networks * Math.max(1, this.#byNeuron);
    [this.#second, this.#fourth, this.#count] = [0, 0, 0].map(() => new Float64Array(parts)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
  }

  add(network: number, neuron: number, square: number): void {
    const part = this.#byNeuron > 0 ? network * this.#byNeuron + neuron : network;
    this.#second[part]! += square;
    this.#fourth[part]! += square * square;
    this.#count[part]! += 1;
  }

  /** Its standard error by the delta method: how much each part by itself moves the quotient. */
  kurtosis(): { readonly kurtosis: number; readonly kurtosisError: number | null } {
    const all = (sums: Float64Array) => sums.reduce((sum, part) => sum + part, 0);
    const count = all(this.#count);
    const [second, fourth] = [all(this.#second) / count, all(this.#fourth) / count];
    const quotient = fourth / second ** 2;
    const parts = this.#count.length;
    let variance = 0;
    for (let part = 0; part < parts; part++) {
      const own = this.#count[part]!;
      const moved =
        (this.#fourth[part]! - own * fourth) / second ** 2 -
        (2 * quotient * (this.#second[part]! - own * second)) / second;
      variance += (moved / count) ** 2;
    }
    const error = Math.sqrt((variance * parts) / (parts - 1));
    return { kurtosis: quotient - 3, kurtosisError: Number.isFinite(error) ? error : null };
  }
}
