import { beforeAll, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { activation } from '../../../activations/catalogue.ts';
import { provideDataset } from '../../../tasks/datasets.ts';
import { createActions } from '../../store/actions.ts';
import { LabProvider } from '../../store/LabContext.tsx';
import { createLabStore } from '../../store/store.ts';
import { DigitPad } from './DigitPad.tsx';
import { type Pictured, pictured } from './pictured.ts';

const SIDE = 28;

/** Two images: a bar that stands and one that lies. */
beforeAll(() => {
  const images = new Uint8Array(2 * SIDE * SIDE);
  for (let i = 6; i < 22; i++) {
    images[i * SIDE + 14] = 255;
    images[SIDE * SIDE + 14 * SIDE + i] = 255;
  }
  provideDataset('digits', {
    label: 'bars',
    size: 2,
    features: SIDE * SIDE,
    inputs: images,
    featureNames: null,
    shift: Float32Array.of(0),
    factor: Float32Array.of(1 / 255),
    target: {
      kind: 'classes',
      classes: Array.from({ length: 10 }, (_, digit) => String(digit)),
      labels: Uint8Array.of(1, 2),
    },
    train: 1,
    image: { width: SIDE, height: SIDE, channels: 1 },
  });
});

/** A network that says 1 to what is taller than wide, and 2 to the rest; the second one is not finite. */
async function pad() {
  const predict = vi.fn((inputs: Float32Array) => {
    const inked = [...inputs.keys()].filter((pixel) => (inputs[pixel] ?? 0) > 0.3);
    const spread = (of: (pixel: number) => number) => Math.max(...inked.map(of)) - Math.min(...inked.map(of));
    const tall = spread((pixel) => Math.floor(pixel / SIDE)) > spread((pixel) => pixel % SIDE);
    return Promise.resolve([Float32Array.from({ length: 10 }, (_, digit) => (digit === (tall ? 1 : 2) ? 4 : 0)), null]);
  });
  const store = createLabStore('#task=digits&train=100');
  const actions = { ...createActions(store, {} as Parameters<typeof createActions>[1]), predict };
  const told: Pictured = {
    ...pictured(null, store.getState().experiment, false),
    arms: (['relu', 'repu.2'] as const).map((id, index) => ({
      slot: index as 0 | 1,
      label: activation(id).label,
      activation: activation(id),
      evaluated: null,
      derivatives: null,
      carried: false,
      metrics: {},
    })),
  };
  await render(
    <LabProvider value={{ store, actions }}>
      <DigitPad pictured={told} />
    </LabProvider>,
  );
  return {
    predict,
    board: page.getByRole('application', { name: /Drawing pad/ }),
    relu: page.getByRole('region', { name: 'ReLU’s answer' }),
    repu: page.getByRole('region', { name: 'RePU(2)’s answer' }),
  };
}

test('what is drawn with the keyboard is centred, and every arm answers, one that is not finite in words', async () => {
  const { predict, board, relu, repu } = await pad();
  const shortcut = vi.fn();
  window.addEventListener('keydown', shortcut);
  board.element().focus();
  await userEvent.keyboard(`{ }${'{ArrowDown}'.repeat(14)}{ }`);
  await expect.element(relu).toHaveTextContent('says 1');
  await expect.element(relu).toHaveTextContent('85.8 %');
  await expect.element(repu).toHaveTextContent('not finite');
  const last = predict.mock.lastCall?.[0] ?? new Float32Array();
  expect(last).toHaveLength(SIDE * SIDE);
  const rows = [...last.keys()].filter((pixel) => (last[pixel] ?? 0) > 0.3).map((pixel) => Math.floor(pixel / SIDE));
  expect(Math.max(...rows) - Math.min(...rows)).toBeGreaterThanOrEqual(18);
  // The arrows and space would step and play the page.
  expect(shortcut).not.toHaveBeenCalled();
  window.removeEventListener('keydown', shortcut);
});

test('drawing with the pointer, clearing, and a sample', async () => {
  const { board, relu } = await pad();
  await expect.element(relu).toHaveTextContent('–');
  await expect.element(board).toHaveTextContent('draw here');
  const at = (type: string, x: number, y: number) => {
    const { left, top, width, height } = board.element().getBoundingClientRect();
    board.element().dispatchEvent(
      new PointerEvent(type, {
        bubbles: true,
        pointerId: 1,
        button: 0,
        clientX: left + x * width,
        clientY: top + y * height,
      }),
    );
  };
  // A pointer that was not pressed by a hand cannot be captured.
  board.element().setPointerCapture = () => {};
  at('pointerdown', 0.2, 0.5);
  at('pointermove', 0.8, 0.5);
  at('pointerup', 0.8, 0.5);
  await expect.element(relu).toHaveTextContent('says 2');
  await expect.element(board).not.toHaveTextContent('draw here');
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect.element(board).toHaveTextContent('draw here');
  await expect.element(relu).toHaveTextContent('–');
  await page.getByRole('button', { name: 'Sample' }).click();
  await expect.element(relu).toHaveTextContent('says 2');
});

test('a second finger or a palm draws nothing, and takes nothing from the first; a pen comes before a palm', async () => {
  const { board, relu } = await pad();
  board.element().setPointerCapture = () => {};
  const at = (type: string, pointerId: number, x: number, y: number, pointerType = 'touch') => {
    const { left, top, width, height } = board.element().getBoundingClientRect();
    const [clientX, clientY] = [left + x * width, top + y * height];
    board
      .element()
      .dispatchEvent(new PointerEvent(type, { bubbles: true, pointerId, pointerType, button: 0, clientX, clientY }));
  };
  // One finger draws a bar that lies; the other wanders from top to bottom, and is lifted first.
  at('pointerdown', 1, 0.2, 0.5);
  at('pointerdown', 2, 0.5, 0.1);
  at('pointermove', 2, 0.5, 0.9);
  at('pointerup', 2, 0.5, 0.9);
  at('pointermove', 1, 0.8, 0.5);
  at('pointerup', 1, 0.8, 0.5);
  await expect.element(relu).toHaveTextContent('says 2');
  await page.getByRole('button', { name: 'Clear' }).click();
  at('pointerdown', 3, 0.5, 0.1);
  at('pointerdown', 4, 0.5, 0.1, 'pen');
  at('pointermove', 4, 0.5, 0.9, 'pen');
  at('pointermove', 3, 0.9, 0.1);
  at('pointerup', 4, 0.5, 0.9, 'pen');
  await expect.element(relu).toHaveTextContent('says 1');
});
