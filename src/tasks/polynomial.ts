import { lineData, NOISE } from './line.ts';
import { choiceOf, settingOf, type Task, type TaskSettings } from './task.ts';

function target(settings: TaskSettings): (x: number) => number {
  const degree = settingOf(settings, 'degree');
  return choiceOf(settings, 'basis') === 'chebyshev' ? (x) => chebyshev(degree, x) : (x) => power(degree, x);
}

/** x^n by repeated multiplication: Math.pow may differ between browsers in the last bit. */
function power(n: number, x: number): number {
  let product = x;
  for (let i = 1; i < n; i++) product *= x;
  return product;
}

/** T_n(x) by its recurrence T_n = 2 x T_{n-1} - T_{n-2}. */
function chebyshev(n: number, x: number): number {
  let [before, present] = [1, x];
  for (let i = 1; i < n; i++) [before, present] = [present, 2 * x * present - before];
  return present;
}

/** x^degree, or the Chebyshev polynomial of that degree, on [-1, 1]. */
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
    basis: {
      label: 'basis',
      choices: [
        { value: 'monomial', label: 'x to that power' },
        { value: 'chebyshev', label: 'Chebyshev polynomial' },
      ],
      default: 'monomial',
      help: 'Which polynomial of that degree: the power of x, or the Chebyshev polynomial, which swings between -1 and 1.',
    },
    noise: NOISE,
  },
  data: (settings, seed) => lineData(target(settings), settingOf(settings, 'noise'), seed),
  target,
  residual: () => null,
  tex: (settings) => {
    const degree = settingOf(settings, 'degree');
    if (choiceOf(settings, 'basis') === 'chebyshev') return `T_{${degree}}(x)`;
    return degree === 1 ? 'x' : `x^{${degree}}`;
  },
};
