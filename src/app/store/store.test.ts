import { expect, it, vi } from 'vitest';
import { createLabStore } from './store.ts';

it('a listener that fails keeps neither the others nor the caller from going on', () => {
  const complained = vi.spyOn(console, 'error').mockImplementation(() => {});
  const store = createLabStore('');
  const heard = vi.fn();
  store.subscribe(() => {
    throw new Error('no');
  });
  const stop = store.subscribe(heard);
  store.setState({ run: 2 });
  expect(heard).toHaveBeenCalledTimes(1);
  expect(complained).toHaveBeenCalledTimes(1);
  stop();
  store.setState({ run: 3 });
  expect(heard).toHaveBeenCalledTimes(1);
  complained.mockRestore();
});
