import type { Activation } from '../activations/activation.ts';
import { activation as activationOf } from '../activations/catalogue.ts';
import { mean } from '../lib/statistics.ts';
import { task } from '../tasks/catalogue.ts';
import { datasetChanges } from '../tasks/datasets.ts';
import { bestConstantLoss } from '../tasks/metrics.ts';
import { observedInputs, type TaskData } from '../tasks/task.ts';
import { bestStart, type Start } from '../theory/best.ts';
import { type CriticalInitialisation, criticalInitialisation } from '../theory/critical.ts';
import { type Layer, stacked } from '../theory/layer.ts';
import { type ExactProduct, startsExact } from './exact.ts';
import type { Arm, Experiment, InitName } from './experiment.ts';
import { armLabel, kindOf } from './layerKind.ts';
import { ARM_LIMITS } from './limits.ts';

/** The experiment made concrete: its data and each arm's initialisation in numbers. */
export interface Setup {
  readonly data: TaskData;
  /** Loss of the best constant on the data. */
  readonly baseline: number;
  /** |x|² of the largest observed example over their mean |x|²; 1 where all are zero. */
  readonly largestShare: number;
  readonly arms: readonly ArmSetup[];
}

export interface ArmSetup {
  /** What people read: the activation's label and what is not plain of its layers, with the arm's place behind it where several arms share both. */
  readonly label: string;
  readonly activation: Activation;
  /** How each layer is made, [L]. */
  readonly layers: readonly Layer[];
  /** All inputs are multiplied by this. */
  readonly inputScale: number;
  /** Mean of K_1 over the observed examples. */
  readonly k1: number;
  /** K_1 of every observed example, [observed]. */
  readonly k1PerExample: Float64Array;
  readonly learningRate: number;
  /** Present for `init: 'critical'`: the point and whether it is truly critical or the best effort. */
  readonly critical: CriticalInitialisation | null;
  /** Present for `init: 'best'`. */
  readonly best: Start | null;
  /** Present where `init: 'exact'` can be had: what weights that are written down, not drawn, represent. All numbers else are of the critical start. */
  readonly exact: ExactProduct | null;
}

/** C_W of each layer, [L], and the C_b of all. */
export const variancesOf = ({
  layers,
}: Pick<ArmSetup, 'layers'>): { readonly cw: readonly number[]; readonly cb: number } => ({
  cw: layers.map(({ cw }) => cw),
  cb: (layers[0] as Layer).cb,
});

/** The layer between two hidden ones: by Xavier's rule only the outer layers' C_W differ from it. */
export const hiddenLayer = ({ layers }: Pick<ArmSetup, 'layers'>): Layer => (layers[1] ?? layers[0]) as Layer;

/** K_1 of the largest input, which is the first to leave float32. */
export const largestK1 = ({ k1PerExample }: Pick<ArmSetup, 'k1PerExample'>): number =>
  k1PerExample.reduce((largest, k1) => Math.max(largest, k1), 0);

/** The same experiment, and the same dataset where its task has one, gives the same numbers. */
export function setup(experiment: Experiment): Setup {
  const { data, baseline, squares } = drawnData(experiment);
  const shares = sharesOf(squares);
  const fans = fansOf(experiment, data);
  const labels = labelsOf(experiment.arms);
  return {
    data,
    baseline,
    largestShare: shares.largest,
    arms: experiment.arms.map((arm, index) => ({
      label: labels[index] as string,
      ...setupArm(arm, experiment, fans, squares, shares),
    })),
  };
}

/** The data and what they say by themselves. */
interface DrawnData {
  readonly key: string;
  readonly data: TaskData;
  readonly baseline: number;
  /** |x|² / n0 of every observed example, [observed]. */
  readonly squares: Float64Array;
}

let latest: DrawnData | null = null;

/** Neither a slider of depth or width, nor another arm, draws them anew. */
function drawnData({ task: { name, settings }, seed }: Experiment): DrawnData {
  const key = JSON.stringify([name, settings, seed, datasetChanges()]);
  if (latest?.key === key) return latest;
  const data = task(name).data(settings, seed);
  latest = { key, data, baseline: bestConstantLoss(data), squares: meanSquaresPerExample(data) };
  return latest;
}

/** Numbers of neurons from the input to the output, [L + 1]: layer l has fan-in fans[l-1] and fan-out fans[l]. */
function fansOf({ depth, width }: Experiment, data: TaskData): readonly number[] {
  return [data.inputDimension, ...new Array<number>(depth - 1).fill(width), data.outputDimension];
}

function labelsOf(arms: readonly Arm[]): readonly string[] {
  // Two long formulas may be shortened to the same.
  const labels = arms.map(armLabel);
  const known = new Set<string>();
  const shared = new Set(labels.filter((label) => known.size === known.add(label).size));
  return labels.map((label, index) => (shared.has(label) ? `${label} #${index + 1}` : label));
}

/** |x|² of the smallest and of the largest observed example over their mean |x|²; 1 where all are zero. */
interface Shares {
  readonly smallest: number;
  readonly largest: number;
}

function sharesOf(squares: Float64Array): Shares {
  const meanSquare = mean(squares);
  if (meanSquare === 0) return { smallest: 1, largest: 1 };
  return {
    smallest: squares.reduce((a, b) => Math.min(a, b)) / meanSquare,
    largest: squares.reduce((a, b) => Math.max(a, b)) / meanSquare,
  };
}

function setupArm(
  arm: Arm,
  { task: choice, depth, width, learningRate }: Experiment,
  fans: readonly number[],
  squares: Float64Array,
  { smallest, largest }: Shares,
): Omit<ArmSetup, 'label'> {
  const kind = kindOf(arm);
  const exact = startsExact(arm, { task: choice, depth, width });
  const init = arm.init === 'exact' ? 'critical' : arm.init;
  const critical = init === 'critical' ? criticalPoint(arm, depth) : null;
  const best =
    init === 'best'
      ? bestStart(activationOf(arm.activation), {
          depth,
          width,
          smallestShare: smallest,
          largestShare: largest,
          k1: arm.k1,
          kind,
          least: { cw: ARM_LIMITS.cw.min, k1: ARM_LIMITS.k1.min },
        })
      : null;
  const start = critical ?? best;
  const cw = WEIGHT_VARIANCE[init](arm, fans, start);
  const cb = best?.cb ?? biasVariance({ ...arm, init }, depth);
  const firstCw = cw[0] as number;
  const activation = activationOf(arm.activation);
  const meanSquare = mean(squares);
  // Inputs that are all zero have no size that a scale could change.
  const wanted = meanSquare === 0 || exact !== null ? null : (arm.k1 ?? start?.k1 ?? null);
  const inputScale = wanted === null ? 1 : Math.sqrt((wanted - cb) / (firstCw * meanSquare));
  const k1PerExample = squares.map((square) => cb + firstCw * inputScale * inputScale * square);
  return {
    activation,
    layers: stacked({ activation, cw: firstCw, cb, ...kind }, depth).map((layer, l) => ({
      ...layer,
      cw: cw[l] as number,
    })),
    inputScale,
    k1: wanted ?? cb + firstCw * meanSquare,
    k1PerExample,
    learningRate: arm.learningRate ?? learningRate,
    critical: exact === null ? critical : null,
    best,
    exact,
  };
}

type WeightVariance = (arm: Arm, fans: readonly number[], start: Start | null) => number[];

const same =
  (value: number): WeightVariance =>
  (_, fans) =>
    new Array<number>(fans.length - 1).fill(value);

const foundByTheory: WeightVariance = (arm, fans, start) => same(start?.cw ?? 1)(arm, fans, start);

/** C_W of each layer, [L], by initialisation; Var W = C_W / fan-in. */
const WEIGHT_VARIANCE: Readonly<Record<Exclude<InitName, 'exact'>, WeightVariance>> = {
  critical: foundByTheory,
  best: foundByTheory,
  // He et al. 2015.
  he: same(2),
  // LeCun et al. 1998.
  lecun: same(1),
  // Glorot and Bengio 2010: Var W = 2 / (fan-in + fan-out).
  xavier: (_, fans) =>
    fans.slice(1).map((fanOut, layer) => {
      const fanIn = fans[layer] as number;
      return (2 * fanIn) / (fanIn + fanOut);
    }),
  custom: (arm, fans, start) => same(arm.cw ?? ARM_LIMITS.cw.default)(arm, fans, start),
};

/** C_b of an arm at that depth: what `k1` must exceed. Nothing for a best start, which finds its C_b below any `k1`. */
export function biasVariance(arm: Arm, depth: number): number {
  if (arm.init === 'critical') return criticalPoint(arm, depth).cb;
  return arm.init === 'custom' ? (arm.cb ?? ARM_LIMITS.cb.default) : 0;
}

/**
 * The theory's point, to twelve significant digits: it comes out of Math.exp, log and quadrature, whose last bits
 * differ between browsers, and those bits must not reach the weights that a permalink promises.
 */
function criticalPoint(arm: Arm, depth: number): CriticalInitialisation {
  const point = criticalInitialisation(activationOf(arm.activation), depth, kindOf(arm));
  return { ...point, cw: settled(point.cw), cb: settled(point.cb), k1: settled(point.k1) };
}

const settled = (value: number): number => Number(value.toPrecision(12));

/** |x|² / n0 of every observed example, [observed]. */
function meanSquaresPerExample(data: TaskData): Float64Array {
  const { observed, inputDimension } = data;
  const inputs = observedInputs(data);
  return Float64Array.from({ length: observed }, (_, example) => {
    let sum = 0;
    for (let k = 0; k < inputDimension; k++) sum += inputs[example * inputDimension + k]! ** 2;
    return sum / inputDimension;
  });
}
