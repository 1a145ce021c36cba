import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import type { Experiment } from '../../experiment/experiment.ts';
import { createActions } from '../store/actions.ts';
import { changed } from '../store/edits.ts';
import { LabProvider } from '../store/LabContext.tsx';
import { withFrame } from '../store/shown.ts';
import { createLabStore } from '../store/store.ts';
import { armMeasurement, frameOf, idleTrainer } from '../testing.ts';
import { Verdicts } from './Verdicts.tsx';

/** Verdicts on a page whose worker counts 72 of 512 at depth 40, and none at any other. */
async function page(fragment: string) {
  const survival = vi.fn(({ depth }: Experiment, _arm: number) =>
    Promise.resolve({ networks: 512, overflowed: depth === 40 ? 72 : 0, vanished: 0, largest: null }),
  );
  const store = createLabStore(fragment);
  const actions = createActions(store, { ...idleTrainer(), survival } as Parameters<typeof createActions>[1]);
  const { container } = await render(
    <LabProvider value={{ store, actions }}>
      <Verdicts />
    </LabProvider>,
  );
  /** The worker's first frame of the present run. */
  const stand = () =>
    store.setState((state) => ({
      shown: withFrame(
        state.shown,
        state.run,
        state.experiment,
        frameOf(
          0,
          state.experiment.arms.map(({ activation }) => armMeasurement({ activation, status: 'ready' })),
        ),
      ),
    }));
  const depth = (value: number) => actions.edit((experiment) => changed(experiment, { depth: value }));
  return { survival, stand, depth, rewind: actions.rewind, text: () => container.textContent ?? '' };
}

/** Moves the page's clock on. */
const rest = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);
const COUNTED = 'at width 64, 14 % of 512 networks drawn (95 %: 11–17 %) overflow before the first step';

// Only what the clock lets come about is counted.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

test('what networks of this width do is counted once they stand on the page, said, and goes with the experiment', async () => {
  const { survival, stand, depth, text } = await page('arm=mrepu.2&depth=40&seed=101');
  await rest(600);
  expect(survival).not.toHaveBeenCalled();
  expect(text()).not.toContain('at width');
  stand();
  await expect.poll(text).toContain('At infinite width: finite in all 40 layers');
  await expect.poll(text).toContain(COUNTED);
  expect(survival).toHaveBeenCalledTimes(1);
  depth(20);
  stand();
  await expect.poll(text).toContain('finite in all 20 layers');
  expect(text()).not.toContain(COUNTED);
  await expect.poll(text).toContain('none of 512 networks drawn is lost');
  // What was counted is known again at once.
  depth(40);
  stand();
  await expect.poll(text, { timeout: 300 }).toContain(COUNTED);
  expect(survival).toHaveBeenCalledTimes(2);
});

test('nothing is counted while a slider moves, nor where theory knows', async () => {
  const { survival, stand, depth } = await page('arm=mrepu.2&arm=tanh&width=512&depth=41&seed=102');
  for (let value = 30; value < 42; value++) {
    depth(value);
    stand();
    await rest(50);
  }
  expect(survival).not.toHaveBeenCalled();
  await expect.poll(() => survival.mock.calls.map(([of, arm]) => [of.depth, arm])).toEqual([[41, 0]]);
});

test('nothing is counted while the page is hidden', async () => {
  const { survival, stand } = await page('arm=mrepu.2&depth=39&seed=103');
  const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
  stand();
  await rest(700);
  expect(survival).not.toHaveBeenCalled();
  hidden.mockReturnValue(false);
  document.dispatchEvent(new Event('visibilitychange'));
  await expect.poll(() => survival.mock.calls.length).toBe(1);
});

test('a count that another run took over is asked for again by it', async () => {
  const { survival, stand, rewind, text } = await page('arm=mrepu.2&depth=40&seed=104');
  survival.mockResolvedValueOnce(null as never);
  stand();
  await expect.poll(() => survival.mock.calls.length).toBe(1);
  expect(text()).not.toContain('at width');
  rewind();
  stand();
  await expect.poll(text).toContain(COUNTED);
});
