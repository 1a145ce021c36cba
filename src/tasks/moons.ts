import { sinPi } from '../lib/elementary.ts';
import { planeTask } from './plane.ts';

/** Two half circles that reach into each other. */
export const moons = planeTask(
  { name: 'moons', label: 'Moons', phrase: 'two moons', tex: () => '\\text{two moons}' },
  (label, t) => {
    const side = label === 0 ? 1 : -1;
    return [side * (0.7 * sinPi(t + 0.5) - 0.35), side * (0.7 * sinPi(t) - 0.17)];
  },
);
