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

/** The visitor's own rows, in an order drawn from the seed, some of them held out: those that the files name, if they do. */
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
    const { size, train } = dataset;
    const used = Math.min(size, settingOf(settings, 'rows'));
    const wanted = Math.min(used - 1, Math.round(used * settingOf(settings, 'test')));
    const order = (stream: string, rows: number) => permutation(uint32Stream(seed, stream, 0), rows);
    if (train === null) {
      const rows = order('own rows', size);
      return rowsData(dataset, rows.subarray(wanted, used), rows.subarray(0, wanted));
    }
    // What the files keep for testing is never trained on.
    const held = Math.min(wanted, size - train);
    return rowsData(
      dataset,
      order('own rows', train).subarray(0, used - held),
      order('own test rows', size - train)
        .subarray(0, held)
        .map((row) => train + row),
    );
  },
  target: () => null,
  residual: () => null,
  tex: () => '\\text{data}',
};
