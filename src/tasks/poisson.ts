import { sinPi } from '../lib/elementary.ts';
import { cellCentres, equationData, onGrid, valueAt, WEIGHT } from './equationData.ts';
import { type Grid, settingOf, type Task, type TaskSettings } from './task.ts';

const GRID: Grid = { columns: 201, rows: 1, x: [0, 1], y: [0, 0] };

function exact(settings: TaskSettings): (x: number) => number {
  const frequency = settingOf(settings, 'freq');
  return (x) => sinPi(frequency * x);
}

/** f = (π freq)² sin(π freq x), so that u is the sine alone. */
function source(settings: TaskSettings): (x: number) => number {
  const u = exact(settings);
  const k = Math.PI * settingOf(settings, 'freq');
  return (x) => k * k * u(x);
}

/** -u″ = f on [0, 1] with u = 0 at both ends. */
export const poisson: Task = {
  name: 'poisson',
  label: 'Poisson equation',
  phrase: 'the Poisson equation',
  keys: {
    freq: {
      label: 'half waves',
      min: 1,
      max: 8,
      default: 1,
      integer: true,
      help: 'The exact solution is a sine with so many half waves on [0, 1].',
    },
    points: {
      label: 'points',
      min: 8,
      max: 512,
      default: 64,
      integer: true,
      help: 'Points inside at which the equation is asked for.',
    },
    weight: WEIGHT,
  },
  picture: 'interval',
  dataset: null,
  derivatives: 2,
  data: (settings, seed) => {
    const f = source(settings);
    const inside = cellCentres(settingOf(settings, 'points'), 0, 1).map((x) => ({
      at: [x],
      coefficients: [0, 0, -1],
      advection: 0,
      target: f(x),
    }));
    const ends = [valueAt([0], 0), valueAt([1], 0)];
    return equationData(inside, ends, settingOf(settings, 'weight'), seed, {
      grid: GRID,
      exact: onGrid(GRID, exact(settings)),
    });
  },
  target: exact,
  residual: (settings) => {
    const f = source(settings);
    return (_u, _ux, uxx, _ut, x) => -uxx - f(x);
  },
  tex: (settings) => {
    const k = settingOf(settings, 'freq');
    const factor = k === 1 ? '\\pi' : `${k}\\pi`;
    return `-u'' = ${k === 1 ? '\\pi^2' : `(${factor})^2`} \\sin(${factor} x)`;
  },
};
