/** What the ridgelines are told of each arm: what was measured, beside theory of the very inputs and networks measured. */
import type { DistributionArm, Ridge } from '../../../charts/distribution/types.ts';
import { formatNumber } from '../../../charts/shared/format.ts';
import {
  type ArmDistribution,
  type Counted,
  type LayerDistribution,
  measuredInputs,
} from '../../../engine/distribution/measure.ts';
import { BIN, BINS, REACH } from '../../../engine/distribution/summary.ts';
import type { Experiment } from '../../../experiment/experiment.ts';
import { remember } from '../../../lib/remember.ts';
import { observedInputs } from '../../../tasks/task.ts';
import { logKernels } from '../../../theory/flow.ts';
import { inputPairs } from '../../../theory/inputPairs.ts';
import { predictedKurtosis } from '../../../theory/kurtosis.ts';
import { logNormed } from '../../../theory/layerStep.ts';
import { binShares, binSharesThrough, mixtureOf } from '../../../theory/mixture.ts';
import { slotOf } from '../../armSlots.ts';
import { identity, predictionInput, theoryOf } from '../../theory.ts';
import type { MeasuredDistribution } from './model.ts';

/** Borders of the bins, in root mean squares. */
const BORDERS = Array.from({ length: BINS + 1 }, (_, i) => -REACH + i * BIN);

/** One arm, layer by layer: what the chart, the line over it and the table of numbers are made of. */
export interface ArmFacts {
  readonly label: string;
  readonly activation: string;
  readonly measured: ArmDistribution;
  /** Theory's excess kurtosis of what was measured, at initialisation, [L]; null where leading order fails. */
  readonly kurtosis: readonly (number | null)[];
  /** log K_l at infinite width of each input measured, [inputs][L]. */
  readonly logKernels: readonly Float64Array[];
}

export function distributionFacts({ experiment, arms }: MeasuredDistribution): readonly ArmFacts[] {
  const { setup } = theoryOf(experiment);
  return setup.arms.flatMap((arm, index) => {
    const measured = arms[index];
    if (!measured) return [];
    return [{ label: arm.label, activation: arm.activation.id, measured, ...theoryFor(experiment, index, measured) }];
  });
}

type ArmTheory = Pick<ArmFacts, 'kurtosis' | 'logKernels'>;

/** Of the last arms seen, by everything that they depend on. */
const theories = new Map<string, ArmTheory>();
const REMEMBERED = 16;

function theoryFor(experiment: Experiment, index: number, { inputs, counted, layers }: ArmDistribution): ArmTheory {
  const networks = layers.map((layer) => layer?.networks ?? 0);
  const key = JSON.stringify([identity(experiment, index), inputs, counted, networks]);
  const known = theories.get(key);
  if (known) return known;
  const { setup } = theoryOf(experiment);
  const { data } = setup;
  const arm = setup.arms[index]!;
  const places = measuredInputs(data, inputs);
  const { inputDimension } = data;
  const all = observedInputs(data);
  const points = places.flatMap((place) => [...all.subarray(place * inputDimension, (place + 1) * inputDimension)]);
  const k1PerExample = Float64Array.from(places, (place) => arm.k1PerExample[place]!);
  const asked = { ...predictionInput(experiment, arm, setup), k1PerExample };
  const fresh = {
    kurtosis:
      counted === 'activations'
        ? []
        : predictedKurtosis(asked, { inputs: inputPairs(points, inputDimension), networks }),
    logKernels: Array.from(k1PerExample, (k1) => logKernels(arm.layers, Math.log(k1))),
  };
  remember(theories, key, fresh, REMEMBERED);
  return fresh;
}

export function distributionArms(experiment: Experiment, facts: readonly ArmFacts[]): readonly DistributionArm[] {
  const { setup } = theoryOf(experiment);
  const step = Math.max(...facts.map(({ measured }) => measured.step));
  return facts.map(({ label, measured, kurtosis, logKernels: logs }, index) => ({
    slot: slotOf(experiment, index),
    label,
    note: noteOf(measured, step),
    ridges: measured.layers.map((layer, l): Ridge | null => {
      if (layer === null) return null;
      const { scale, count, histogram, slopes } = layer;
      const predicted = () => {
        if (scale === 0) return null;
        const above = setup.arms[index]!.layers[l + 1];
        const own = logs.map((logK) => logK[l]!);
        const shares =
          slopes === null || !above
            ? binShares(mixtureOf(own), BORDERS, Math.log(scale))
            : binSharesThrough(
                above.activation.derivatives[0],
                mixtureOf(own.map((logK) => logNormed(above, logK))),
                BORDERS,
                Math.log(scale),
              );
        return shares.map((share) => share / BIN);
      };
      return {
        measured: scale === 0 ? null : histogram.counts.map((n) => n / count / BIN),
        predicted,
        numbers: slopes
          ? [percent(slopes.saturated), percent(slopes.dead)]
          : [number(layer), predictedText(kurtosis[l])],
      };
    }),
  }));
}

const number = ({ kurtosis }: LayerDistribution): string => (kurtosis === null ? '–' : twoDigits(kurtosis));
const predictedText = (kurtosis: number | null | undefined): string => (kurtosis == null ? '–' : twoDigits(kurtosis));

/** Kurtosis is known to hundredths at best. */
const twoDigits = (value: number): string =>
  Math.abs(value) < 10 ? value.toFixed(2).replace('-', '−') : formatNumber(value);

/** A share of what was counted. */
export const percent = (share: number): string =>
  `${share > 0 && share < 0.01 ? '< 1' : share < 1 && share > 0.99 ? '> 99' : Math.round(100 * share)} %`;

/** Of how many networks, where there are several, and when, where other arms are further on. */
function noteOf({ step, layers }: ArmDistribution, now: number): string | null {
  const networks = Math.max(0, ...layers.map((layer) => layer?.networks ?? 0));
  const of = networks > 1 ? `${networks} networks` : '';
  const at = step === now ? '' : step === 0 ? 'at the start' : `at step ${step}`;
  return [of, at].filter(Boolean).join(', ') || null;
}

/** What both columns of numbers are. */
export const NUMBERS: Readonly<
  Record<
    Counted,
    { readonly xName: string; readonly numbersName: string; readonly numberNames: readonly [string, string] }
  >
> = {
  preactivations: {
    xName: 'z over its root mean square',
    numbersName: 'excess kurtosis',
    numberNames: ['measured', 'theory'],
  },
  activations: {
    xName: 'σ(z) over its root mean square',
    numbersName: 'share of z, of neurons',
    numberNames: ['saturated', 'dead'],
  },
};
