/** End of a step axis: the limit, or for an open run (limit 0) the next of 1, 2, 5 times a power of ten, at least 100. */
export function lastStep(stepLimit: number, arms: readonly { readonly steps: ArrayLike<number> }[]): number {
  if (stepLimit > 0) return stepLimit;
  const last = Math.max(100, ...arms.map(({ steps }) => steps[steps.length - 1] ?? 0));
  const power = 10 ** Math.floor(Math.log10(last));
  return [1, 2, 5, 10].map((digit) => digit * power).find((end) => end >= last) ?? last;
}
