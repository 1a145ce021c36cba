import { lineData, NOISE } from './line.ts';
import { settingOf, type Task, type TaskSettings } from './task.ts';

function target(settings: TaskSettings): (x: number) => number {
  const degree = settingOf(settings, 'degree');
  return (x) => {
    // Repeated multiplication: Math.pow may differ between browsers in the last bit.
    let power = x;
    for (let i = 1; i < degree; i++) power *= x;
    return power;
  };
}

/** x^degree on [-1, 1]. */
export const polynomial: Task = {
  name: 'polynomial',
  label: 'Polynomial',
  phrase: 'a polynomial',
  picture: 'line',
  dataset: null,
  derivatives: 0,
  keys: {
    degree: {
      label: 'degree',
      min: 1,
      max: 10,
      default: 3,
      integer: true,
      help: 'The power of x to be learnt.',
    },
    noise: NOISE,
  },
  data: (settings, seed) => lineData(target(settings), settingOf(settings, 'noise'), seed),
  target,
  residual: () => null,
  tex: (settings) => {
    const degree = settingOf(settings, 'degree');
    return degree === 1 ? 'x' : `x^{${degree}}`;
  },
};
