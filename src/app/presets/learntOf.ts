import type { Point } from '../../charts/shared/chart.ts';
import type { Learnt } from '../../charts/thumbnail/learnt.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { task } from '../../tasks/catalogue.ts';
import { largestIndex } from '../../tasks/metrics.ts';
import { product } from '../../tasks/monomial.ts';

const SAMPLES = 48;
/** So many points of a class show its shape. */
const MOST_POINTS = 90;

/** What an experiment learns, for a small picture. */
export function learntOf({ task: { name, settings }, seed }: Experiment): Learnt | null {
  const { picture, dataset, target, data } = task(name);
  if (picture === 'digits') return { kind: 'digit' };
  if (dataset !== null) return { kind: 'file' };
  const { inputs, targets, size, inputDimension, outputDimension, evaluation } = data(settings, seed);
  if (picture === 'plane') {
    const classes: Point[][] = Array.from({ length: outputDimension }, () => []);
    for (let i = 0; i < size; i++) {
      const own = classes[largestIndex(targets.subarray(i * outputDimension, (i + 1) * outputDimension))];
      if (own && own.length < MOST_POINTS) own.push([inputs[i * inputDimension]!, inputs[i * inputDimension + 1]!]);
    }
    return { kind: 'classes', classes };
  }
  const powers = task(name).powers?.(settings);
  // A product along the diagonal.
  const solution = powers
    ? (x: number) =>
        product(
          powers,
          powers.map(() => x),
        )
    : target(settings);
  if (solution === null) return null;
  const { x, y } = evaluation.grid ?? { x: [-1, 1], y: [0, 0] };
  const along = (at: number) =>
    Array.from({ length: SAMPLES }, (_, i) => solution(x[0] + ((x[1] - x[0]) * i) / (SAMPLES - 1), at));
  return { kind: 'curves', curves: picture === 'spacetime' ? [along(y[0]), along(y[1])] : [along(y[0])] };
}
