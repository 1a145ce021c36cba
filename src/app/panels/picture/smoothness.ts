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
  const where = kinks.map((z) => String(z).replace('-', '−')).join(' and ');
  if (smoothness >= 1) {
    return `The second derivative of ${label} jumps at z\u00a0=\u00a0${where}, and u″ with it.`;
  }
  if (PROBES.every((z) => second(z) === 0)) {
    return `${label} has no second derivative: for it u″ is 0 wherever it is defined, so the equation cannot be met.`;
  }
  return `${label} has no second derivative at z\u00a0=\u00a0${where}: u″ misses the kinks there, so the equation cannot truly be met.`;
}

/** Of all arms whose activation is not smooth enough, each activation once. */
export function remarksOn({ arms, task }: Pick<Pictured, 'arms' | 'task'>): string[] {
  const said = arms.map(({ activation }) => smoothnessSentence(activation, task.derivatives));
  return [...new Set(said.filter((sentence) => sentence !== null))];
}
