import { type ComponentType, useState } from 'react';
import { flushSync } from 'react-dom';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import { createActions } from '../store/actions.ts';
import { LabProvider, useLab } from '../store/LabContext.tsx';
import { createLabStore, type LabStore } from '../store/store.ts';
import { catchUp } from './pace.ts';
import { WhileSeen } from './WhileSeen.tsx';

function Rate() {
  return <output>{useLab(({ stepsPerSecond }) => stepsPerSecond ?? 0)}</output>;
}

function Depth() {
  return <output>{useLab(({ experiment }) => experiment.depth)}</output>;
}

/** A panel whose element another takes the place of, as when its code has come. */
function Replaced() {
  const [come, setCome] = useState(false);
  return come ? (
    <p>
      <Depth />
    </p>
  ) : (
    <button type="button" onClick={() => setCome(true)}>
      come
    </button>
  );
}

/** Another depth, as a slider sets it. */
function deepen(store: LabStore, depth: number): void {
  store.setState(({ experiment }) => ({ experiment: { ...experiment, depth } }));
}

/** Numbers of the state, this far down the page; `shown` reads what stands there now. */
async function panelAt(top: number, Panels: readonly ComponentType[] = [Rate]) {
  const store = createLabStore('');
  const actions = createActions(store, {} as Parameters<typeof createActions>[1]);
  const { container } = await render(
    <LabProvider value={{ store, actions }}>
      <div style={{ height: top }} />
      {Panels.map((Panel, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they stay
        <WhileSeen key={index}>
          <p>
            <Panel />
            <input aria-label={`slider ${index}`} />
          </p>
        </WhileSeen>
      ))}
      <div style={{ height: '200vh' }} />
    </LabProvider>,
  );
  const outputs = () => [...container.querySelectorAll('output')].map(({ textContent }) => textContent);
  return { store, container, shown: () => outputs()[0], outputs };
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

test('a panel in the window follows another experiment after the page has answered it, each in a task of its own', async () => {
  const { store, container, outputs } = await panelAt(0, [Depth, Depth, Depth]);
  await observed();
  const seen: string[] = [];
  const watch = new MutationObserver(() => seen.push(outputs().join(' ')));
  watch.observe(container, { subtree: true, characterData: true });
  flushSync(() => deepen(store, 11));
  await new Promise(requestAnimationFrame);
  expect(outputs()).toEqual(['10', '10', '10']);
  await expect.poll(outputs).toEqual(['11', '11', '11']);
  watch.disconnect();
  expect(seen).toEqual(['11 10 10', '11 11 10', '11 11 11']);
});

test('whose picture is taken, or what is about to be operated, is up to date', async () => {
  const { store, container, outputs } = await panelAt(0, [Depth, Depth]);
  await observed();
  flushSync(() => deepen(store, 11));
  expect(outputs()).toEqual(['10', '10']);
  flushSync(() => container.querySelectorAll('input')[1]?.focus());
  expect(outputs()).toEqual(['10', '11']);
  catchUp();
  expect(outputs()).toEqual(['11', '11']);
});

test('of several changes it takes in the newest', async () => {
  const { store, shown } = await panelAt(0, [Depth]);
  await observed();
  for (const depth of [11, 12, 13]) deepen(store, depth);
  await expect.poll(shown).toBe('13');
});

test('what is measured of an experiment does not come before the experiment', async () => {
  const { store, outputs } = await panelAt(0, [Depth, Rate]);
  await observed();
  deepen(store, 11);
  store.setState({ stepsPerSecond: 5 });
  await new Promise(requestAnimationFrame);
  expect(outputs()).toEqual(['10', '0']);
  await expect.poll(outputs).toEqual(['11', '5']);
});

test('the panel that is operated answers at once', async () => {
  const { store, container, outputs } = await panelAt(0, [Depth, Depth]);
  await observed();
  const [first, second] = container.querySelectorAll('input');
  first?.focus();
  flushSync(() => deepen(store, 11));
  expect(outputs()).toEqual(['11', '10']);
  await expect.poll(outputs).toEqual(['11', '11']);
  first?.blur();
  second?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
  flushSync(() => deepen(store, 12));
  expect(outputs()).toEqual(['11', '12']);
  window.dispatchEvent(new PointerEvent('pointerup'));
  // A click that follows still belongs to it.
  await new Promise((resolve) => setTimeout(resolve));
  flushSync(() => deepen(store, 13));
  expect(outputs()[1]).toBe('12');
  await expect.poll(outputs).toEqual(['13', '13']);
});

test('one whose element is replaced is still seen', async () => {
  const store = createLabStore('');
  const actions = createActions(store, {} as Parameters<typeof createActions>[1]);
  const { container } = await render(
    <LabProvider value={{ store, actions }}>
      <WhileSeen>
        <Replaced />
      </WhileSeen>
    </LabProvider>,
  );
  await observed();
  container.querySelector('button')?.click();
  await expect.poll(() => container.querySelector('output')?.textContent).toBe('10');
  await observed();
  store.setState({ held: true });
  deepen(store, 11);
  // One that is not seen would wait for the end of the hold.
  await expect.poll(() => container.querySelector('output')?.textContent).toBe('11');
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
