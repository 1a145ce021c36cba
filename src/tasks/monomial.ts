import { normalStream } from '../lib/random.ts';
import { uniformStream } from './draw.ts';
import { NOISE } from './line.ts';
import { MOST_OBSERVED, type NumberKey, settingOf, type Task, type TaskData, type TaskSettings } from './task.ts';

export const MOST_VARIABLES = 5;
const HELD = 1000;
/** Beyond it a product of several variables is 0 but near the corners of the cube. */
const HIGHEST = 4;

const VARIABLES: NumberKey = {
  label: 'variables',
  min: 2,
  max: MOST_VARIABLES,
  default: 3,
  integer: true,
  help: 'How many variables are multiplied, each between -1 and 1.',
};

const powerKey = (variable: number): NumberKey => ({
  label: `power of x_${variable}`,
  min: 1,
  max: HIGHEST,
  default: 1,
  integer: true,
  help: `To which power x_${variable} is raised.`,
});

const POWERS = Array.from({ length: MOST_VARIABLES }, (_, k) => `power${k + 1}`);

/** The power of every variable, [variables]. */
export const powersOf = (settings: TaskSettings): readonly number[] =>
  POWERS.slice(0, settingOf(settings, 'variables')).map((key) => settingOf(settings, key));

/** Π_k x_k^powers[k] by repeated multiplication, as everywhere the same to the last bit. */
export function product(powers: readonly number[], x: ArrayLike<number>): number {
  let value = 1;
  for (const [k, power] of powers.entries()) for (let i = 0; i < power; i++) value *= x[k]!;
  return value;
}

function data(settings: TaskSettings, seed: number): TaskData {
  const powers = powersOf(settings);
  const dimension = powers.length;
  const size = settingOf(settings, 'points');
  const noise = settingOf(settings, 'noise');
  const drawn = (count: number, purpose: string) => {
    const draw = uniformStream(seed, purpose);
    return Float32Array.from({ length: count * dimension }, () => 2 * draw() - 1);
  };
  const valuesAt = (points: Float32Array) =>
    Float32Array.from({ length: points.length / dimension }, (_, i) => product(powers, points.subarray(i * dimension)));
  const inputs = drawn(size, 'points');
  const normals = normalStream(seed, 'noise', 0);
  const held = drawn(HELD, 'held out');
  return {
    size,
    inputDimension: dimension,
    outputDimension: 1,
    inputs,
    targets: valuesAt(inputs).map((value) => value + noise * normals.next()),
    loss: 'squared-error',
    equation: null,
    observed: Math.min(size, MOST_OBSERVED),
    evaluation: { size: HELD, inputs: held, held: HELD, targets: valuesAt(held), grid: null },
  };
}

/** A product of powers of two to five variables on [-1, 1]^d. */
export const monomial: Task = {
  name: 'monomial',
  label: 'Product',
  phrase: 'a product of variables',
  keys: {
    variables: VARIABLES,
    ...Object.fromEntries(POWERS.map((key, k) => [key, powerKey(k + 1)])),
    points: {
      label: 'points',
      min: 20,
      max: 4000,
      default: 512,
      integer: true,
      help: 'Training points, drawn evenly from the cube; 1,000 others are held out.',
    },
    noise: NOISE,
  },
  matters: (key, settings) => POWERS.indexOf(key) < settingOf(settings, 'variables'),
  picture: 'slices',
  dataset: null,
  derivatives: 0,
  data,
  target: () => null,
  powers: powersOf,
  residual: () => null,
  tex: (settings) =>
    powersOf(settings)
      .map((power, k) => (power === 1 ? `x_${k + 1}` : `x_${k + 1}^{${power}}`))
      .join('\\,'),
};
