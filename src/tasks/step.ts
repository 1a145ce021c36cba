import { type Derivatives, lineData, NOISE } from './line.ts';
import { settingOf, type Task, type TaskSettings } from './task.ts';

function target(settings: TaskSettings): (x: number) => number {
  const steps = settingOf(settings, 'rises');
  return (x) => {
    // `steps` equal rises from -1 to 1 at equal distances; right of each jump the upper value.
    const risen = Math.min(steps, Math.floor(((x + 1) / 2) * (steps + 1)));
    return -1 + (2 * risen) / steps;
  };
}

/** Wherever they exist. */
const flat = (): Derivatives => [0, 0];

/** A staircase from -1 to 1 on [-1, 1]. */
export const step: Task = {
  name: 'step',
  label: 'Step',
  phrase: 'a staircase',
  keys: {
    rises: {
      label: 'rises',
      min: 1,
      max: 10,
      default: 1,
      integer: true,
      help: 'How many equal steps lead from -1 to 1.',
    },
    noise: NOISE,
  },
  picture: 'line',
  dataset: null,
  derivatives: 0,
  data: (settings, seed) => lineData(target(settings), flat, settingOf(settings, 'noise'), seed),
  target,
  residual: () => null,
  tex: (settings) =>
    settingOf(settings, 'rises') === 1
      ? '\\operatorname{sign} x'
      : `-1 + \\tfrac{2}{${settingOf(settings, 'rises')}} \\lfloor \\tfrac{x + 1}{2} \\cdot ${settingOf(settings, 'rises') + 1} \\rfloor`,
};
