import { textWidth } from './format.ts';
import type { Tick } from './ticks.ts';

/**
 * Where the name of a horizontal axis stands among its numbers, in the middle between two of them, the rightmost two that
 * leave it room; null where none do.
 */
export function amongNumbers(
  name: string,
  ticks: readonly Tick[],
  x: (value: number) => number,
  textSize: number,
): number | null {
  const numbers = ticks
    .filter(({ label }) => label !== null)
    .map(({ value, label }) => ({ at: x(value), half: textWidth(label ?? '', textSize) / 2 }))
    .toSorted((a, b) => b.at - a.at);
  const needed = textWidth(name, textSize) + textSize;
  for (const [index, right] of numbers.entries()) {
    const left = numbers[index + 1];
    if (!left) break;
    const [from, to] = [left.at + left.half, right.at - right.half];
    if (to - from >= needed) return (from + to) / 2;
  }
  return null;
}
