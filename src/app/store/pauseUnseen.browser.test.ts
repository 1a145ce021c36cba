import { afterEach, expect, test, vi } from 'vitest';
import { pauseUnseen } from './pauseUnseen.ts';
import { createLabStore } from './store.ts';

let hidden = false;
vi.spyOn(document, 'hidden', 'get').mockImplementation(() => hidden);
const show = (seen: boolean) => {
  hidden = !seen;
  document.dispatchEvent(new Event('visibilitychange'));
};

afterEach(() => show(true));

test('training rests while the tab is hidden, and wakes when it is back', () => {
  const store = createLabStore('');
  const actions = { rest: vi.fn(), wake: vi.fn() };
  const stop = pauseUnseen(store, actions, document.body);
  show(false);
  show(true);
  expect([actions.rest.mock.calls.length, actions.wake.mock.calls.length]).toEqual([1, 1]);
  stop();
  show(false);
  expect(actions.rest).toHaveBeenCalledTimes(1);
});

test('what does not train is left alone', () => {
  const store = createLabStore('play=0');
  const actions = { rest: vi.fn(), wake: vi.fn() };
  const stop = pauseUnseen(store, actions, document.body);
  show(false);
  show(true);
  expect(actions.rest).not.toHaveBeenCalled();
  expect(actions.wake).not.toHaveBeenCalled();
  stop();
});
