/** What theory foresees of an arm's start, at infinite width and to leading order in 1/width: in the numbers that causes are told by. */
import type { Experiment } from '../../experiment/experiment.ts';
import { largestK1 } from '../../experiment/setup.ts';
import { fluctuatingFlow, relativeU } from '../../theory/fluctuation.ts';
import type { Prediction } from '../../theory/predict.ts';
import { theoryOf } from '../theory.ts';
import { overflows, vanishes } from './expectation.ts';

export interface Foresight {
  readonly prediction: Prediction;
  /** At infinite width neither overflow nor a vanished signal. */
  readonly survives: boolean;
  /** Largest log10 of K_l / K_1 over the layers, batch mean. */
  readonly growthLog10: number;
  /** log10 of what infinite width leaves of a squared gradient on its way from the last to the first layer, mean input. */
  readonly gradientLog10: number;
  /** Relative standard deviation of K_l over networks of this width, largest input, [L]; leading order. */
  readonly spread: readonly number[];
  /**
   * By how much the first step of Adam at rate 1 can change a preactivation, summed over the layers in units of the
   * preactivations' own size √K; docs/remedies.md derives it.
   */
  readonly stepAtRateOne: number;
}

/** Of one arm. Throws RangeError if there is none at that place. */
export function foresee(experiment: Experiment, index: number): Foresight {
  const { setup, predictions } = theoryOf(experiment);
  const [arm, prediction] = [setup.arms[index], predictions[index]];
  if (!arm || !prediction) throw new RangeError(`There is no arm ${index}.`);
  const { varianceLog10, chiPerp } = prediction;
  const { width } = experiment;
  const { relativeV } = fluctuatingFlow(arm.layers, Math.log(largestK1(arm)), { width, ...setup.data });
  const first = varianceLog10[0] ?? 0;
  return {
    prediction,
    survives: !overflows(prediction) && !vanishes(prediction),
    growthLog10: varianceLog10.reduce((most, log10) => Math.max(most, log10 - first), 0),
    gradientLog10: chiPerp.slice(0, -1).reduce((sum, chi) => sum + Math.log10(chi), 0),
    spread: Array.from(relativeV, (v) => Math.sqrt(relativeU(v) / width)),
    stepAtRateOne: varianceLog10.slice(1).reduce((sum, log10, l) => {
      const { cw, cb, skip } = arm.layers[l + 1]!;
      // Of K the weights make K - C_b - γ² K' = C_W E[σ²], K' one layer before: from it the size of what they act on.
      const carried = skip === 0 ? 0 : skip ** 2 * 10 ** (varianceLog10[l]! - log10);
      const share = Math.max(0, 1 - cb / 10 ** log10 - carried);
      return sum + width * Math.sqrt(share / cw);
    }, 0),
  };
}
