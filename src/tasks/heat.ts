import { sinPi } from '../lib/elementary.ts';
import { collocation, POINTS } from './collocation.ts';
import { equationData, initialAndBoundary, onGrid, WEIGHT } from './equationData.ts';
import { type Grid, settingOf, type Task } from './task.ts';

/** By then the first mode has fallen to e^{-π² · 0.2} = 0.14. */
const UNTIL = 0.2;
const GRID: Grid = { columns: 49, rows: 33, x: [0, 1], y: [0, UNTIL] };

/** The first and the third mode: the third dies nine times as fast. */
const exact = (x: number, t: number): number =>
  Math.exp(-(Math.PI ** 2) * t) * sinPi(x) + 0.5 * Math.exp(-9 * Math.PI ** 2 * t) * sinPi(3 * x);

/** u_t = u_xx on [0, 1] with u = 0 at both ends, from sin πx + ½ sin 3πx. */
export const heat: Task = {
  name: 'heat',
  label: 'Heat equation',
  phrase: 'the heat equation',
  keys: { points: POINTS, weight: WEIGHT },
  picture: 'spacetime',
  dataset: null,
  derivatives: 2,
  data: (settings, seed) => {
    const inside = collocation(settingOf(settings, 'points'), [0, 1], UNTIL, seed).map((at) => ({
      at,
      coefficients: [0, 0, -1, 1],
      advection: 0,
      target: 0,
    }));
    const outside = initialAndBoundary([0, 1], UNTIL, (x) => exact(x, 0));
    return equationData(inside, outside, settingOf(settings, 'weight'), seed, {
      grid: GRID,
      exact: onGrid(GRID, exact),
    });
  },
  target: () => exact,
  residual: () => (_u, _ux, uxx, ut) => ut - uxx,
  tex: () => 'u_t = u_{xx},\\ u(x, 0) = \\sin \\pi x + \\tfrac12 \\sin 3\\pi x',
};
