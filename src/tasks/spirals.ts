import { sinPi } from '../lib/elementary.ts';
import { planeTask } from './plane.ts';

/** Two arms of one and a half turns each, radius growing to 1. */
export const spirals = planeTask(
  { name: 'spirals', label: 'Spirals', phrase: 'two spirals', tex: () => '\\text{two spirals}' },
  (label, t) => {
    // √t spaces the points evenly along the arm.
    const radius = 0.1 + 0.9 * Math.sqrt(t);
    const turns = 1.5 * Math.sqrt(t) + label / 2;
    return [radius * sinPi(2 * turns), radius * sinPi(2 * turns + 0.5)];
  },
);
