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
  return { networks, overflowed: count.overflowed, vanished: count.vanished };
}

function networkLaw({ width }: Experiment, { activation, cw, cb, inputScale }: ArmSetup, data: TaskData): NetworkLaw {
  const { inputDimension, outputDimension, loss } = data;
  const all = observedInputs(data);
  const rows = decisiveInputs(all, inputDimension).map((row) =>
    all.subarray(row * inputDimension, (row + 1) * inputDimension),
  );
  const product = (a: Float32Array, b: Float32Array) => a.reduce((sum, x, k) => sum + x * b[k]!, 0);
  return {
    activation,
    cw,
    cb,
    width,
    outputDimension,
    products: Float64Array.from(
      rows.flatMap((a) => rows.map((b) => (product(a, b) * inputScale ** 2) / inputDimension)),
    ),
    largestOutput: loss === 'cross-entropy' ? OVERFLOW_MAGNITUDE : LARGEST_SQUARED,
  };
}

/** As many as the budget allows, a power of two. */
function networksFor({ cw, width, products }: NetworkLaw): number {
  const inputs = Math.sqrt(products.length);
  const layer =
    inputs < width
      ? inputs ** 2 * width + inputs ** 3 / 6 + NORMAL * inputs * width
      : (NORMAL + inputs) * width ** 2 + NORMAL * inputs * width;
  const affordable = BUDGET / (cw.length * layer);
  return Math.max(FEWEST, Math.min(MOST, 2 ** Math.floor(Math.log2(affordable))));
}
