/** What the criticality card says of an arm: all computed from σ and the present initialisation. */
import type { Activation } from '../../../activations/activation.ts';
import { formatNumber } from '../../../charts/shared/format.ts';
import { type ArmSetup, largestK1 } from '../../../experiment/setup.ts';
import {
  type CriticalPoint,
  type Universality,
  type UniversalityClass,
  universality,
} from '../../../theory/critical.ts';
import type { LayerVariances } from '../../../theory/fixedPoints.ts';
import { homogeneousFixedPoint, layerOfOverflow, leadingHorizon } from '../../../theory/horizon.ts';
import { firstJumpAtZero, slowFall } from '../../../theory/nearZero.ts';
import { noCriticality } from '../../../theory/noCriticality.ts';
import type { Prediction } from '../../../theory/predict.ts';
import { definition, keyFormulas } from './cardFormulas.ts';
import type { FormulaText } from './symbols.ts';
import { hiddenVariances } from './view.ts';

export interface CardRow {
  readonly name: string;
  /** The definition of what the row is about. */
  readonly help: string;
  readonly text: string;
}

export interface Card {
  readonly class: string;
  /** What the class means, in a sentence. */
  readonly meaning: string;
  readonly formulas: readonly FormulaText[];
  readonly rows: readonly CardRow[];
}

export const CLASS_NAMES: Readonly<Record<UniversalityClass, string>> = {
  'scale-invariant': 'scale invariant',
  stable: 'K* = 0, stable',
  unstable: 'K* = 0, unstable',
  'half-stable': 'half-stable K* > 0',
  none: 'none',
};

/** What the class means of this σ. */
function meaningOf(activation: Activation, kind: UniversalityClass): string {
  const where = 'At criticality and infinite width';
  switch (kind) {
    case 'scale-invariant':
      return `${where} every K is carried through unchanged.`;
    case 'stable':
      return `${where} K falls ${fall(activation)}.`;
    case 'unstable':
      return `${where} K grows, slowly as long as it is small, and runs away at a horizon. It is not the class of K* = 0 in PDLT (Roberts, Yaida and Hanin 2022), where a_1 < 0.`;
    case 'half-stable':
      return `${where} K comes to K* from one side and leaves it on the other; close to K* it does both slowly, as a power of the layer.`;
    case 'none':
      return `No C_W and C_b ≥ 0 make both susceptibilities 1 at a fixed point.${heldMeansDying(activation)}`;
  }
}

function fall(activation: Activation): string {
  const law = slowFall(activation);
  if (law === null) return 'to 0 as a power of the layer l';
  const { coefficient, power } = law;
  return `slowly, as ${formatNumber(coefficient)}/${power === 1 ? 'l' : 'l²'} after many layers l`;
}

/** What χ⊥/χ∥ = p/(2p - 1) comes to where a signal lasts. */
function heldMeansDying(activation: Activation): string {
  const reason = noCriticality(activation);
  if (reason?.why !== 'homogeneous') return '';
  const { p } = reason;
  return ` Where changes of K do not grow (χ∥ ≤ 1), χ⊥ is at most p/(2p − 1) = ${formatNumber(p / (2 * p - 1))}: at infinite width a layer leaves no more than that of a squared gradient and of a small squared difference of inputs.`;
}

export function criticalityCard(arm: ArmSetup, prediction: Prediction): Card {
  const found = universality(arm.activation);
  return {
    class: CLASS_NAMES[found.class],
    meaning: meaningOf(arm.activation, found.class),
    formulas: [definition(arm.activation), ...keyFormulas(arm.activation, found)],
    rows: [
      {
        name: 'a_1',
        help: 'The first correction to the kernel map at K = 0, from σ’s derivatives there.',
        text: curvature(arm.activation, found),
      },
      {
        name: 'critical',
        help: 'Where K is fixed and both susceptibilities are 1, at infinite width; the primary point first.',
        text: criticalText(arm.activation, found),
      },
      {
        name: 'now',
        help: 'The present initialisation, and how far it is from there.',
        text: distance(arm, prediction, found),
      },
      {
        name: 'float32',
        help: 'Where the prediction for infinite width leaves the numbers that a network computes with.',
        text: limits(prediction),
      },
      {
        name: 'horizon',
        help: 'The layer at which the kernel runs away at infinite width, were the network as deep as that.',
        text: horizon(arm, found),
      },
    ],
  };
}

const DERIVATIVES = ['σ', 'σ′', 'σ″', 'σ‴'] as const;

function curvature(activation: Activation, { a1 }: Universality): string {
  if (a1 !== null) return formatNumber(a1);
  const [value, slope] = activation.derivatives;
  if (value(0) !== 0) return 'not defined: σ(0) is not 0';
  const jump = firstJumpAtZero(activation);
  if (jump === 1) return 'not defined: σ has a kink at 0';
  if (slope(0) === 0) return 'not defined: σ′(0) is 0';
  return `not defined: ${DERIVATIVES[jump ?? 3]} jumps at 0`;
}

function pointText({ kind, K, cw, cb }: CriticalPoint): string {
  const where = K === null ? 'any K' : `K* = ${formatNumber(K)}`;
  return `${where}, C_W = ${formatNumber(cw)}, C_b = ${formatNumber(cb)} (${kind.replace('-', ' ')})`;
}

/** Its critical points, or why it has none. */
export function criticalText(activation: Activation, { points: all }: Universality): string {
  const reason = noCriticality(activation);
  switch (reason?.why) {
    case undefined:
      return all.map(pointText).join('; ');
    case 'homogeneous': {
      const { p } = reason;
      const fixed = homogeneousFixedPoint(activation, 1);
      const start = `at C_W = 1 and C_b = 0 a fixed point repels at K* = ${formatNumber(fixed)}`;
      return `none, since χ∥/χ⊥ = (2p − 1)/p = ${formatNumber((2 * p - 1) / p)} at every K, never 1; ${start}`;
    }
    case 'negative-biases': {
      const where = `χ∥ = χ⊥ at K = ${formatNumber(reason.K)} alone`;
      return `none, since ${where}, where C_b would have to be ${formatNumber(reason.cb)}`;
    }
    case 'flat':
      return 'none, since σ′ is 0: χ⊥ is 0 at every K';
    case 'unequal': {
      const [larger, smaller] = reason.larger === 'parallel' ? ['χ∥', 'χ⊥'] : ['χ⊥', 'χ∥'];
      return `none, since ${larger} is larger than ${smaller} at every K`;
    }
  }
}

/** Numbers of an initialisation this close are the same to its twelve digits. */
const SAME = 1e-9;

function distance(arm: ArmSetup, { chiParallel, chiPerp }: Prediction, { points: all }: Universality): string {
  const chi = `χ∥ = ${susceptibility(chiParallel[0])} and χ⊥ = ${susceptibility(chiPerp[0])}`;
  return `${fromCritical(hiddenVariances(arm), all)}; at K_1 = ${formatNumber(arm.k1)}, ${chi}`;
}

/** C_W and C_b beside the nearest critical point's, or by themselves where there is none. */
function fromCritical({ cw, cb }: LayerVariances, all: readonly CriticalPoint[]): string {
  const apart = (point: CriticalPoint) => Math.abs(Math.log(cw / point.cw)) + Math.abs(cb - point.cb);
  const [nearest] = all.toSorted((a, b) => apart(a) - apart(b));
  if (nearest === undefined) return `C_W = ${formatNumber(cw)}, C_b = ${formatNumber(cb)}`;
  const ratio = cw / nearest.cw;
  const gap = cb - nearest.cb;
  const [sameWeights, sameBiases] = [Math.abs(ratio - 1) < SAME, Math.abs(gap) < SAME];
  if (sameWeights && sameBiases) return 'C_W and C_b are critical';
  const weights = sameWeights ? 'C_W is the critical one' : `C_W is ${formatNumber(ratio)} times the critical one`;
  const biases = sameBiases
    ? 'C_b is the critical one'
    : `C_b is ${formatNumber(Math.abs(gap))} ${gap > 0 ? 'above' : 'below'} it`;
  return `${weights}, ${biases}`;
}

/** Three digits where it is close to 1, since it is the difference that counts. */
function susceptibility(value: number | undefined): string {
  if (value === undefined) return 'unknown';
  return Math.abs(value - 1) < 0.1 ? value.toFixed(3) : formatNumber(value);
}

function limits({ overflowLayer, underflowLayer, varianceLog10 }: Prediction): string {
  if (overflowLayer !== null) return `at infinite width the largest input overflows at layer ${overflowLayer}`;
  if (underflowLayer !== null) return `at infinite width the mean variance underflows at layer ${underflowLayer}`;
  return `at infinite width neither overflow nor underflow in ${varianceLog10.length} layers`;
}

/** A horizon beyond so many layers is none for a network. */
const DEEPEST = 1000;

function horizon(arm: ArmSetup, { a1, points: all }: Universality): string {
  const variances = hiddenVariances(arm);
  const end = (k1: number) => layerOfOverflow(arm.activation, variances, k1, { deepest: DEEPEST });
  const largest = end(largestK1(arm));
  const exact =
    largest === null
      ? `the largest input stays in float32 for ${DEEPEST} layers and more`
      : `the largest input leaves float32 at layer ${largest}`;
  const zero = all.find(({ K }) => K === 0);
  const atCriticality = zero !== undefined && Math.abs(variances.cw / zero.cw - 1) < SAME && variances.cb === 0;
  if (!atCriticality || a1 === null || !(a1 > 0)) return exact;
  return `${meanHorizon(leadingHorizon(a1, arm.k1), end(arm.k1))}; ${exact}`;
}

/** Leading order beside the exact flow of the same input. */
function meanHorizon(leading: number, exact: number | null): string {
  const known = `the mean input ${exact === null ? `not within ${DEEPEST} layers` : `at layer ${exact}`}`;
  if (leading < 1) return `K_1 is too large for an estimate to leading order, ${known}`;
  const layers = leading < 1000 ? leading.toFixed(0) : formatNumber(leading);
  return `1/(a_1 K_1) = ${layers} layers to leading order, ${known} by the exact flow`;
}
