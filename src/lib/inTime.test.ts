import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { inTime } from './inTime.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('passes on what comes in time, good or bad', async () => {
  await expect(inTime(Promise.resolve(3), 1000, 'It')).resolves.toBe(3);
  await expect(inTime(Promise.reject(new Error('blocked')), 1000, 'It')).rejects.toThrow('blocked');
  expect(vi.getTimerCount()).toBe(0);
});

test('says what has not answered, and hands over what comes too late', async () => {
  let resolve: (value: string) => void = () => {};
  const late = vi.fn();
  const answer = inTime(
    new Promise<string>((settle) => {
      resolve = settle;
    }),
    4000,
    'The graphics device',
    late,
  );
  const refused = expect(answer).rejects.toThrow('The graphics device did not answer in 4 s');
  await vi.advanceTimersByTimeAsync(4000);
  await refused;
  expect(late).not.toHaveBeenCalled();
  resolve('here');
  await vi.advanceTimersByTimeAsync(0);
  expect(late).toHaveBeenCalledWith('here');
});
