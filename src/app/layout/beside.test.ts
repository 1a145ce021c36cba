import { expect, test } from 'vitest';
import { beside, type Side } from './beside.ts';

const WINDOW = { width: 400, height: 800 };
const CARD = { width: 200, height: 100 };
const at = (left: number, top: number) => ({ left, top, bottom: top + 20 });

test.each<[Side, number, Side]>([
  ['above', 400, 'above'],
  ['below', 400, 'below'],
  // It does not fit where it is preferred.
  ['above', 50, 'below'],
  ['below', 700, 'above'],
])('a card that prefers to be %s its anchor at %i is %s', (preferred, top, side) => {
  expect(beside(at(10, top), CARD, WINDOW, preferred).side).toBe(side);
});

test('a card that fits nowhere takes the side with more room, and no more of it', () => {
  const tall = { width: 200, height: 900 };
  expect(beside(at(10, 300), tall, WINDOW, 'above')).toMatchObject({ side: 'below', maxHeight: 800 - 320 - 12 });
  expect(beside(at(10, 500), tall, WINDOW, 'above')).toMatchObject({ side: 'above', maxHeight: 500 - 12 });
});

test('a card never touches its anchor nor an edge of the window', () => {
  for (const left of [-30, 0, 100, 300, 390]) {
    for (const top of [0, 90, 400, 780]) {
      for (const preferred of ['above', 'below'] as const) {
        const place = beside(at(left, top), CARD, WINDOW, preferred);
        expect(place.left).toBeGreaterThan(0);
        expect(place.left + CARD.width).toBeLessThan(WINDOW.width);
        const [upper, lower] =
          place.side === 'above' ? [place.edge - CARD.height, place.edge] : [place.edge, place.edge + CARD.height];
        expect(upper).toBeGreaterThan(0);
        expect(lower).toBeLessThan(WINDOW.height);
        expect(place.side === 'above' ? lower < top : upper > top + 20).toBe(true);
      }
    }
  }
});
