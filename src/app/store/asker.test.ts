import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DEFAULT_EXPERIMENT } from '../../experiment/defaults.ts';
import { armMeasurement, frameOf } from '../testing.ts';
import { createAsker } from './asker.ts';
import { withFrame } from './shown.ts';
import { createLabStore, type LabStore } from './store.ts';

let store: LabStore;
/** Steps of which somebody was told. */
let told: number[];
/** Milliseconds that an answer takes. */
const TAKES = 1000;

/** Networks stand after so many steps. */
function stand(step: number, playing: boolean): void {
  const { run, shown } = store.getState();
  const frame = frameOf(
    step,
    DEFAULT_EXPERIMENT.arms.map(({ activation }) => armMeasurement({ activation })),
  );
  store.setState({ shown: withFrame(shown, run, DEFAULT_EXPERIMENT, frame), playing, seen: true, held: false });
}

const stepNow = () => store.getState().shown?.latest.measurement.step ?? -1;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  store = createLabStore('');
  told = [];
  const asker = createAsker(
    store,
    () => '',
    async () => {
      const step = stepNow();
      await new Promise((resolve) => setTimeout(resolve, TAKES));
      return step;
    },
    (step) => told.push(step),
  );
  asker.watch();
});
afterEach(() => vi.useRealTimers());

it('in training waits four times as long as an answer took', async () => {
  stand(0, true);
  await vi.advanceTimersByTimeAsync(TAKES);
  stand(10, true);
  await vi.advanceTimersByTimeAsync(4 * TAKES - 1);
  expect(told).toEqual([0]);
  await vi.advanceTimersByTimeAsync(1 + TAKES);
  expect(told).toEqual([0, 10]);
});

it('once training rests the last step is told without that wait', async () => {
  stand(0, true);
  await vi.advanceTimersByTimeAsync(TAKES);
  stand(10, true);
  await vi.advanceTimersByTimeAsync(100);
  stand(20, false);
  await vi.advanceTimersByTimeAsync(250 + TAKES);
  expect(told).toEqual([0, 20]);
});

it('asks nothing twice, and nothing that nobody watches', async () => {
  stand(0, false);
  await vi.advanceTimersByTimeAsync(20 * TAKES);
  expect(told).toEqual([0]);
});
