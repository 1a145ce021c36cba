import { sinPi } from '../lib/elementary.ts';
import { normalStream } from '../lib/random.ts';
import { shuffledRows } from './draw.ts';
import { gridPoints } from './grid.ts';
import { type Derivatives, NOISE, SOBOLEV, slopeWeight, sobolevLoss } from './line.ts';
import { type Grid, settingOf, type Task, type TaskData, type TaskSettings } from './task.ts';

/** Training points on a grid of so many by so many, which is also the picture's. */
const TRAIN: Grid = { columns: 20, rows: 20, x: [-1, 1], y: [-1, 1] };
const FINE: Grid = { columns: 41, rows: 41, x: [-1, 1], y: [-1, 1] };

function target(settings: TaskSettings): (x: number, y: number) => number {
  const frequency = settingOf(settings, 'freq');
  return (x, y) => sinPi(frequency * x) * sinPi(frequency * y + 0.5);
}

/** ∂/∂x and ∂²/∂x². */
function derivatives(settings: TaskSettings): (x: number, y: number) => Derivatives {
  const frequency = settingOf(settings, 'freq');
  const rate = Math.PI * frequency;
  const f = target(settings);
  return (x, y) => [rate * sinPi(frequency * x + 0.5) * sinPi(frequency * y + 0.5), -rate * rate * f(x, y)];
}

function data(settings: TaskSettings, seed: number): TaskData {
  const f = target(settings);
  const noise = settingOf(settings, 'noise');
  const normals = normalStream(seed, 'noise', 0);
  const at = <Value>(points: Float32Array, of: (x: number, y: number) => Value) =>
    Array.from({ length: points.length / 2 }, (_, i) => of(points[2 * i]!, points[2 * i + 1]!));
  const valuesAt = (points: Float32Array) => Float32Array.from(at(points, f));
  const points = gridPoints(TRAIN, 2);
  const clean = valuesAt(points);
  const rows = shuffledRows(
    Float32Array.from({ length: 3 * clean.length }, (_, i) => {
      const [point, column] = [Math.floor(i / 3), i % 3];
      return column < 2 ? points[2 * point + column]! : clean[point]! + noise * normals.next();
    }),
    3,
    seed,
  );
  const fine = gridPoints(FINE, 2);
  const inputs = Float32Array.from({ length: 2 * clean.length }, (_, i) => rows[3 * (i >> 1) + (i % 2)]!);
  return {
    size: clean.length,
    inputDimension: 2,
    outputDimension: 1,
    inputs,
    targets: Float32Array.from({ length: clean.length }, (_, i) => rows[3 * i + 2]!),
    ...sobolevLoss(slopeWeight(settings), () =>
      Float32Array.from(at(inputs, derivatives(settings)), ([slope]) => slope),
    ),
    equation: null,
    observed: clean.length,
    evaluation: {
      size: fine.length / 2,
      inputs: fine,
      held: fine.length / 2,
      targets: valuesAt(fine),
      derivatives: Float32Array.from(at(fine, derivatives(settings)).flat()),
      grid: FINE,
    },
  };
}

/** sin(π·freq·x) cos(π·freq·y) on [-1, 1]². */
export const surface: Task = {
  name: 'surface',
  label: 'Surface',
  phrase: 'a surface',
  keys: {
    freq: {
      label: 'frequency',
      min: 0.25,
      max: 4,
      default: 1,
      integer: false,
      help: 'How many full periods the surface has along each axis of [-1, 1]².',
    },
    noise: NOISE,
    sobolev: SOBOLEV,
  },
  picture: 'surface',
  dataset: null,
  derivatives: 0,
  data,
  target,
  residual: () => null,
  tex: (settings) => {
    const frequency = settingOf(settings, 'freq');
    const factor = frequency === 1 ? '\\pi' : `${frequency}\\,\\pi`;
    return `\\sin(${factor} x) \\cos(${factor} y)`;
  },
};
