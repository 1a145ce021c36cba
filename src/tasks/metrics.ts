/** How good outputs are, by the loss that was trained. */
import { outputsPerPoint, type TaskData } from './task.ts';

export type Metrics = Readonly<Record<string, number>>;

/**
 * What a metric is called on the page:
 * - `testLoss`: mean loss on held-out examples;
 * - `testAccuracy`: fraction of held-out examples whose largest output is the right class;
 * - `relativeL2`: root of Σ (u - exact)² over Σ exact², over the points of the picture;
 * - `slopeError`, `curvatureError`: root mean square of ∂u/∂x and ∂²u/∂x² less the target's own, over these points.
 */
export const METRIC_LABELS = {
  testLoss: 'test loss',
  testAccuracy: 'test accuracy',
  relativeL2: 'relative L2 error',
  slopeError: 'slope error',
  curvatureError: 'curvature error',
} as const;

/**
 * The metrics of a network from its outputs at the points of `data.evaluation`; none where nothing is held out.
 * @param outputs [evaluation.size × outputsPerPoint(data)]
 */
export function metricsOf(data: TaskData, outputs: ArrayLike<number>): Metrics {
  if (data.evaluation.held === 0) return {};
  return finite(MEASURES[data.loss](data, outputs));
}

/** Whether there is a loss on held-out examples, the same as the one that is trained; where slopes are, too, it is of the values alone. */
export const hasTestLoss = ({ loss, evaluation }: Pick<TaskData, 'loss' | 'evaluation'>): boolean =>
  (loss === 'squared-error' || loss === 'cross-entropy') && evaluation.held > 0;

/**
 * How far a network's derivatives are from the target's own; none where these are unknown.
 * @param derivatives ∂u/∂x and ∂²u/∂x² at the points of `data.evaluation`, side by side, [evaluation.size × 2].
 */
export function derivativeMetrics({ evaluation }: TaskData, derivatives: ArrayLike<number>): Metrics {
  const { held, derivatives: own } = evaluation;
  if (!own || held === 0) return {};
  const off = [0, 0] as [number, number];
  for (let i = 0; i < own.length; i++) off[(i % 2) as 0 | 1] += (derivatives[i]! - own[i]!) ** 2;
  return finite({ slopeError: Math.sqrt(off[0] / held), curvatureError: Math.sqrt(off[1] / held) });
}

const finite = (found: Metrics): Metrics =>
  Object.fromEntries(Object.entries(found).filter(([, value]) => Number.isFinite(value)));

type Measure = (data: TaskData, outputs: ArrayLike<number>) => Metrics;

const MEASURES: Readonly<Record<TaskData['loss'], Measure>> = {
  'squared-error': ({ evaluation: { held, targets } }, outputs) => {
    let sum = 0;
    for (let i = 0; i < targets.length; i++) sum += (outputs[i]! - targets[i]!) ** 2;
    return { testLoss: sum / held };
  },
  // Of the values alone, so that weights of slopes can be compared.
  sobolev: (data, outputs) => MEASURES['squared-error'](data, outputs),
  'cross-entropy': ({ evaluation: { held, targets }, outputDimension }, outputs) => {
    let [sum, right] = [0, 0];
    for (let example = 0; example < held; example++) {
      const scores = Array.from({ length: outputDimension }, (_, o) => outputs[example * outputDimension + o]!);
      const truth = targets.subarray(example * outputDimension, (example + 1) * outputDimension);
      sum += crossEntropy(scores, truth);
      if (truth[largestIndex(scores)] === 1) right++;
    }
    return { testLoss: sum / held, testAccuracy: right / held };
  },
  residual: (data, outputs) => {
    const { held, targets } = data.evaluation;
    const stride = outputsPerPoint(data);
    let [error, exact] = [0, 0];
    for (let point = 0; point < held; point++) {
      error += (outputs[point * stride]! - targets[point]!) ** 2;
      exact += targets[point]! ** 2;
    }
    return { relativeL2: Math.sqrt(error / exact) };
  },
};

/** -Σ y log softmax(z), without overflow. */
export function crossEntropy(scores: ArrayLike<number>, truth: ArrayLike<number>): number {
  const largest = Math.max(...Array.from(scores));
  let total = 0;
  for (let o = 0; o < scores.length; o++) total += Math.exp(scores[o]! - largest);
  const logTotal = largest + Math.log(total);
  let loss = 0;
  for (let o = 0; o < scores.length; o++) loss += truth[o]! * (logTotal - scores[o]!);
  return loss;
}

/** Place of the largest value, the first of several. */
export function largestIndex(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i;
  return best;
}

/** The loss of the best constant output on the observed examples. */
export function bestConstantLoss(data: TaskData): number {
  return CONSTANT[data.loss](data);
}

const CONSTANT: Readonly<Record<TaskData['loss'], (data: TaskData) => number>> = {
  'squared-error': ({ observed, outputDimension, targets }) => {
    let loss = 0;
    for (let output = 0; output < outputDimension; output++) {
      let [mean, squares] = [0, 0];
      for (let example = 0; example < observed; example++)
        mean += targets[example * outputDimension + output]! / observed;
      for (let example = 0; example < observed; example++) {
        squares += (targets[example * outputDimension + output]! - mean) ** 2 / observed;
      }
      loss += squares;
    }
    return loss;
  },
  // A constant's slope is 0.
  sobolev: (data) => {
    const { observed, sobolev } = data;
    let squares = 0;
    for (let example = 0; example < observed; example++) squares += sobolev!.slopes[example]! ** 2 / observed;
    return CONSTANT['squared-error'](data) + sobolev!.weight * squares;
  },
  // The entropy of the classes.
  'cross-entropy': ({ observed, outputDimension, targets }) => {
    let loss = 0;
    for (let output = 0; output < outputDimension; output++) {
      let share = 0;
      for (let example = 0; example < observed; example++)
        share += targets[example * outputDimension + output]! / observed;
      if (share > 0) loss -= share * Math.log(share);
    }
    return loss;
  },
  // Of a constant u only the coefficient of u counts: weighted least squares in one unknown.
  residual: ({ observed, targets, equation }) => {
    if (equation === null) throw new RangeError('A residual needs an equation.');
    const { streams, coefficients, weights } = equation;
    let [aa, ab, bb] = [0, 0, 0];
    for (let example = 0; example < observed; example++) {
      const [a, b, w] = [coefficients[example * streams]!, targets[example]!, weights[example]!];
      aa += (w * a * a) / observed;
      ab += (w * a * b) / observed;
      bb += (w * b * b) / observed;
    }
    return aa > 0 ? bb - (ab * ab) / aa : bb;
  },
};
