/** How σ behaves at 0, and what that makes of a kernel that falls towards K* = 0. */
import type { Activation } from '../activations/activation.ts';
import { universality } from './critical.ts';
import { type KernelKind, PLAIN } from './layer.ts';

/** So close to 0 that σ's derivatives there are the limits from either side. */
const BESIDE = 1e-9;
/** A difference between the two sides beyond what the distance itself can make. */
const JUMP = 1e-6;

/** Right limit minus left limit at 0 of σ's derivative of that order. */
function jumpAtZero({ derivatives }: Activation, order: 0 | 1 | 2 | 3): number {
  return derivatives[order](BESIDE) - derivatives[order](-BESIDE);
}

/** The lowest order (0: σ itself) at which σ's derivatives jump at 0; null where none of the first three does. */
export function firstJumpAtZero(activation: Activation): 0 | 1 | 2 | 3 | null {
  return ([0, 1, 2, 3] as const).find((order) => Math.abs(jumpAtZero(activation, order)) > JUMP) ?? null;
}

/** K_l ≈ coefficient / l^power for large l. */
export interface PowerLaw {
  readonly coefficient: number;
  readonly power: 1 | 2;
}

/**
 * How K falls at a stable critical K* = 0, at infinite width, whatever K_1; null where that is no class of σ's.
 *
 * With C_W g(K) = K + a1 K² + … the fall is 1/(|a1| l) (PDLT §5.3.3). Where σ′ or σ″ jumps at 0 there is no a1: as
 * E[z³; z > 0] = √(2/π) K^{3/2}, C_W g(K) = K + √(2/π) δ K^{3/2} + … with δ the jump of σ′σ″ over the mean of σ′² on
 * both sides, and K_l ≈ 2π / (δ² l²). A skip of γ² < 1 leaves 1 - γ² of a1 and of δ.
 */
export function slowFall(activation: Activation, kind: KernelKind = PLAIN): PowerLaw | null {
  const { class: name, a1 } = universality(activation, kind);
  if (name !== 'stable') return null;
  if (a1 !== null) return a1 < 0 ? { coefficient: 1 / -a1, power: 1 } : null;
  const order = firstJumpAtZero(activation);
  if (order !== 1 && order !== 2) return null;
  const [, slope, curvature] = activation.derivatives;
  const [right, left] = [slope(BESIDE), slope(-BESIDE)];
  const jump = (1 - kind.skip ** 2) * (right * curvature(BESIDE) - left * curvature(-BESIDE));
  return jump === 0 ? null : { coefficient: 2 * Math.PI * ((right ** 2 + left ** 2) / 2 / jump) ** 2, power: 2 };
}
