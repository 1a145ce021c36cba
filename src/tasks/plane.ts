/** Two classes in the plane: what all such tasks have in common. */
import { normalStream } from '../lib/random.ts';
import { shuffledRows, uniformStream } from './draw.ts';
import { gridPoints } from './grid.ts';
import {
  type Grid,
  MOST_OBSERVED,
  type NumberKey,
  settingOf,
  type Task,
  type TaskData,
  type TaskSettings,
} from './task.ts';

/** A point of a class, before noise. `t` runs through [0, 1) evenly within the class; `draw` gives uniform numbers. */
export type PlaneShape = (label: 0 | 1, t: number, draw: () => number) => readonly [number, number];

const POINTS: NumberKey = {
  label: 'points',
  min: 20,
  max: 4000,
  default: 256,
  integer: true,
  help: 'Training points, half of them in each class; as many again, up to 1000, are held out.',
};

const PLANE_NOISE: NumberKey = {
  label: 'noise',
  min: 0,
  max: 1,
  default: 0.05,
  integer: false,
  help: 'Standard deviation of the Gaussian noise added to both coordinates.',
};

/** The part of the plane that is pictured. */
const MAP: Grid = { columns: 48, rows: 48, x: [-1.5, 1.5], y: [-1.5, 1.5] };
const MOST_HELD = 1000;

/** A task of two classes; the held-out points come from the same law and other streams. */
export function planeTask(names: Pick<Task, 'name' | 'label' | 'phrase' | 'tex'>, shape: PlaneShape): Task {
  return {
    ...names,
    keys: { points: POINTS, noise: PLANE_NOISE },
    picture: 'plane',
    dataset: null,
    derivatives: 0,
    data: (settings, seed) => planeData(shape, settings, seed),
    target: () => null,
    residual: () => null,
  };
}

function planeData(shape: PlaneShape, settings: TaskSettings, seed: number): TaskData {
  const [points, noise] = [settingOf(settings, 'points'), settingOf(settings, 'noise')];
  /** [count × 4]: x, y, and the class as one-hot. */
  const drawn = (count: number, purpose: string): Float32Array => {
    const normals = normalStream(seed, `${purpose} noise`, 0);
    const draw = uniformStream(seed, purpose);
    const rows = new Float32Array(4 * count);
    for (let i = 0; i < count; i++) {
      const label = (i % 2) as 0 | 1;
      const [x, y] = shape(label, Math.floor(i / 2) / Math.ceil(count / 2), draw);
      rows.set([x + noise * normals.next(), y + noise * normals.next(), 1 - label, label], 4 * i);
    }
    return rows;
  };
  const train = shuffledRows(drawn(points, 'points'), 4, seed);
  const held = Math.min(points, MOST_HELD);
  const test = drawn(held, 'held out');
  const map = gridPoints(MAP, 2);
  const inputs = new Float32Array(2 * held + map.length);
  inputs.set(columns(test, 0));
  inputs.set(map, 2 * held);
  return {
    size: points,
    inputDimension: 2,
    outputDimension: 2,
    inputs: columns(train, 0),
    targets: columns(train, 2),
    loss: 'cross-entropy',
    equation: null,
    observed: Math.min(points, MOST_OBSERVED),
    evaluation: { size: held + map.length / 2, inputs, held, targets: columns(test, 2), grid: MAP },
  };
}

/** Two of the four columns, [count × 2]. */
function columns(rows: Float32Array, first: 0 | 2): Float32Array {
  return Float32Array.from({ length: rows.length / 2 }, (_, i) => rows[4 * (i >> 1) + first + (i % 2)]!);
}
