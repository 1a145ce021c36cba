import { expect, test } from 'vitest';
import { MARKERS } from './chart.ts';
import { markerPath } from './Marker.tsx';

/** Twice the signed area inside the corners of a path of straight lines, halved. */
function area(path: string): number {
  const corners = [...path.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const);
  return Math.abs(
    corners.reduce((sum, [x, y], i) => {
      const [nextX, nextY] = corners[(i + 1) % corners.length]!;
      return sum + (x * nextY - nextX * y) / 2;
    }, 0),
  );
}

test.each([1, 2, 3, 4, 5, 6, 7])('marker %i has the area of a circle of its radius', (slot) => {
  expect(Math.abs(area(markerPath(slot, 10)) / (Math.PI * 100) - 1)).toBeLessThan(2e-3);
});

test('the first marker is a circle, and each has a shape of its own', () => {
  expect(markerPath(0, 4)).toBe('M4,0A4,4,0,1,1,-4,0A4,4,0,1,1,4,0Z');
  expect(new Set(Array.from({ length: MARKERS }, (_, slot) => markerPath(slot, 4))).size).toBe(MARKERS);
});
