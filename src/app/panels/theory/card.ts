/** What the criticality card says of an arm: all computed from σ and the present initialisation. */
import type { Activation } from '../../../activations/activation.ts';
import { formatNumber } from '../../../charts/shared/format.ts';
import { type ArmSetup, hiddenLayer, largestK1 } from '../../../experiment/setup.ts';
import {
  type CriticalPoint,
  type Universality,
  type UniversalityClass,
  universality,
} from '../../../theory/critical.ts';
import { homogeneousFixedPoint, layerOfOverflow, leadingHorizon } from '../../../theory/horizon.ts';
import { type KernelKind, type Layer, PLAIN } from '../../../theory/layer.ts';
import { firstJumpAtZero, slowFall } from '../../../theory/nearZero.ts';
import { noCriticality } from '../../../theory/noCriticality.ts';
import type { Prediction } from '../../../theory/predict.ts';
import { definition, keyFormulas } from './cardFormulas.ts';
import type { FormulaText } from './symbols.ts';

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
  normalised: 'normalised',
  none: 'none',
};

/** What the class means of this σ. */
function meaningOf(activation: Activation, kind: UniversalityClass, layer: KernelKind): string {
  const where = 'At criticality and infinite width';
  switch (kind) {
    case 'scale-invariant':
      return `${where} every K is carried through unchanged.`;
    case 'stable':
      return `${where} K falls ${fall(activation, layer)}.`;
    case 'unstable':
      return `${where} K grows, slowly as long as it is small, and runs away at a horizon. It is not the class of K* = 0 in PDLT (Roberts, Yaida and Hanin 2022), where a_1 < 0.`;
    case 'half-stable':
      return `${where} K comes to K* from one side and leaves it on the other; close to K* it does both slowly, as a power of the layer.`;
    case 'normalised':
      return 'σ no longer sees the size of the signal: where C_b/C_W = E[σ′²] − g(1), χ⊥ is 1 at infinite width, whatever K_1.';
    case 'none':
      return `No C_W and C_b ≥ 0 make both susceptibilities 1 at a fixed point.${heldMeansDying(activation, layer)}`;
  }
}

function fall(activation: Activation, layer: KernelKind): string {
  const law = slowFall(activation, layer);
  if (law === null) return 'to 0 as a power of the layer l';
  const { coefficient, power } = law;
  return `slowly, as ${formatNumber(coefficient)}/${power === 1 ? 'l' : 'l²'} after many layers l`;
}

/** What χ⊥/χ∥ = p/(2p - 1) comes to where a signal lasts. */
function heldMeansDying(activation: Activation, layer: KernelKind): string {
  const reason = noCriticality(activation, layer);
  if (reason?.why !== 'homogeneous' || layer.skip !== 0) return '';
  const { p } = reason;
  return ` Where changes of K do not grow (χ∥ ≤ 1), χ⊥ is at most p/(2p − 1) = ${formatNumber(p / (2 * p - 1))}: at infinite width a layer leaves no more than that of a squared gradient and of a small squared difference of inputs.`;
}

export function criticalityCard(arm: ArmSetup, prediction: Prediction): Card {
  const layer = hiddenLayer(arm);
  const found = universality(arm.activation, layer);
  return {
    class: CLASS_NAMES[found.class],
    meaning: meaningOf(arm.activation, found.class, layer),
    formulas: [definition(arm.activation), ...keyFormulas(arm.activation, found, layer)],
    rows: [
      {
        name: 'a_1',
        help: 'The first correction to the kernel map at K = 0, from σ’s derivatives there.',
        text: curvature(arm.activation, found, layer),
      },
      {
        name: 'critical',
        help: 'Where K is fixed and both susceptibilities are 1, at infinite width; the primary point first.',
        text: criticalText(arm.activation, found, layer),
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

function curvature(activation: Activation, { a1, points }: Universality, { norm, skip }: KernelKind): string {
  if (a1 !== null) return `${formatNumber(a1)}${points[0]?.free === 'weights' ? ' times C_W' : ''}`;
  if (norm !== 'none') return 'not defined: normalised, a layer does not depend on K';
  if (skip ** 2 >= 1) return 'not defined: with γ² from 1 on K = 0 is not critical';
  const [value, slope] = activation.derivatives;
  if (value(0) !== 0) return 'not defined: σ(0) is not 0';
  const jump = firstJumpAtZero(activation);
  if (jump === 1) return 'not defined: σ has a kink at 0';
  if (slope(0) === 0) return 'not defined: σ′(0) is 0';
  return `not defined: ${DERIVATIVES[jump ?? 3]} jumps at 0`;
}

function pointText({ kind, K, cw, cb, free }: CriticalPoint): string {
  if (free === 'scale') return `C_b = ${formatNumber(cb / cw)} C_W, at any K_1`;
  if (free === 'weights') return `K* = ${formatNumber(K ?? 0)}, any C_W, C_b = ${formatNumber(cb)} (${kind})`;
  const where = K === null ? 'any K' : `K* = ${formatNumber(K)}`;
  return `${where}, C_W = ${formatNumber(cw)}, C_b = ${formatNumber(cb)} (${kind.replace('-', ' ')})`;
}

/** Its critical points, or why it has none. */
export function criticalText(activation: Activation, { points: all }: Universality, layer: KernelKind = PLAIN): string {
  const reason = noCriticality(activation, layer);
  switch (reason?.why) {
    case undefined:
      return all.map(pointText).join('; ');
    case 'homogeneous': {
      const { p } = reason;
      const fixed = homogeneousFixedPoint(activation, 1, layer.skip);
      const start = `at C_W = 1 and C_b = 0 a fixed point repels at K* = ${formatNumber(fixed)}`;
      if (layer.skip !== 0) return `none, since plain layers have none, and a skip with γ² < 1 makes none; ${start}`;
      return `none, since χ∥/χ⊥ = (2p − 1)/p = ${formatNumber((2 * p - 1) / p)} at every K, never 1; ${start}`;
    }
    case 'negative-biases': {
      const where = `χ∥ = χ⊥ at K = ${formatNumber(reason.K)} alone`;
      const biases = (1 - layer.skip ** 2) * reason.cb;
      return `none, since ${where}, where C_b would have to be ${formatNumber(biases)}`;
    }
    case 'flat':
      return `none, since σ′ is 0: χ⊥ is ${formatNumber(layer.skip ** 2)} at every K`;
    case 'unequal': {
      const [larger, smaller] = reason.larger === 'parallel' ? ['χ∥', 'χ⊥'] : ['χ⊥', 'χ∥'];
      return `none, since ${larger} is larger than ${smaller} at every K`;
    }
    case 'carried-whole':
      return 'none, since γ² is not below 1: what the weights and the biases add makes every χ⊥ larger than 1';
    case 'normalised':
      return `none, since χ⊥ is ${formatNumber(layer.skip ** 2 + (1 - layer.skip ** 2) * reason.chiPerp)} without biases, and smaller with them`;
  }
}

/** Numbers of an initialisation this close are the same to its twelve digits. */
const SAME = 1e-9;

function distance(arm: ArmSetup, { chiParallel, chiPerp }: Prediction, { points: all }: Universality): string {
  const chi = `χ∥ = ${susceptibility(chiParallel[0])} and χ⊥ = ${susceptibility(chiPerp[0])}`;
  return `${fromCritical(hiddenLayer(arm), all)}; at K_1 = ${formatNumber(arm.k1)}, ${chi}`;
}

/** C_W and C_b beside the nearest critical point's, or by themselves where there is none. */
function fromCritical({ cw, cb }: Pick<Layer, 'cw' | 'cb'>, all: readonly CriticalPoint[]): string {
  const given = `C_W = ${formatNumber(cw)}, C_b = ${formatNumber(cb)}`;
  const free = all.find((point) => point.free !== undefined);
  if (free) {
    const critical = free.free === 'weights' ? cb === 0 : Math.abs(cb / cw - free.cb / free.cw) < SAME;
    return critical ? 'C_W and C_b are critical' : given;
  }
  const apart = (point: CriticalPoint) => Math.abs(Math.log(cw / point.cw)) + Math.abs(cb - point.cb);
  const [nearest] = all.toSorted((a, b) => apart(a) - apart(b));
  if (nearest === undefined) return given;
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
  const layer = hiddenLayer(arm);
  const end = (k1: number) => layerOfOverflow(layer, k1, { deepest: DEEPEST });
  const largest = end(largestK1(arm));
  const exact =
    largest === null
      ? `the largest input stays in float32 for ${DEEPEST} layers and more`
      : `the largest input leaves float32 at layer ${largest}`;
  const zero = all.find(({ K }) => K === 0);
  const free = zero?.free === 'weights';
  const atCriticality = zero !== undefined && (free || Math.abs(layer.cw / zero.cw - 1) < SAME) && layer.cb === 0;
  if (!atCriticality || a1 === null || !(a1 > 0)) return exact;
  return `${meanHorizon(leadingHorizon(free ? a1 * layer.cw : a1, arm.k1), end(arm.k1))}; ${exact}`;
}

/** Leading order beside the exact flow of the same input. */
function meanHorizon(leading: number, exact: number | null): string {
  const known = `the mean input ${exact === null ? `not within ${DEEPEST} layers` : `at layer ${exact}`}`;
  if (leading < 1) return `K_1 is too large for an estimate to leading order, ${known}`;
  const layers = leading < 1000 ? leading.toFixed(0) : formatNumber(leading);
  return `1/(a_1 K_1) = ${layers} layers to leading order, ${known} by the exact flow`;
}
