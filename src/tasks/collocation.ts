import { uniformStream } from './draw.ts';
import type { NumberKey } from './task.ts';

export const POINTS: NumberKey = {
  label: 'points',
  min: 16,
  max: 900,
  default: 256,
  integer: true,
  help: 'Points inside at which the equation is asked for, spread at random.',
};

/**
 * `count` points (x, t) inside a rectangle, one in each of `count` strips of x, of which each has its own strip of t
 * (Latin hypercube: McKay, Beckman and Conover 1979): even along both axes.
 */
export function collocation(
  count: number,
  [left, right]: readonly [number, number],
  until: number,
  seed: number,
): (readonly [number, number])[] {
  const draw = uniformStream(seed, 'collocation');
  const strips = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(draw() * (i + 1));
    [strips[i], strips[j]] = [strips[j]!, strips[i]!];
  }
  return strips.map((strip, i) => [left + ((right - left) * (i + draw())) / count, (until * (strip + draw())) / count]);
}
