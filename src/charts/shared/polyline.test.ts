import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Point } from './chart.ts';
import { areaPath, clipLine, linePath, upTo } from './polyline.ts';

const wild = fc.oneof(
  fc.double({ min: -120, max: 120 }),
  fc.constantFrom(1e20, -1e20, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN, 1e308, -1e308),
);
const line = fc
  .array(fc.option(wild), { maxLength: 64 })
  .map((ys) => ys.map((y, index): Point | null => (y === null ? null : [index + 1, y])));

describe('a line clipped at the borders', () => {
  it('leaves at the border, in the direction it had, and says so', () => {
    const { pieces, exits } = clipLine(
      [
        [1, 0],
        [2, 50],
        [3, 150],
      ],
      [-10, 100],
    );
    expect(pieces).toEqual([
      [
        [1, 0],
        [2, 50],
        [2.5, 100],
      ],
    ]);
    expect(exits).toEqual([{ at: [2.5, 100], from: [2, 50], side: 'top' }]);
  });

  it('comes back as a new piece', () => {
    const { pieces, exits } = clipLine(
      [
        [1, 0],
        [2, -20],
        [3, 0],
      ],
      [-10, 10],
    );
    expect(pieces).toEqual([
      [
        [1, 0],
        [1.5, -10],
      ],
      [
        [2.5, -10],
        [3, 0],
      ],
    ]);
    expect(exits).toHaveLength(1);
  });

  it('crosses the whole chart within one step', () => {
    expect(
      clipLine(
        [
          [1, -30],
          [2, 30],
        ],
        [-10, 10],
      )
        .pieces.flat()
        .map(([, y]) => y),
    ).toEqual([-10, 10]);
  });

  it('has a gap where a value is missing', () => {
    expect(clipLine([[1, 0], [2, 0], null, [4, 0], [5, 0]], [-1, 1]).pieces).toHaveLength(2);
  });

  it('is inside the borders and finite for any input', () => {
    fc.assert(
      fc.property(line, (points) => {
        const { pieces, exits } = clipLine(points, [-10, 90]);
        for (const [x, y] of [...pieces.flat(), ...exits.flatMap(({ at, from }) => [at, from])]) {
          expect(x >= 1 && x <= 64 && y >= -10 && y <= 90).toBe(true);
        }
      }),
    );
  });
});

describe('path data', () => {
  it('holds no NaN and no infinity for any points', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(wild, wild)), (points) => {
        expect(`${linePath(points)}${areaPath(points, points)}`).not.toMatch(/NaN|Infinity/);
      }),
    );
  });
});

describe('a line drawn up to some x', () => {
  it('ends there, between its points', () => {
    expect(
      upTo(
        [
          [1, 0],
          [2, 10],
          [3, 30],
        ],
        2.5,
      ),
    ).toEqual([
      [1, 0],
      [2, 10],
      [2.5, 20],
    ]);
    expect(
      upTo(
        [
          [1, 0],
          [2, 10],
        ],
        0.5,
      ),
    ).toEqual([]);
    expect(
      upTo(
        [
          [1, 0],
          [2, 10],
        ],
        9,
      ),
    ).toEqual([
      [1, 0],
      [2, 10],
    ]);
  });
});
