import { type Experiment, STRIP_MOST, STRIP_SLIDERS, type StripSlider } from '../../experiment/experiment.ts';

/** The numbers under STRIP_SLIDERS; an input scale that is the initialisation's own is null, one without an arm undefined. */
const numbersOf = ({ depth, width, arms, learningRate, steps, seed, replicas }: Experiment) => [
  depth,
  width,
  ...[0, 1, 2, 3].map((index) => arms[index]?.k1),
  learningRate,
  steps,
  seed,
  replicas,
];

/** The sliders used last, the latest first, after an edit; where it moved several, as input scales that are linked, the first counts. */
export function withUsed(used: readonly StripSlider[], before: Experiment, after: Experiment): readonly StripSlider[] {
  const [then, now] = [numbersOf(before), numbersOf(after)];
  const moved = STRIP_SLIDERS.find((_, index) => then[index] !== now[index]);
  // Another number of arms is no use of a slider.
  if (!moved || moved === used[0] || before.arms.length !== after.arms.length) return used;
  return [moved, ...used.filter((slider) => slider !== moved)].slice(0, STRIP_MOST);
}
