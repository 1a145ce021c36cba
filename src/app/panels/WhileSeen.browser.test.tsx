import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import { createActions } from '../store/actions.ts';
import { LabProvider, useLab } from '../store/LabContext.tsx';
import { createLabStore } from '../store/store.ts';
import { WhileSeen } from './WhileSeen.tsx';

function Rate() {
  return <output>{useLab(({ stepsPerSecond }) => stepsPerSecond ?? 0)}</output>;
}

/** A number of the state, this far down the page; `first` is read in the same task as the change. */
async function panelAt(top: number) {
  const store = createLabStore('');
  const actions = createActions(store, {} as Parameters<typeof createActions>[1]);
  const { container } = await render(
    <LabProvider value={{ store, actions }}>
      <div style={{ height: top }} />
      <WhileSeen>
        <p>
          <Rate />
        </p>
      </WhileSeen>
      <div style={{ height: '200vh' }} />
    </LabProvider>,
  );
  return { store, shown: () => container.querySelector('output')?.textContent };
}

/** What stands there a frame after each of so many changes. */
async function followed(store: ReturnType<typeof createLabStore>, shown: () => string | null | undefined) {
  const seen: (string | null | undefined)[] = [];
  for (let rate = 1; rate <= 6; rate++) {
    store.setState({ stepsPerSecond: rate });
    await new Promise(requestAnimationFrame);
    seen.push(shown());
  }
  return seen;
}

/** Until the browser has said what can be seen, observers in the order in which they began, and the page has taken it in. */
const observed = () =>
  new Promise<void>((resolve) => {
    new IntersectionObserver((_, observer) => {
      observer.disconnect();
      requestAnimationFrame(() => resolve());
    }).observe(document.body);
  });

beforeEach(() => window.scrollTo(0, 0));
afterEach(() => vi.useRealTimers());

test('a panel in the window follows every change', async () => {
  const { store, shown } = await panelAt(0);
  await observed();
  expect(await followed(store, shown)).toEqual(['1', '2', '3', '4', '5', '6']);
});

test('one below it lets changes pass, and then takes in the newest', async () => {
  const { store, shown } = await panelAt(3000);
  await observed();
  // The clock of the page stands still: only its own timer could let a change in.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  expect(await followed(store, shown)).toEqual(['0', '0', '0', '0', '0', '0']);
  vi.advanceTimersByTime(1000);
  await expect.poll(shown).toBe('6');
});

test('one below it waits until nothing is held any more', async () => {
  const { store, shown } = await panelAt(3000);
  await observed();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  store.setState({ held: true, stepsPerSecond: 5 });
  vi.advanceTimersByTime(5000);
  await new Promise(requestAnimationFrame);
  expect(shown()).toBe('0');
  store.setState({ held: false });
  vi.advanceTimersByTime(1000);
  await expect.poll(shown).toBe('5');
});

test('scrolled into the window it is up to date', async () => {
  const { store, shown } = await panelAt(3000);
  await observed();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  store.setState({ stepsPerSecond: 7 });
  await new Promise(requestAnimationFrame);
  expect(shown()).toBe('0');
  window.scrollTo(0, 2800);
  for (let frame = 0; frame < 10 && shown() !== '7'; frame++) await new Promise(requestAnimationFrame);
  expect(shown()).toBe('7');
});
