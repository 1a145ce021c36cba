import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nameRoom, nameTextSize } from './chart.ts';

it('names have the room that they need, as far as the plot can spare it', () => {
  // A chart of the talk view, 28 pixels of text: the longest name fits.
  expect(nameRoom(180, 90, 455, 28)).toBe(180);
  expect(nameRoom(80, 42, 350, 13)).toBe(80);
  const size = fc.double({ min: 0, max: 1500, noNaN: true });
  fc.assert(
    fc.property(
      size,
      fc.double({ min: 0, max: 100, noNaN: true }),
      size,
      fc.integer({ min: 8, max: 40 }),
      (...told) => {
        const [needed, left, width, textSize] = told;
        const room = nameRoom(needed, left, width, textSize);
        expect(room).toBeLessThanOrEqual(needed);
        // What is missing, the plot needs itself.
        if (room < needed) expect(width - left - room).toBeLessThanOrEqual(6 * textSize + 1e-9);
      },
    ),
    { seed: 1 },
  );
});

it('names that would take more than a third of a chart are set smaller, as far as they can be read', () => {
  expect(nameTextSize(160, 550, 28)).toBe(28);
  expect(nameTextSize(220, 550, 28)).toBeCloseTo(28 * 0.9, 9);
  expect(nameTextSize(400, 550, 28)).toBeCloseTo(28 * 0.74, 9);
  expect(nameTextSize(400, 350, 13)).toBe(11);
  expect(nameTextSize(400, 350, 10)).toBe(10);
});
