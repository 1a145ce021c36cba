import { requiredDataset } from './datasets.ts';
import { placesFrom, rowsData } from './rows.ts';
import { settingOf, type Task } from './task.ts';

/** Handwritten digits, 28 × 28: 8,500 of MNIST to train on and 1,500 to test. */
export const digits: Task = {
  name: 'digits',
  label: 'Handwritten digits',
  phrase: 'handwritten digits',
  keys: {
    train: {
      label: 'images',
      min: 100,
      max: 8500,
      default: 8500,
      integer: true,
      help: 'Images to train on; 1,500 others are held out. MNIST, by LeCun and Cortes, CC BY-SA 3.0 (digits-licence.txt).',
    },
  },
  picture: 'digits',
  dataset: 'digits',
  derivatives: 0,
  data: (settings) => {
    const dataset = requiredDataset('digits');
    const forTraining = dataset.train ?? dataset.size;
    const train = Math.min(settingOf(settings, 'train'), forTraining);
    return rowsData(dataset, placesFrom(0, train), placesFrom(forTraining, dataset.size - forTraining));
  },
  target: () => null,
  residual: () => null,
  tex: () => '\\text{digits}',
};
