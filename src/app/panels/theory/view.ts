/** What the charts of theory are told of each arm: pure functions of the experiment, and of what was measured. */
import type { HistoryArm } from '../../../charts/history/types.ts';
import type { KernelArm } from '../../../charts/kernelMap/types.ts';
import { kernelWindow } from '../../../charts/kernelMap/window.ts';
import type { LayerArm } from '../../../charts/layers/types.ts';
import type { Domain, Point } from '../../../charts/shared/chart.ts';
import type { Experiment } from '../../../experiment/experiment.ts';
import { type ArmSetup, hiddenLayer, largestK1 } from '../../../experiment/setup.ts';
import { remember } from '../../../lib/remember.ts';
import type { TaskData } from '../../../tasks/task.ts';
import { errorGradientLog10 } from '../../../theory/errorGradients.ts';
import { kernelFixedPoints } from '../../../theory/fixedPoints.ts';
import { logKernels } from '../../../theory/flow.ts';
import { meanGradientLog10 } from '../../../theory/gradients.ts';
import { logNextKernel } from '../../../theory/layerStep.ts';
import { slotOf } from '../../armSlots.ts';
import { log10OrNull, type Shown } from '../../store/shown.ts';
import { identity, theoryOf } from '../../theory.ts';
import { failedAt } from '../lossArms.ts';
import { measured } from '../view.ts';

/** Samples of a map across its window. */
const SAMPLES = 160;

/** The kernel maps with the flows of the input of mean size and of the largest, and the window that shows them all. */
export function kernelMaps(experiment: Experiment): { readonly arms: readonly KernelArm[]; readonly window: Domain } {
  const bare = theoryOf(experiment).setup.arms.map((arm, index) => ({
    arm,
    slot: slotOf(experiment, index),
    label: arm.label,
    ...flows(arm),
    fixedPoints: kernelFixedPoints(hiddenLayer(arm)).map(({ logK, slope, stability }) => ({
      log10K: toLog10(logK),
      slope,
      stability,
    })),
  }));
  const window = kernelWindow(bare);
  return { window, arms: bare.map(({ arm, ...rest }) => ({ ...rest, map: mapSamples(arm, window) })) };
}

/** Inputs within so much of the mean one, in log K, are of one size with it. */
const ONE_SIZE = 0.01;

function flows(arm: ArmSetup): Pick<KernelArm, 'iteratesLog10' | 'largestLog10'> {
  const of = (k1: number) => [...logKernels(arm.layers, Math.log(k1))].map(toLog10);
  const largest = largestK1(arm);
  const iteratesLog10 = of(arm.k1);
  return largest > arm.k1 * (1 + ONE_SIZE) ? { iteratesLog10, largestLog10: of(largest) } : { iteratesLog10 };
}

const toLog10 = (log: number): number => log / Math.LN10;

function mapSamples(arm: ArmSetup, [low, high]: Domain): Point[] {
  return Array.from({ length: SAMPLES + 1 }, (_, index): Point => {
    const log10K = low + (index / SAMPLES) * (high - low);
    return [log10K, toLog10(logNextKernel(hiddenLayer(arm), log10K * Math.LN10))];
  });
}

/** χ∥ and χ⊥ from each layer to the next, for the input of mean size; nothing follows the last layer. */
export function susceptibilityArms(experiment: Experiment): LayerArm[] {
  const { setup, predictions } = theoryOf(experiment);
  const upToLast = (values: readonly number[]) =>
    values.map((value, l) => (l + 1 < values.length ? Math.log10(value) : null));
  return setup.arms.map(({ label }, index) => ({
    slot: slotOf(experiment, index),
    label,
    lines: [
      { symbol: 'χ∥', stroke: 'solid', log10: upToLast(predictions[index]?.chiParallel ?? []) },
      { symbol: 'χ⊥', stroke: 'dashed', log10: upToLast(predictions[index]?.chiPerp ?? []) },
    ],
    measuredLog10: null,
  }));
}

/**
 * Measured ‖∂L/∂z_l‖², and what χ⊥'s product makes of its value at the last layer; of a squared error also what becomes of
 * it since the error is correlated with the signal.
 */
export function gradientArms(experiment: Experiment, shown: Shown | null): LayerArm[] {
  const { setup } = theoryOf(experiment);
  return setup.arms.map((arm, index) => {
    const now = measured(shown?.latest.measurement.arms, index, arm.activation.id);
    const measuredLog10 = now?.gradient.map(log10OrNull) ?? [];
    const top = measuredLog10.at(-1) ?? null;
    const fromTop = (log10s: readonly number[]) =>
      log10s.map((log10) => (top === null || Number.isNaN(log10) ? null : log10 + top));
    const corrected = errorGradients(experiment, index, arm, setup.data);
    const product = { symbol: 'Πχ⊥', stroke: 'dashed' as const, log10: fromTop(gradientProducts(arm)) };
    return {
      slot: slotOf(experiment, index),
      label: arm.label,
      lines: corrected ? [{ symbol: '', stroke: 'solid' as const, log10: fromTop(corrected) }, product] : [product],
      measuredLog10,
    };
  });
}

/** Of the last arms seen, by all that they depend on: a slider of one arm leaves the others' as they are. */
const errors = new Map<string, readonly number[] | null>();
const REMEMBERED = 16;

/**
 * log10 of the predicted ‖∂L/∂z_l‖² of a squared error, [L], where the last layer's is 1; NaN where first order in 1/width is not
 * enough; null for other losses, for orthogonal weights and where nothing but the last layer is known.
 */
function errorGradients(
  experiment: Experiment,
  index: number,
  arm: ArmSetup,
  data: TaskData,
): readonly number[] | null {
  if (data.loss !== 'squared-error') return null;
  const { width } = experiment;
  const key = identity(experiment, index);
  let known = errors.get(key);
  if (known === undefined) {
    const { outputDimension, targets, observed } = data;
    const targetSquares = Float64Array.from({ length: observed }, (_, example) => {
      const own = targets.subarray(example * outputDimension, (example + 1) * outputDimension);
      return own.reduce((sum, y) => sum + y * y, 0);
    });
    const asked = { width, outputDimension, targetSquares };
    const log10 = errorGradientLog10(arm.layers, arm.k1PerExample, asked);
    known = log10 === null || Number.isNaN(log10.at(-2)) ? null : [...log10];
    remember(errors, key, known, REMEMBERED);
  }
  return known;
}

const products = new WeakMap<ArmSetup, readonly number[]>();

/** log10 of the predicted ‖∂L/∂z_l‖², [L], where the last layer's is 1; batch mean. */
export function gradientProducts(arm: ArmSetup): readonly number[] {
  let known = products.get(arm);
  if (known === undefined) {
    known = [...meanGradientLog10(arm.layers, arm.k1PerExample, 1)];
    products.set(arm, known);
  }
  return known;
}

/** The arms of the history: those of the run that is shown. */
export function historyArms(shown: Shown | null): HistoryArm[] {
  if (shown === null) return [];
  return theoryOf(shown.experiment).setup.arms.map(({ label }, index) => ({
    slot: slotOf(shown.experiment, index),
    label,
    steps: shown.history.steps,
    log10: shown.history.variances[index] ?? [],
    failedAt: failedAt(shown, index),
  }));
}
