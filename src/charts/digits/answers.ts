import { softmax } from '../plane/plane.ts';

/** What a network says of one image. */
export interface Answer {
  /** Place of the image among the held-out ones. */
  readonly image: number;
  readonly said: number;
  readonly truth: number;
  /** Probability that it gives to what it says. */
  readonly probability: number;
}

/**
 * A network's answers to show: the wrong ones it is surest of first, then right ones in their own order.
 * @param scores before the softmax, [images × classes]
 * @param truths [images × classes], one-hot
 */
export function gallery(
  scores: ArrayLike<number>,
  truths: ArrayLike<number>,
  classes: number,
  most: { readonly wrong: number; readonly right: number },
): {
  readonly wrong: readonly Answer[];
  readonly right: readonly Answer[];
  readonly wrongCount: number;
  readonly count: number;
} {
  const count = Math.min(scores.length, truths.length) / classes;
  const answers = Array.from({ length: count }, (_, image) => answer(scores, truths, classes, image));
  const wrong = answers.filter(({ said, truth }) => said !== truth).sort((a, b) => b.probability - a.probability);
  const right = answers.filter(({ said, truth }) => said === truth);
  return { wrong: wrong.slice(0, most.wrong), right: right.slice(0, most.right), wrongCount: wrong.length, count };
}

function answer(scores: ArrayLike<number>, truths: ArrayLike<number>, classes: number, image: number): Answer {
  const own = Array.from({ length: classes }, (_, k) => scores[image * classes + k]!);
  const probabilities = softmax(own);
  let [said, truth] = [0, 0];
  for (let k = 1; k < classes; k++) {
    if (own[k]! > own[said]!) said = k;
    if (truths[image * classes + k]! > truths[image * classes + truth]!) truth = k;
  }
  return { image, said, truth, probability: probabilities[said] ?? Number.NaN };
}
