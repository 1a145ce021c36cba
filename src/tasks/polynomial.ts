import { type Derivatives, lineData, NOISE, SOBOLEV, slopeWeight } from './line.ts';
import { choiceOf, settingOf, type Task, type TaskSettings } from './task.ts';

function target(settings: TaskSettings): (x: number) => number {
  const degree = settingOf(settings, 'degree');
  return choiceOf(settings, 'basis') === 'chebyshev' ? (x) => chebyshev(degree, x) : (x) => power(degree, x);
}

function derivatives(settings: TaskSettings): (x: number) => Derivatives {
  const n = settingOf(settings, 'degree');
  if (choiceOf(settings, 'basis') === 'chebyshev') return (x) => chebyshevDerivatives(n, x);
  return (x) => [n * power(n - 1, x), n * (n - 1) * power(Math.max(0, n - 2), x)];
}

/** x^n by repeated multiplication: Math.pow may differ between browsers in the last bit. */
function power(n: number, x: number): number {
  let product = 1;
  for (let i = 0; i < n; i++) product *= x;
  return product;
}

/** T_n(x) by its recurrence T_n = 2 x T_{n-1} - T_{n-2}. */
function chebyshev(n: number, x: number): number {
  let [before, present] = [1, x];
  for (let i = 1; i < n; i++) [before, present] = [present, 2 * x * present - before];
  return present;
}

/** T_n′ and T_n″: the recurrence, differentiated once and twice. */
function chebyshevDerivatives(n: number, x: number): Derivatives {
  let [before, present] = [
    [1, 0, 0],
    [x, 1, 0],
  ] as [number[], number[]];
  for (let i = 1; i < n; i++) {
    const [t, slope, bend] = present as [number, number, number];
    const [t0, slope0, bend0] = before as [number, number, number];
    [before, present] = [present, [2 * x * t - t0, 2 * t + 2 * x * slope - slope0, 4 * slope + 2 * x * bend - bend0]];
  }
  return [present[1] as number, present[2] as number];
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
    sobolev: SOBOLEV,
  },
  data: (settings, seed) =>
    lineData(target(settings), derivatives(settings), settingOf(settings, 'noise'), seed, slopeWeight(settings)),
  target,
  powers: (settings) => (choiceOf(settings, 'basis') === 'monomial' ? [settingOf(settings, 'degree')] : null),
  residual: () => null,
  tex: (settings) => {
    const degree = settingOf(settings, 'degree');
    if (choiceOf(settings, 'basis') === 'chebyshev') return `T_{${degree}}(x)`;
    return degree === 1 ? 'x' : `x^{${degree}}`;
  },
};
