import { planeTask } from './plane.ts';

/** The square [-1, 1]² with classes by the sign of x y. */
export const xor = planeTask(
  { name: 'xor', label: 'XOR', phrase: 'the exclusive or', tex: () => '\\operatorname{sign}(x\\,y)' },
  (label, _, draw) => {
    const [x, y] = [0.05 + 0.95 * draw(), 0.05 + 0.95 * draw()];
    const flip = draw() < 0.5 ? -1 : 1;
    return [flip * x, (label === 0 ? 1 : -1) * flip * y];
  },
);
