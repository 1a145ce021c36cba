/** What the charts of the tangent kernel are told of each arm. */
import type { LayerArm } from '../../../charts/layers/types.ts';
import { formatNumber } from '../../../charts/shared/format.ts';
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

const line = (log10: readonly (number | null)[]) => [{ symbol: '', stroke: 'solid' as const, log10 }];

/** Eigenvalues, the largest first. */
export const eigenvalueArms = (facts: readonly TangentFacts[]): readonly LayerArm[] =>
  facts.map(({ slot, label, spectrum, measured }) => ({
    slot,
    label,
    lines: line(spectrum?.log10 ?? []),
    measuredLog10: measuredLog10(measured),
  }));

/** λ_max/λ_min of the networks that end at each layer; measured of the whole ones. */
export const conditionArms = (facts: readonly TangentFacts[], depth: number): readonly LayerArm[] =>
  facts.map(({ slot, label, spectrum, measured }) => ({
    slot,
    label,
    lines: line(spectrum?.conditionLog10 ?? []),
    measuredLog10: Array.from({ length: depth }, (_, l) =>
      l === depth - 1 ? conditionOf(measuredLog10(measured) ?? []) : null,
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
  return `${label}: ${formatNumber(moved.mean)}${spread} after ${step} steps (${networks})`;
}
