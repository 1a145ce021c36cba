/** What is measured of every network, and when: the last tenth of the steps, which is calmer than the last step alone. */

/** Measurements of a network. */
const MEASUREMENTS = 8;

/** Optimizer steps after which a network is measured: spread over the last tenth, the last one among them. */
export function measuredSteps(steps: number): readonly number[] {
  const tenth = steps / 10;
  const all = Array.from({ length: MEASUREMENTS }, (_, i) =>
    Math.round(steps - tenth + (tenth * (i + 1)) / MEASUREMENTS),
  );
  return [...new Set(all)];
}
