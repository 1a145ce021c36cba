import type { ArmSlot } from '../shared/chart.ts';

export interface ActivationThumbnailProps {
  /** σ(z) and, if wanted, σ′(z), drawn thinner. */
  readonly value: (z: number) => number;
  readonly derivative?: (z: number) => number;
  /** CSS pixels; 64 × 48 if left out. */
  readonly width?: number;
  readonly height?: number;
  /** The arm's colour; ink if left out. */
  readonly slot?: ArmSlot;
  /** E.g. `RePU(2)`; the text alternative. Null where the name stands beside it. */
  readonly title: string | null;
}
