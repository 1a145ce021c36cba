import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { createActions } from '../store/actions.ts';
import { LabProvider } from '../store/LabContext.tsx';
import { createLabStore } from '../store/store.ts';
import { idleTrainer } from '../testing.ts';
import { standingTime, Toasts } from './Toasts.tsx';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const SAID = 'Each step takes 64 examples now.';

async function page() {
  const store = createLabStore('');
  const actions = createActions(store, idleTrainer());
  const screen = await render(
    <LabProvider value={{ store, actions }}>
      <Toasts />
    </LabProvider>,
  );
  const status = screen.getByRole('status', { name: 'What changed besides' });
  await expect.element(status).toBeEmptyDOMElement();
  store.setState({ toasts: [SAID] });
  await expect.element(status).toHaveTextContent(SAID);
  return { store, screen, status };
}

test('a toast is said in a live region and goes by itself, after time to read it', async () => {
  const { store, status } = await page();
  vi.advanceTimersByTime(standingTime(SAID) - 10);
  expect(store.getState().toasts).toEqual([SAID]);
  vi.advanceTimersByTime(20);
  await expect.element(status).toBeEmptyDOMElement();
});

test('it waits as long as the focus is on it, and can be dismissed', async () => {
  const { store, screen, status } = await page();
  const dismiss = screen.getByRole('button', { name: 'Dismiss' });
  (dismiss.element() as HTMLElement).focus();
  await new Promise(requestAnimationFrame);
  vi.advanceTimersByTime(10 * standingTime(SAID));
  expect(store.getState().toasts).toEqual([SAID]);
  await dismiss.click();
  await expect.element(status).toBeEmptyDOMElement();
});

test('it waits as long as the pointer is on it', async () => {
  const { store, status } = await page();
  await userEvent.hover(status);
  await new Promise(requestAnimationFrame);
  vi.advanceTimersByTime(10 * standingTime(SAID));
  expect(store.getState().toasts).toEqual([SAID]);
  await userEvent.unhover(status);
  await new Promise(requestAnimationFrame);
  vi.advanceTimersByTime(standingTime(SAID) + 10);
  await expect.element(status).toBeEmptyDOMElement();
});
