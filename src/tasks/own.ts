import { permutation, uint32Stream } from '../lib/random.ts';
import { loadedDataset, requiredDataset } from './datasets.ts';
import { rowsData } from './rows.ts';
import { type NumberKey, settingOf, type Task } from './task.ts';

const ROWS: NumberKey = {
  label: 'rows',
  min: 10,
  max: 50000,
  default: 10000,
  integer: true,
  help: 'At most so many rows are used, drawn from the seed.',
};

/** The visitor's own rows, in an order drawn from the seed, some of them held out. */
export const own: Task = {
  name: 'own',
  label: 'Your own data',
  phrase: 'your own data',
  keys: {
    rows: ROWS,
    test: {
      label: 'held out',
      min: 0,
      max: 0.5,
      default: 0.2,
      integer: false,
      help: 'Fraction of those rows that is kept for testing.',
    },
  },
  present(key) {
    const size = loadedDataset('own')?.size ?? ROWS.max;
    if (key !== 'rows' || size >= ROWS.max) return null;
    return { ...ROWS, max: size, default: Math.min(ROWS.default, size) };
  },
  picture: 'table',
  dataset: 'own',
  derivatives: 0,
  data: (settings, seed) => {
    const dataset = requiredDataset('own');
    const order = permutation(uint32Stream(seed, 'own rows', 0), dataset.size);
    const used = Math.min(dataset.size, settingOf(settings, 'rows'));
    const held = Math.min(used - 1, Math.round(used * settingOf(settings, 'test')));
    return rowsData(dataset, order.subarray(held, used), order.subarray(0, held));
  },
  target: () => null,
  residual: () => null,
  tex: () => '\\text{data}',
};
