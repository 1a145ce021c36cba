import { sinPi } from '../lib/elementary.ts';
import { type Derivatives, lineData, NOISE, SOBOLEV, slopeWeight } from './line.ts';
import { settingOf, type Task, type TaskSettings } from './task.ts';

function target(settings: TaskSettings): (x: number) => number {
  const frequency = settingOf(settings, 'freq');
  return (x) => sinPi(x * frequency);
}

function derivatives(settings: TaskSettings): (x: number) => Derivatives {
  const frequency = settingOf(settings, 'freq');
  const rate = Math.PI * frequency;
  return (x) => [rate * sinPi(x * frequency + 0.5), -rate * rate * sinPi(x * frequency)];
}

/** sin(π · freq · x) on [-1, 1]: freq full periods. */
export const sine: Task = {
  name: 'sine',
  label: 'Sine',
  phrase: 'a sine',
  picture: 'line',
  dataset: null,
  derivatives: 0,
  keys: {
    freq: {
      label: 'frequency',
      min: 1,
      max: 10,
      default: 1,
      integer: false,
      help: 'How many full periods the sine has on [-1, 1].',
    },
    noise: NOISE,
    sobolev: SOBOLEV,
  },
  data: (settings, seed) =>
    lineData(target(settings), derivatives(settings), settingOf(settings, 'noise'), seed, slopeWeight(settings)),
  target,
  residual: () => null,
  tex: (settings) => {
    const frequency = settingOf(settings, 'freq');
    return frequency === 1 ? '\\sin(\\pi x)' : `\\sin(${frequency}\\,\\pi x)`;
  },
};
