import { sinPi } from '../lib/elementary.ts';
import { planeTask } from './plane.ts';

/** One circle inside the other, radii 0.5 and 1. */
export const circles = planeTask(
  { name: 'circles', label: 'Circles', phrase: 'two circles', tex: () => '\\text{two circles}' },
  (label, t) => {
    const radius = label === 0 ? 1 : 0.5;
    return [radius * sinPi(2 * t), radius * sinPi(2 * t + 0.5)];
  },
);
