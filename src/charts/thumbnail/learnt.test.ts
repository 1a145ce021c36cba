import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyNumber, notFinite } from '../shared/testing.ts';
import { type Learnt, learntMarks } from './learnt.ts';

const numbers = (path: string) => [...path.matchAll(/-?[\d.]+/g)].map(([value]) => Number(value));

it('a curve fills its box from left to right, upwards', () => {
  const { lines } = learntMarks({ kind: 'curves', curves: [[-1, 0, 1]] }, 60, 72);
  const [x0 = 0, y0 = 0, , , x2 = 0, y2 = 0] = numbers(lines[0] ?? '');
  expect([x0, y0, x2, y2]).toEqual([4, 68, 56, 4]);
});

it('classes keep their shape: one scale for both directions', () => {
  const learnt: Learnt = { kind: 'classes', classes: [[[1, 0]], [[0, 1]]] };
  const [right, up] = learntMarks(learnt, 60, 72).dots.map(numbers);
  expect(right?.slice(0, 2)).toEqual([56, 36]);
  expect(up?.slice(0, 2)).toEqual([30, 10]);
});

it('every mark is finite, whatever the numbers', () => {
  const points = fc.array(fc.tuple(anyNumber, anyNumber), { maxLength: 5 });
  fc.assert(
    fc.property(fc.array(points, { maxLength: 3 }), (classes) => {
      const sane = classes.map((some) => some.filter((point) => point.every((value) => !(Math.abs(value) > 1e6))));
      const { dots } = learntMarks({ kind: 'classes', classes: sane }, 60, 72);
      const { lines } = learntMarks({ kind: 'curves', curves: sane.map((some) => some.map(([, y]) => y)) }, 60, 72);
      expect(notFinite({ dots, lines })).toEqual([]);
    }),
  );
});
