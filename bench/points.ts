/** The benchmark's task: as many points as a batch takes, which the lab's own tasks, of 128 points, do not offer. */
import { normalStream } from '../src/lib/random.ts';
import { TASKS } from '../src/tasks/catalogue.ts';
import { settingOf, type Task } from '../src/tasks/task.ts';

/**
 * Noise keeps the loss away from zero and the gradients away from cancellation, where two correct programs would differ
 * by rounding alone.
 */
const NOISE = 0.1;

const points: Task = {
  name: 'points',
  label: 'Points',
  phrase: 'points',
  picture: 'line',
  dataset: null,
  derivatives: 0,
  keys: {
    count: { label: 'count', min: 2, max: 65536, default: 128, integer: true, help: 'Number of points.' },
  },
  data(settings, seed) {
    const size = settingOf(settings, 'count');
    const inputs = Float32Array.from({ length: size }, (_, i) => (2 * i - (size - 1)) / (size - 1));
    const normals = normalStream(seed, 'noise', 0);
    const targets = inputs.map((x) => x * x * x + NOISE * normals.next());
    return {
      size,
      inputDimension: 1,
      outputDimension: 1,
      inputs,
      targets,
      loss: 'squared-error',
      equation: null,
      observed: size,
      evaluation: { size: 0, inputs: new Float32Array(), held: 0, targets: new Float32Array(), grid: null },
    };
  },
  target: () => (x) => x * x * x,
  residual: () => null,
  tex: () => 'x^3',
};

// The catalogue is closed while the lab is compiled; here it has one task more.
(TASKS as Task[]).push(points);

export const pointsTask = (count: number) => ({ name: points.name, settings: { count } });
