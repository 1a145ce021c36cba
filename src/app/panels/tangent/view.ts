/** What the charts of the tangent kernel are told of each arm. */
import type { LayerArm, LayerLine } from '../../../charts/layers/types.ts';
import type { Domain } from '../../../charts/shared/chart.ts';
import { formatNumber } from '../../../charts/shared/format.ts';
import { roundedDecades } from '../../../charts/shared/steady.ts';
import type { ArmTangent } from '../../../engine/tangent/measure.ts';
import { conditionOf, type TangentSpectrum } from '../../../theory/tangentSpectrum.ts';
import { slotOf } from '../../armSlots.ts';
import { theoryOf } from '../../theory.ts';
import type { TangentState } from './model.ts';

/** One arm of the present experiment. */
export interface TangentFacts {
  readonly slot: number;
  readonly label: string;
  readonly activation: string;
  readonly spectrum: TangentSpectrum | null;
  /** As long as it is of the same activation; of an older run until the new one is measured. */
  readonly measured: ArmTangent | null;
}

export function tangentFacts({ experiment, spectra, measured }: TangentState): readonly TangentFacts[] {
  return theoryOf(experiment).setup.arms.map((arm, index) => {
    const own = measured?.experiment.arms[index]?.activation === experiment.arms[index]?.activation;
    return {
      slot: slotOf(experiment, index),
      label: arm.label,
      activation: arm.activation.id,
      spectrum: spectra[index] ?? null,
      measured: (own && measured?.arms[index]) || null,
    };
  });
}

const line = (log10: readonly (number | null)[], stroke: LayerLine['stroke'] = 'solid') => [
  { symbol: '', stroke, log10 },
];

/** Eigenvalues, the largest first. */
export const eigenvalueArms = (facts: readonly TangentFacts[]): readonly LayerArm[] =>
  facts.map(({ slot, label, spectrum, measured }) => ({
    slot,
    label,
    lines: line(spectrum?.log10 ?? []),
    measuredLog10: measuredLog10(measured),
  }));

/** Decades above 1 up to which an arm's eigenvalues stretch the axis. Θ is never far below 1, to which biases add in every layer. */
const FAR = 12;

/** An arm whose signal explodes, so that it would press all others to one line. */
export const isFar = ({ spectrum }: TangentFacts): boolean => (spectrum?.log10[0] ?? 0) > FAR;

/** Names the axis of eigenvalues, and who is not on it. @param brief by its symbol alone. */
export function eigenvalueName(facts: readonly TangentFacts[], brief = false): string {
  const far = facts.filter(isFar);
  const above = far.length === facts.length ? '' : far.map(({ label }) => `${label} ↑`).join(', ');
  const name = brief ? 'λ of Θ' : 'λ of Θ at the start';
  return above === '' ? name : `${name}; ${above}`;
}

/** The axis of eigenvalues, log10: of those that are not far, unless all are. */
export function eigenvalueDomain(facts: readonly TangentFacts[]): Domain {
  const near = facts.filter((arm) => !isFar(arm));
  const shown = near.length > 0 ? near : facts;
  const values = shown.flatMap(({ spectrum, measured }) => [
    ...(spectrum?.log10 ?? []),
    ...(measuredLog10(measured) ?? []).filter((value) => near.length === 0 || (value ?? 0) <= FAR),
  ]);
  const known = values.filter((value) => value !== null && Number.isFinite(value)) as number[];
  const [low, high] = known.length > 0 ? [Math.min(...known), Math.max(...known)] : [0, 0];
  return roundedDecades(low, high, 0.2, 2);
}

/** Θ has eigenvalues that are 0, or lost in rounding. */
export const lacksRank = ({ log10, rank }: TangentSpectrum): boolean => rank < log10.length;

/** λ_1/λ_r of the networks that end at each layer, dashed where the rank r is not full; measured of the whole ones. */
export const conditionArms = (facts: readonly TangentFacts[], depth: number): readonly LayerArm[] =>
  facts.map(({ slot, label, spectrum, measured }) => ({
    slot,
    label,
    lines: line(spectrum?.conditionLog10 ?? [], spectrum && lacksRank(spectrum) ? 'dashed' : 'solid'),
    measuredLog10: Array.from({ length: depth }, (_, l) =>
      l === depth - 1 && spectrum ? conditionOf(measuredLog10(measured) ?? [], spectrum.rank) : null,
    ),
  }));

const measuredLog10 = (measured: ArmTangent | null) => measured?.startLog10.map((own) => own?.mean ?? null) ?? null;

/** `tanh: 0.12 ± 0.03 after 300 steps (8 networks)`; null before anything is measured. */
export function movedText({ label, measured }: TangentFacts): string | null {
  if (measured === null) return null;
  const { moved, step } = measured;
  if (moved === null) return `${label}: no network is finite`;
  const spread = moved.spread === null ? '' : ` ± ${formatNumber(moved.spread)}`;
  const networks = moved.networks === 1 ? 'one network' : `${moved.networks} networks`;
  return `${label}: ${formatNumber(moved.mean)}${spread} after ${step === 1 ? '1 step' : `${step} steps`} (${networks})`;
}
