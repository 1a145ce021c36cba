/** How many networks of an experiment's arms survive their initialisation, counted on a few hundred of them. */
import type { Experiment } from '../../experiment/experiment.ts';
import { type ArmSetup, setup } from '../../experiment/setup.ts';
import { normalStream } from '../../lib/random.ts';
import { observedInputs, type TaskData } from '../../tasks/task.ts';
import { OVERFLOW_MAGNITUDE } from '../engine.ts';
import { decisiveInputs } from './inputs.ts';
import { type NetworkLaw, networkSampler } from './network.ts';

export interface SurvivalCount {
  /** Networks drawn. */
  readonly networks: number;
  /** Of these, how many overflow before the first step, and how many vanish; see `networkSampler`. */
  readonly overflowed: number;
  readonly vanished: number;
  /** Where the batch is larger than what can be followed: by so many of its largest inputs alone; else null. */
  readonly largest: number | null;
}

const [FEWEST, MOST] = [64, 512];
/** Multiplications that an arm may cost. */
const BUDGET = 4e8;
/** What drawing a normal and applying σ to it cost, in multiplications: about 40 ns beside 1. */
const NORMAL = 40;
/** Square root of float32's largest number: the square of a larger output is none. */
const LARGEST_SQUARED = Math.sqrt(2 ** 128 - 2 ** 104);

/** Counts an arm's networks one by one, yielding after each; the same experiment gives the same count. */
export function* countArm(experiment: Experiment, index: number): Generator<undefined, SurvivalCount | null> {
  const { arms, data } = setup(experiment);
  const arm = arms[index];
  if (!arm) return null;
  const law = networkLaw(experiment, arm, data);
  const draw = networkSampler(law);
  const networks = networksFor(law);
  const count = { finite: 0, overflowed: 0, vanished: 0 };
  for (let network = 0; network < networks; network++) {
    count[draw(normalStream(experiment.seed, 'survival', network))]++;
    yield;
  }
  const { overflowed, vanished } = count;
  const followed = Math.sqrt(law.products.length);
  const partly = data.inputDimension > 2 && followed < data.observed;
  return { networks, overflowed, vanished, largest: partly ? followed : null };
}

function networkLaw({ width }: Experiment, arm: ArmSetup, data: TaskData): NetworkLaw {
  const { layers, inputScale } = arm;
  const { inputDimension, outputDimension, loss } = data;
  const all = observedInputs(data);
  const rows = decisiveInputs(all, inputDimension).map((row) =>
    all.subarray(row * inputDimension, (row + 1) * inputDimension),
  );
  return {
    layers,
    inputDimension,
    width,
    outputDimension,
    products: productsOf(rows, inputScale ** 2 / inputDimension),
    largestOutput: loss === 'cross-entropy' ? OVERFLOW_MAGNITUDE : LARGEST_SQUARED,
  };
}

/** Scaled products of all pairs, [m × m]. */
function productsOf(rows: readonly Float32Array[], scale: number): Float64Array {
  const products = new Float64Array(rows.length ** 2);
  rows.forEach((a, i) => {
    for (let j = 0; j <= i; j++) {
      const b = rows[j]!;
      let sum = 0;
      for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
      products[i * rows.length + j] = scale * sum;
      products[j * rows.length + i] = scale * sum;
    }
  });
  return products;
}

/** As many as the budget allows, a power of two. */
function networksFor({ layers, width, products }: NetworkLaw): number {
  const inputs = Math.sqrt(products.length);
  const layer =
    inputs < width
      ? inputs ** 2 * width + inputs ** 3 / 6 + NORMAL * inputs * width
      : (NORMAL + inputs) * width ** 2 + NORMAL * inputs * width;
  const orthogonal = layers.some(({ weights }) => weights === 'orthogonal');
  const reflections = orthogonal ? 2 * width * Math.min(inputs, width) ** 2 : 0;
  const affordable = BUDGET / (layers.length * (layer + reflections));
  return Math.max(FEWEST, Math.min(MOST, 2 ** Math.floor(Math.log2(affordable))));
}
