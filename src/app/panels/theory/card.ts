/** What the criticality card says of an arm: all computed from σ and the present initialisation. */
import type { Activation } from '../../../activations/activation.ts';
import { formatNumber } from '../../../charts/shared/format.ts';
import type { ArmSetup } from '../../../experiment/setup.ts';
import {
  type CriticalPoint,
  criticalInitialisation,
  type Universality,
  type UniversalityClass,
  universality,
} from '../../../theory/critical.ts';
import { layerOfOverflow, leadingHorizon } from '../../../theory/horizon.ts';
import type { Prediction } from '../../../theory/predict.ts';
import type { FormulaText, SymbolName } from './symbols.ts';
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

const CLASSES: Readonly<Record<UniversalityClass, { readonly name: string; readonly meaning: string }>> = {
  'scale-invariant': { name: 'scale invariant', meaning: 'At criticality every K is carried through unchanged.' },
  stable: { name: 'K* = 0, stable', meaning: 'At criticality K falls slowly, as 1/l: any depth can be reached.' },
  unstable: {
    name: 'K* = 0, unstable',
    meaning: 'At criticality K grows, slowly as long as it is small, and runs away at a horizon.',
  },
  'half-stable': {
    name: 'half-stable K* > 0',
    meaning: 'At criticality K is held from one side of K* and slowly lost from the other.',
  },
  none: { name: 'none', meaning: 'No C_W and C_b make both susceptibilities 1: there is no criticality.' },
};

export function criticalityCard(arm: ArmSetup, prediction: Prediction): Card {
  const found = universality(arm.activation);
  const { name, meaning } = CLASSES[found.class];
  return {
    class: name,
    meaning,
    formulas: [definition(arm.activation), ...keyFormulas(arm.activation, found)],
    rows: [
      {
        name: 'a_1',
        help: 'The first correction to the kernel map at K = 0, from σ’s derivatives there.',
        text: curvature(arm.activation, found),
      },
      {
        name: 'critical',
        help: 'Where K is fixed and both susceptibilities are 1; the primary point first.',
        text: points(arm, prediction, found),
      },
      {
        name: 'now',
        help: 'How far the present initialisation is from there.',
        text: distance(arm, prediction, found),
      },
      {
        name: 'float32',
        help: 'Where the prediction leaves the numbers that a network computes with.',
        text: limits(prediction),
      },
      {
        name: 'horizon',
        help: 'The layer at which the kernel runs away, were the network as deep as that.',
        text: horizon(arm, found),
      },
    ],
  };
}

function definition({ tex }: Activation): FormulaText {
  const symbols: SymbolName[] = ['sigma', 'z'];
  if (tex.includes('\\Phi')) symbols.push('Phi');
  if (tex.includes('erf')) symbols.push('erf');
  return { tex: `\\sigma(z) = ${tex}`, symbols };
}

/** p where σ(λz) = λ^p σ(z), p > 1. */
function power({ growth }: Activation): number | null {
  return growth.exact && growth.degree > 1 ? growth.degree : null;
}

function keyFormulas(activation: Activation, { class: kind, a1 }: Universality): FormulaText[] {
  const p = power(activation);
  switch (kind) {
    case 'scale-invariant':
      return [{ tex: 'K_{l+1} = C_W\\, g(1)\\, K_l', symbols: ['K', 'cw', 'g'] }];
    case 'half-stable':
      return [
        { tex: '\\chi_\\parallel(K^*) = \\chi_\\perp(K^*) = 1', symbols: ['parallel', 'perpendicular', 'fixed'] },
      ];
    case 'none':
      return p === null
        ? [
            {
              tex: '\\chi_\\parallel(K^*) = \\chi_\\perp(K^*) = 1 \\text{ nowhere}',
              symbols: ['parallel', 'perpendicular', 'fixed'],
            },
          ]
        : [
            {
              tex: `\\dfrac{\\chi_\\parallel}{\\chi_\\perp} = \\dfrac{2p - 1}{p} = \\dfrac{${2 * p - 1}}{${p}}`,
              symbols: ['parallel', 'perpendicular', 'p'],
            },
            {
              tex: `K_l = K^* \\left(\\tfrac{K_1}{K^*}\\right)^{${p}^{\\,l-1}} \\quad (C_b = 0)`,
              symbols: ['K', 'fixed', 'first', 'cb'],
            },
          ];
    default:
      return atZero(kind, a1);
  }
}

function atZero(kind: UniversalityClass, a1: number | null): FormulaText[] {
  if (a1 === null) {
    return [{ tex: '\\chi_\\parallel(0) = \\chi_\\perp(0) = 1', symbols: ['parallel', 'perpendicular'] }];
  }
  const map: FormulaText = {
    tex: `K_{l+1} = K_l ${a1 < 0 ? '-' : '+'} |a_1| K_l^2 + \\dots`.replace('+ |a_1|', '+ a_1'),
    symbols: ['K', 'a1'],
  };
  const end: FormulaText = { tex: 'l_{\\max} \\approx \\dfrac{1}{a_1 K_1}', symbols: ['horizon', 'a1', 'first'] };
  return kind === 'unstable' ? [map, end] : [map];
}

function curvature({ derivatives, kinks }: Activation, { a1 }: Universality): string {
  if (a1 !== null) return formatNumber(a1);
  if (derivatives[0](0) !== 0) return 'not defined: σ(0) is not 0';
  return kinks.includes(0) ? 'not defined: σ has a kink at 0' : 'not defined: σ’s slope at 0 is 0';
}

function pointText({ kind, K, cw, cb }: CriticalPoint): string {
  const where = K === null ? 'any K' : `K* = ${formatNumber(K)}`;
  return `${where}, C_W = ${formatNumber(cw)}, C_b = ${formatNumber(cb)} (${kind.replace('-', ' ')})`;
}

function points({ activation }: ArmSetup, { varianceLog10 }: Prediction, { points: all }: Universality): string {
  if (all.length > 0) return all.map(pointText).join('; ');
  const { cw, cb, k1 } = criticalInitialisation(activation, varianceLog10.length);
  const effort = `best effort C_W = ${formatNumber(cw)}, C_b = ${formatNumber(cb)}, K_1 = ${formatNumber(k1)}`;
  const p = power(activation);
  const why =
    p === null ? 'no K has χ∥ = χ⊥' : `χ∥/χ⊥ = (2p − 1)/p = ${formatNumber((2 * p - 1) / p)} at every K, never 1`;
  return `none, since ${why}; ${effort}`;
}

/** Numbers of an initialisation this close are the same to its twelve digits. */
const SAME = 1e-9;

function distance(
  arm: ArmSetup,
  { chiParallel, chiPerp, varianceLog10 }: Prediction,
  { points: all }: Universality,
): string {
  const { cw, cb } = hiddenVariances(arm);
  const effort = criticalInitialisation(arm.activation, varianceLog10.length);
  const apart = (point: { readonly cw: number; readonly cb: number }) =>
    Math.abs(Math.log(cw / point.cw)) + Math.abs(cb - point.cb);
  const nearest = [...all].sort((a, b) => apart(a) - apart(b))[0] ?? effort;
  const [one, both] = all.length > 0 ? ['the critical one', 'critical'] : ['the best effort’s', 'the best effort’s'];
  const ratio = cw / nearest.cw;
  const gap = cb - nearest.cb;
  const [sameWeights, sameBiases] = [Math.abs(ratio - 1) < SAME, Math.abs(gap) < SAME];
  const weights = sameWeights ? `C_W is ${one}` : `C_W is ${formatNumber(ratio)} times ${one}`;
  const biases = sameBiases
    ? `C_b is ${one}`
    : `C_b is ${formatNumber(Math.abs(gap))} ${gap > 0 ? 'above' : 'below'} it`;
  const where = sameWeights && sameBiases ? `C_W and C_b are ${both}` : `${weights}, ${biases}`;
  const chi = `χ∥ = ${susceptibility(chiParallel[0])} and χ⊥ = ${susceptibility(chiPerp[0])}`;
  return `${where}; at K_1 = ${formatNumber(arm.k1)}, ${chi}`;
}

/** Three digits where it is close to 1, since it is the difference that counts. */
function susceptibility(value: number | undefined): string {
  if (value === undefined) return 'unknown';
  return Math.abs(value - 1) < 0.1 ? value.toFixed(3) : formatNumber(value);
}

function limits({ overflowLayer, underflowLayer, varianceLog10 }: Prediction): string {
  if (overflowLayer !== null) return `the largest input overflows at layer ${overflowLayer}`;
  if (underflowLayer !== null) return `the mean variance underflows at layer ${underflowLayer}`;
  return `neither overflow nor underflow in ${varianceLog10.length} layers`;
}

/** A horizon beyond so many layers is none for a network. */
const DEEPEST = 1000;

function horizon(arm: ArmSetup, { a1, points: all }: Universality): string {
  const variances = hiddenVariances(arm);
  const largest = arm.k1PerExample.reduce((max, k1) => Math.max(max, k1), 0);
  const layer = layerOfOverflow(arm.activation, variances, largest, { deepest: DEEPEST });
  const exact =
    layer === null
      ? `the largest input stays in float32 for ${DEEPEST} layers and more`
      : `the largest input leaves float32 at layer ${layer}`;
  const zero = all.find(({ K }) => K === 0);
  const atCriticality = zero !== undefined && Math.abs(variances.cw / zero.cw - 1) < SAME && variances.cb === 0;
  if (!atCriticality || a1 === null || !(a1 > 0)) return exact;
  const leading = leadingHorizon(a1, arm.k1);
  const estimate =
    leading < 1
      ? 'K_1 is too large for an estimate'
      : `1/(a_1 K_1) = ${leading < 1000 ? leading.toFixed(0) : formatNumber(leading)} layers to leading order`;
  return `${estimate}; ${exact}`;
}
