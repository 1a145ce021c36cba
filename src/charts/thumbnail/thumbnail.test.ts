import { describe, expect, it } from 'vitest';
import { thumbnailGeometry } from './thumbnail.ts';

const points = (path: string) =>
  [...path.matchAll(/([-\d.]+),([-\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const);

describe('the thumbnail of an activation', () => {
  it('draws the identity at 45 degrees through the origin of its axes', () => {
    const { value, axes } = thumbnailGeometry((z) => z, undefined, 60, 48);
    const [[x0 = 0, y0 = 0] = [], [x1 = 0, y1 = 0] = []] = [points(value)[0], points(value).at(-1)];
    expect((y0 - y1) / (x1 - x0)).toBeCloseTo(1);
    expect(axes).toBe('M0,32.5H60M30.5,0V48');
    expect(points(value).some(([x, y]) => Math.abs(x - 30) < 1e-9 && Math.abs(y - 32) < 1e-9)).toBe(true);
  });

  it('keeps every curve inside the frame, however steep', () => {
    for (const f of [(z: number) => Math.max(0, z) ** 5, (z: number) => Math.exp(500 * z), (z: number) => 1 / z]) {
      for (const [x, y] of points(thumbnailGeometry(f, f, 64, 48).value)) {
        expect(x >= 0 && x <= 64 && y >= -0.01 && y <= 48.01).toBe(true);
      }
    }
  });
});
