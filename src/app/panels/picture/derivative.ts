/** Slope and curvature of what was learnt: ∂u/∂x and ∂²u/∂x² by the first input, beside the target's own. */
import { valueDomain } from '../../../charts/field/field.ts';
import { fitDomain } from '../../../charts/fit/fit.ts';
import type { Domain } from '../../../charts/shared/chart.ts';
import { grown } from '../../../charts/shared/steady.ts';
import { extent } from '../../../lib/extent.ts';
import type { TaskData } from '../../../tasks/task.ts';
import type { Pictured } from './pictured.ts';
import { derivativeSentence } from './smoothness.ts';
import { gridOutputs, streamOf } from './values.ts';

export type Order = 1 | 2;

/** By order. */
export const DERIVATIVE_NAMES = { 1: 'slope', 2: 'curvature' } as const satisfies Record<Order, string>;
export type DerivativeName = (typeof DERIVATIVE_NAMES)[Order];

/** Of a function of one number, and of several. */
export const SYMBOLS = { 1: ['u′', '∂u/∂x'], 2: ['u″', '∂²u/∂x²'] } as const satisfies Record<Order, unknown>;

/** One derivative at every point of the grid, [points], from both at every point of the evaluation. */
export const derivativeAt = ({ evaluation }: TaskData, both: Float32Array, order: Order): Float32Array =>
  streamOf(gridOutputs(evaluation, both, 2), 2, order - 1);

/** The target's own at every point of the grid; null where nobody knows it. */
export const targetDerivative = (data: TaskData, order: Order): Float32Array | null =>
  data.evaluation.derivatives ? derivativeAt(data, data.evaluation.derivatives, order) : null;

/** Arms whose derivatives exceed the tamest one's by more do not squash the others. */
const TAME = 10;

/**
 * What the vertical axis spans: the target's own derivative with room around; where that is unknown or constant, what the
 * tamest networks do. Given `previous` it only expands.
 */
export function derivativeDomain(
  target: ArrayLike<number> | null,
  arms: readonly (ArrayLike<number> | null)[],
  previous: Domain | undefined,
): Domain {
  const [low, high] = extent(Array.from(target ?? []));
  if (target && low !== high) return fitDomain({ x: [], y: target }, null);
  const sizes = arms.map((values) => values && largestOf(values)).filter((size) => size !== null && size > 0);
  const tamest = Math.min(...(sizes as number[]));
  const tame = arms.filter((values) => values !== null && largestOf(values) <= TAME * tamest) as ArrayLike<number>[];
  if (!Number.isFinite(tamest)) return previous ?? [-1, 1];
  const drawn = tame.flatMap((values) => Array.from(values));
  return grown(fitDomain({ x: [], y: [...drawn, ...Array.from(target ?? [0])] }, null), previous);
}

const largestOf = (values: ArrayLike<number>): number => Math.max(...valueDomain(values).map(Math.abs));

/** What is not quite as the words say: activations with kinks, and arms whose derivatives nobody carries. */
export function derivativeRemarks({ arms }: Pick<Pictured, 'arms'>, order: Order): string[] {
  const said = arms.map(({ activation, label, carried }) =>
    carried
      ? derivativeSentence(activation, order)
      : `${label} is left out: derivatives are not carried through a normalisation.`,
  );
  return [...new Set(said.filter((sentence) => sentence !== null))];
}
