import { often } from '../../lib/counted.ts';

/** How often each class was taken for each: [truth × classes + said]. */
export function confusion(scores: ArrayLike<number>, truths: ArrayLike<number>, classes: number): Int32Array {
  const counts = new Int32Array(classes * classes);
  const examples = Math.min(scores.length, truths.length) / classes;
  for (let example = 0; example < examples; example++) {
    counts[largest(truths, example, classes) * classes + largest(scores, example, classes)]!++;
  }
  return counts;
}

function largest(values: ArrayLike<number>, example: number, classes: number): number {
  let best = 0;
  for (let k = 1; k < classes; k++) {
    if (values[example * classes + k]! > values[example * classes + best]!) best = k;
  }
  return best;
}

/** Share right of all; NaN without examples. */
export function shareRight(counts: Int32Array, classes: number): number {
  let right = 0;
  for (let k = 0; k < classes; k++) right += counts[k * classes + k]!;
  return right / counts.reduce((sum, count) => sum + count, 0);
}

/** The confusion that happens most, in words; null where there is none. */
export function commonestConfusion(counts: Int32Array, names: readonly string[]): string | null {
  const classes = names.length;
  let best = -1;
  counts.forEach((count, at) => {
    if (Math.floor(at / classes) !== at % classes && count > (counts[best] ?? 0)) best = at;
  });
  if (best < 0) return null;
  return `${names[Math.floor(best / classes)]} taken for ${names[best % classes]} ${often(counts[best] ?? 0)}`;
}
