import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CorrelationOrder } from '../../../engine/theoryOrders.ts';
import { createLabStore } from '../../store/store.ts';
import { createModel } from './model.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Answers when it is told to. */
function workers() {
  const opened: { answer: (apart: number) => void; closed: boolean; order: CorrelationOrder | null }[] = [];
  const open = () => {
    const own: (typeof opened)[number] = { answer: () => {}, closed: false, order: null };
    opened.push(own);
    return {
      ask: (question: (remote: never) => Promise<unknown>) =>
        new Promise<never>((resolve) => {
          const remote = {
            correlationTheory: (order: CorrelationOrder) => {
              own.order = order;
              return Promise.resolve();
            },
          };
          void question(remote as never);
          own.answer = (apart) => resolve({ apart: Float64Array.of(apart), map: {}, error: 0 } as never);
        }),
      close: () => {
        own.closed = true;
      },
    };
  };
  return { opened, open };
}

const settled = () => vi.advanceTimersByTimeAsync(0);

test('theory is asked for only while somebody looks, an arm at a time, and not twice', async () => {
  const store = createLabStore('#arm=repu.2&arm=tanh&seed=71');
  const { opened, open } = workers();
  const model = createModel(store, { correlation: async () => null }, open, (look) => look());
  await settled();
  expect(opened).toHaveLength(0);

  const stop = model.watch();
  expect(opened).toHaveLength(1);
  expect(opened[0]!.order!.layers.activation).toBe('repu.2');
  opened[0]!.answer(0.25);
  await settled();
  expect(model.state.getState().courses[0]!.apart[0]).toBe(0.25);
  expect(opened).toHaveLength(2);
  // Out of sight what is under way ends.
  stop();
  expect(opened[1]!.closed).toBe(true);

  model.watch();
  expect(opened).toHaveLength(3);
  expect(opened[2]!.order!.layers.activation).toBe('tanh');
  opened[2]!.answer(0.5);
  await settled();
  expect(model.state.getState().courses.map((course) => course?.apart[0])).toEqual([0.25, 0.5]);
  expect(opened).toHaveLength(3);
});

test('a change of the experiment ends what it no longer asks for; a held slider begins nothing', async () => {
  const store = createLabStore('#arm=gelu&seed=72');
  const { opened, open } = workers();
  const model = createModel(store, { correlation: async () => null }, open, (look) => look());
  model.watch();
  const { experiment } = store.getState();
  // Training has no part in it.
  store.setState({ experiment: { ...experiment, learningRate: 0.5 } });
  expect(opened[0]!.closed).toBe(false);

  store.setState({ held: true });
  store.setState({ experiment: { ...experiment, depth: 7 } });
  expect(opened).toHaveLength(1);
  expect(opened[0]!.closed).toBe(true);
  store.setState({ held: false });
  expect(opened).toHaveLength(2);
  expect(opened[1]!.order!.layers.layers).toHaveLength(7);
  // The late answer of a worker that was closed is not taken.
  opened[0]!.answer(0.1);
  await settled();
  expect(model.state.getState().courses).toEqual([null]);
  model.choose('all');
  expect(opened).toHaveLength(3);
  expect(opened[2]!.order!.pairs).toHaveLength(15);
});
