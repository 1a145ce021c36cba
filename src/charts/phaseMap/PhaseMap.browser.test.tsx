import { useState } from 'react';
import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { decodedPixels } from '../shared/testing.ts';
import { PhaseMap } from './PhaseMap.tsx';
import type { PhaseGrid, PhasePoint } from './types.ts';

const grid: PhaseGrid = {
  columns: 2,
  rows: 2,
  outcome: Int16Array.of(0, 0, 4, 4),
  cwLog10: [-1, 1],
  k1Log10: [-4, 2],
};

interface Calls {
  readonly dragged: PhasePoint[];
  readonly dropped: PhasePoint[];
}

/** A map whose point follows, as in the page. */
function Page({ dragged, dropped }: Calls) {
  const [point, setPoint] = useState<PhasePoint>({ cw: 1, k1: 1e-3 });
  return (
    <PhaseMap
      width={420}
      height={340}
      arm={{ slot: 0, label: 'RePU(2)' }}
      grid={grid}
      depth={10}
      point={point}
      title="Phase map"
      description="Half of it overflows."
      onDrag={(moved) => {
        dragged.push(moved);
        setPoint(moved);
      }}
      onDrop={(moved) => dropped.push(moved)}
    />
  );
}

/** The map with a record of what it called. */
async function shown() {
  const calls: Calls = { dragged: [], dropped: [] };
  const { container } = await render(<Page {...calls} />);
  return { ...calls, container };
}

it('moves the point by keyboard along either axis and says what is predicted there', async () => {
  const { dragged, dropped } = await shown();
  await userEvent.keyboard('{Tab}{ArrowRight}{ArrowRight}');
  const cw = page.getByRole('slider', { name: 'C_W of RePU(2)' });
  await expect.element(cw).toHaveAttribute('aria-valuetext', '1.3: at infinite width survives to layer 10');
  expect(dragged.at(-1)?.k1).toBe(1e-3);
  await userEvent.keyboard('{Tab}{End}');
  const k1 = page.getByRole('slider', { name: 'K_1 of RePU(2)' });
  await expect.element(k1).toHaveAttribute('aria-valuetext', '100: at infinite width overflows at layer 4');
  expect(dragged.at(-1)?.cw).toBe(1.26);
  expect(dropped).toEqual(dragged);
});

it('follows a pointer continuously, to the border and no farther, and drops the point once', async () => {
  const { dragged, dropped, container } = await shown();
  const surface = page.getByRole('slider', { name: 'C_W of RePU(2)' }).element().parentElement as HTMLElement;
  const box = surface.getBoundingClientRect();
  const send = (type: string, x: number, y: number) =>
    surface.dispatchEvent(
      new PointerEvent(type, { bubbles: true, pointerId: 1, button: 0, clientX: box.left + x, clientY: box.top + y }),
    );
  // A made-up pointer cannot be captured.
  surface.setPointerCapture = () => {};
  send('pointermove', 5, 5);
  expect(dragged).toEqual([]);
  send('pointerdown', box.width / 2, box.height / 2);
  send('pointermove', box.width / 4, box.height / 4);
  send('pointermove', 10_000, 10_000);
  expect(dropped).toEqual([]);
  send('pointerup', 10_000, 10_000);
  send('pointermove', 0, 0);
  expect(dragged).toEqual([
    { cw: 1, k1: 0.1 },
    { cw: 0.316, k1: 3.16 },
    { cw: 10, k1: 1e-4 },
  ]);
  expect(dropped).toEqual(dragged.slice(-1));
  await expect.poll(() => container.innerHTML).not.toMatch(/NaN|Infinity/);
});

it('paints overflow and leaves survival to the paper', async () => {
  const { container } = await shown();
  const { width, data } = await decodedPixels(container.querySelector('image'));
  const pixel = (x: number, y: number) => [...data.slice(4 * (y * width + x), 4 * (y * width + x) + 4)];
  expect(pixel(0, 0)[3]).toBeGreaterThan(100);
  expect(pixel(0, 0)[0]).toBeGreaterThan(pixel(0, 0)[2] ?? 255);
  expect(pixel(0, 3)[3]).toBe(0);
});
