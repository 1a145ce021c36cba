import { sinPi } from '../lib/elementary.ts';
import { BURGERS_VISCOSITY, burgersSolution } from './burgersSolution.ts';
import { collocation, POINTS } from './collocation.ts';
import { equationData, initialAndBoundary, onGrid, WEIGHT } from './equationData.ts';
import { type Grid, settingOf, type Task } from './task.ts';

const GRID: Grid = { columns: 65, rows: 33, x: [-1, 1], y: [0, 1] };

let reference: Float32Array | null = null;

/** The solution on the grid: no setting and no seed changes it, and a slider should not wait for it. */
function exactOnGrid(): Float32Array {
  reference ??= oddOnGrid();
  return reference;
}

/** u is odd in x: the left half is computed, the right one mirrored. */
function oddOnGrid(): Float32Array {
  const { columns, rows } = GRID;
  const middle = (columns - 1) / 2;
  const left = onGrid({ ...GRID, columns: middle + 1, x: [-1, 0] }, burgersSolution);
  return Float32Array.from({ length: columns * rows }, (_, point) => {
    const [row, column] = [Math.floor(point / columns), point % columns];
    const u = left[row * (middle + 1) + Math.min(column, columns - 1 - column)]!;
    return column <= middle ? u : -u;
  });
}

/** u_t + u u_x = ν u_xx on [-1, 1], ν = 0.01/π, with u = 0 at both ends, from -sin πx: a front forms at x = 0. */
export const burgers: Task = {
  name: 'burgers',
  label: 'Burgers equation',
  phrase: 'the Burgers equation',
  keys: { points: { ...POINTS, default: 512 }, weight: WEIGHT },
  picture: 'spacetime',
  dataset: null,
  derivatives: 2,
  data: (settings, seed) => {
    const inside = collocation(settingOf(settings, 'points'), [-1, 1], 1, seed).map((at) => ({
      at,
      coefficients: [0, 0, -BURGERS_VISCOSITY, 1],
      advection: 1,
      target: 0,
    }));
    const outside = initialAndBoundary([-1, 1], 1, (x) => -sinPi(x));
    return equationData(inside, outside, settingOf(settings, 'weight'), seed, {
      grid: GRID,
      exact: exactOnGrid(),
    });
  },
  target: () => burgersSolution,
  residual: () => (u, ux, uxx, ut) => ut + u * ux - BURGERS_VISCOSITY * uxx,
  tex: () => 'u_t + u\\,u_x = \\tfrac{0.01}{\\pi} u_{xx},\\ u(x, 0) = -\\sin \\pi x',
};
