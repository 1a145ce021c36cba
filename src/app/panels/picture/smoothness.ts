import type { Activation } from '../../../activations/activation.ts';
import type { Pictured } from './pictured.ts';

/** Points on both sides of every kink. */
const PROBES = [-3.1, -1.7, -0.6, -0.2, 0.3, 0.9, 2.4];

/**
 * Why an activation cannot quite solve an equation of second order; null where it is smooth enough.
 * @param derivatives what the equation needs of the network, 0 or 2
 */
export function smoothnessSentence(
  { label, smoothness, kinks, derivatives }: Activation,
  needed: 0 | 2,
): string | null {
  if (smoothness >= needed) return null;
  const second = derivatives[2];
  if (smoothness >= 1) return jumps(label, kinks);
  if (vanishes(second)) {
    return `${label} has no second derivative: for it u″ is 0 wherever it is defined, so the equation cannot be met.`;
  }
  return `${label} has no second derivative at z\u00a0=\u00a0${placesOf(kinks)}: u″ misses the kinks there, so the equation cannot truly be met.`;
}

/**
 * What an activation that is not smooth makes of a network's first or second derivative; null where that is continuous.
 */
export function derivativeSentence({ label, smoothness, kinks, derivatives }: Activation, order: 1 | 2): string | null {
  if (smoothness >= order) return null;
  const [u, sigma] = order === 1 ? ['u′', 'σ′'] : ['u″', 'σ″'];
  if (vanishes(derivatives[order])) return `${u} of ${label} is 0 wherever it exists.`;
  const at = `at z\u00a0=\u00a0${placesOf(kinks)}`;
  if (order === 2 && smoothness < 1) return `u″ of ${label} leaves out the jumps of u′: σ has a kink ${at}.`;
  return `${u} of ${label} jumps, as ${sigma} does ${at}.`;
}

const jumps = (label: string, kinks: readonly number[]): string =>
  `The second derivative of ${label} jumps at z\u00a0=\u00a0${placesOf(kinks)}, and u″ with it.`;

const vanishes = (derivative: (z: number) => number): boolean => PROBES.every((z) => derivative(z) === 0);

const placesOf = (kinks: readonly number[]): string => kinks.map((z) => String(z).replace('-', '−')).join(' and ');

/** Of all arms whose activation is not smooth enough, each activation once. */
export function remarksOn({ arms, task }: Pick<Pictured, 'arms' | 'task'>): string[] {
  const said = arms.map(({ activation }) => smoothnessSentence(activation, task.derivatives));
  return [...new Set(said.filter((sentence) => sentence !== null))];
}
