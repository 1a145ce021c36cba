import { useState } from 'react';
import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { decodedPixels } from '../shared/testing.ts';
import { MapChart } from './MapChart.tsx';
import type { CellChart, MapChartAxis } from './types.ts';

const X: MapChartAxis = { symbol: 'C_W', words: 'weight variance', from: 1, to: 3, cells: 3, log: false };
const Y: MapChartAxis = { symbol: 'K_1', words: 'input scale', from: 0.1, to: 10, cells: 3, log: true };
const CELLS: readonly (CellChart | null)[] = Array.from({ length: 9 }, (_, index) =>
  index === 8
    ? null
    : {
        x: 1 + (index % 3),
        y: 10 ** (Math.floor(index / 3) - 1),
        outcome: index % 3 === 2 ? 'overflow' : 'learned',
        layer: index % 3 === 2 ? 4 : null,
        step: null,
        loss: 0.01,
      },
);

/** A map whose read cell follows, as in the page. */
async function shown() {
  const opened: number[] = [];
  const reads: (number | null)[] = [];
  function Page() {
    const [read, setRead] = useState<number | null>(null);
    return (
      <MapChart
        width={420}
        height={340}
        title="Map of RePU(2)"
        description="Nine networks."
        arm={{ slot: 0, label: 'RePU(2)' }}
        x={X}
        y={Y}
        depth={10}
        least={0.01}
        baseline={0.2}
        cells={CELLS}
        drawn={CELLS}
        point={{ x: 2, y: 1 }}
        read={read}
        onRead={(index) => {
          reads.push(index);
          setRead(index);
        }}
        onOpen={(index) => opened.push(index)}
      />
    );
  }
  const { container } = await render(<Page />);
  const reader = page.getByRole('slider', { name: 'Cells of the map of RePU(2)' });
  return { container, reader, opened, reads };
}

it('reads cells by arrow keys in both directions, and opens one on Enter', async () => {
  const { reader, opened, container } = await shown();
  await userEvent.keyboard('{Tab}');
  await expect
    .element(reader)
    .toHaveAttribute('aria-valuetext', 'C_W 2, K_1 1: learned: loss 0.010, 1/20 of the mean’s');
  await userEvent.keyboard('{ArrowRight}{ArrowDown}');
  await expect.element(reader).toHaveAttribute('aria-valuetext', 'C_W 3, K_1 0.1: overflow at layer 4 at the start');
  expect(container.querySelectorAll('rect[style*="--focus"]')).toHaveLength(1);
  await userEvent.keyboard('{Enter}');
  expect(opened).toEqual([2]);
  await userEvent.keyboard('{ArrowUp}{ArrowUp}');
  await expect.element(reader).toHaveAttribute('aria-valuetext', 'not computed yet');
});

it('opens the cell that is clicked; a finger reads first', async () => {
  const { reader, opened, reads } = await shown();
  const element = reader.element();
  const box = element.getBoundingClientRect();
  const send = (type: string, pointerType: string, across: number) =>
    element.dispatchEvent(
      new PointerEvent(type, {
        bubbles: true,
        cancelable: true,
        pointerType,
        button: 0,
        clientX: box.left + across * box.width,
        clientY: box.top + box.height / 2,
      }),
    );
  const press = async (pointerType: string, across: number) => {
    send('pointerdown', pointerType, across);
    await expect.poll(() => reads.at(-1)).toBe(across < 0.5 ? 3 : 5);
    send('pointerup', pointerType, across);
  };
  await press('mouse', 0.1);
  expect(opened).toEqual([3]);
  await press('touch', 0.9);
  expect(opened).toEqual([3]);
  await press('touch', 0.9);
  expect(opened).toEqual([3, 5]);
  // Drawn from one cell to another is no click.
  send('pointerdown', 'mouse', 0.1);
  send('pointerup', 'mouse', 0.9);
  expect(opened).toEqual([3, 5]);
});

it('paints every cell, and none that is not known', async () => {
  const { container } = await shown();
  const { width, height, data } = await decodedPixels(container.querySelector('image'));
  expect([width, height]).toEqual([3, 3]);
  const pixel = (x: number, y: number) => [...data.slice(4 * (y * width + x), 4 * (y * width + x) + 4)];
  expect(pixel(0, 0)[3]).toBe(255);
  expect(pixel(2, 0)[3]).toBe(0);
  expect(pixel(2, 2)[0]).toBeGreaterThan(pixel(2, 2)[2] ?? 255);
});
