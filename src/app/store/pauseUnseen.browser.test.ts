import { afterEach, expect, test, vi } from 'vitest';
import { isSeen, pauseUnseen, type Sight } from './pauseUnseen.ts';
import { createLabStore } from './store.ts';

let hidden = false;
vi.spyOn(document, 'hidden', 'get').mockImplementation(() => hidden);
const show = (seen: boolean) => {
  hidden = !seen;
  document.dispatchEvent(new Event('visibilitychange'));
};

afterEach(() => show(true));

/** Actions that do to the store what the page's do. */
function scene(fragment = '') {
  const store = createLabStore(fragment);
  const actions = {
    rest: vi.fn(() => store.setState({ playing: false })),
    wake: vi.fn(() => store.setState(({ wantsPlaying }) => ({ playing: wantsPlaying }))),
    play: vi.fn(() => store.setState({ playing: true, wantsPlaying: true })),
  };
  const watch = pauseUnseen(store, actions, document.body);
  return { store, actions, watch, playing: () => store.getState().playing };
}

test('training rests while the tab is hidden, and wakes when it is back', () => {
  const { actions, watch } = scene();
  show(false);
  show(true);
  expect([actions.rest.mock.calls.length, actions.wake.mock.calls.length]).toEqual([1, 1]);
  watch.end();
  show(false);
  expect(actions.rest).toHaveBeenCalledTimes(1);
});

test('what does not train is left alone', () => {
  const { actions, watch } = scene('play=0');
  show(false);
  show(true);
  expect(actions.rest).not.toHaveBeenCalled();
  expect(actions.wake).not.toHaveBeenCalled();
  watch.end();
});

test('it rests on a slide that is left, and goes on where it is shown again', () => {
  const { watch, playing } = scene();
  watch.slide(true);
  expect(playing()).toBe(true);
  watch.slide(false);
  expect(playing()).toBe(false);
  // A tab that comes back does not show the slide.
  show(false);
  show(true);
  expect(playing()).toBe(false);
  watch.slide(true);
  expect(playing()).toBe(true);
  watch.end();
});

test('a slide that is shown leaves standing what is to stand still, until somebody plays', () => {
  const { store, actions, watch, playing } = scene('play=0');
  watch.slide(true);
  expect(playing()).toBe(false);
  expect(actions.play).not.toHaveBeenCalled();
  store.setState({ playing: true, wantsPlaying: true });
  watch.slide(false);
  watch.slide(true);
  expect(playing()).toBe(true);
  watch.end();
});

test('a run that has come to its end begins anew with its slide', () => {
  const { store, actions, watch } = scene();
  store.setState({ playing: false });
  watch.slide(true);
  expect(actions.play).toHaveBeenCalledTimes(1);
  watch.end();
});

const SEEN: Sight = { hidden: false, onScreen: true, painted: true, speakers: false, slide: null };

test.each([
  [{}, true],
  [{ hidden: true }, false],
  [{ onScreen: false }, false],
  [{ painted: false }, false],
  [{ speakers: true }, false],
  [{ slide: false }, false],
  [{ speakers: true, slide: true }, true],
  [{ painted: false, slide: true }, true],
  [{ hidden: true, slide: true }, false],
] as const)('%j is seen: %s', (changes, seen) => {
  expect(isSeen({ ...SEEN, ...changes })).toBe(seen);
});
