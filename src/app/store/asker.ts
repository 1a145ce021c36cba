/** Asks the worker about the networks again and again while they change and somebody looks, one question at a time. */
import type { LabState, LabStore } from './store.ts';

/** Milliseconds between two questions at least, and how many times as long as an answer took while that slows training. */
const [INTERVAL, SHARE] = [250, 4];

export interface Asker {
  /** Something else is wanted: at once. */
  hurry(): void;
  /** Asks until the function that it returns is called. */
  watch(): () => void;
}

/**
 * Nothing is asked before networks stand, nor while a slider is held or nobody sees the page, nor twice about the same.
 * @param variant what is asked beside the networks.
 * @param take an answer, while the run and the variant are those that it was asked for.
 */
export function createAsker<Answer>(
  store: LabStore,
  variant: () => string,
  ask: () => Promise<Answer | null>,
  take: (answer: Answer, state: LabState) => void,
): Asker {
  let watching = 0;
  let busy = false;
  /** When the next question is due: at rest, and in training. */
  let next = { resting: 0, playing: 0 };
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Which networks the latest answer was about, and what was asked. */
  let answered = '';

  const wanted = (): string | null => {
    const { shown, run, held, seen } = store.getState();
    if (watching === 0 || held || !seen || shown === null || shown.run !== run) return null;
    const key = `${run} ${shown.latest.measurement.step} ${variant()}`;
    return key === answered ? null : key;
  };

  async function go(): Promise<void> {
    timer = undefined;
    const key = wanted();
    if (key === null || busy) return;
    busy = true;
    const state = store.getState();
    const asked = variant();
    const began = performance.now();
    const answer = await ask().catch(() => null);
    busy = false;
    const now = performance.now();
    next = { resting: now + INTERVAL, playing: now + Math.max(INTERVAL, SHARE * (now - began)) };
    answered = key;
    if (answer !== null && store.getState().run === state.run && variant() === asked) take(answer, state);
    look();
  }

  function look(): void {
    const due = store.getState().playing ? next.playing : next.resting;
    if (wanted() !== null && !busy) timer ??= setTimeout(go, Math.max(0, due - performance.now()));
  }

  function forget(): void {
    clearTimeout(timer);
    timer = undefined;
  }

  const changed = (now: LabState, before: LabState) =>
    now.shown !== before.shown || now.run !== before.run || now.held !== before.held || now.seen !== before.seen;
  store.subscribe((now, before) => {
    if (watching === 0) return;
    const rests = before.playing && !now.playing;
    // What training had to be spared is no longer slowed.
    if (rests) forget();
    if (rests || changed(now, before)) look();
  });

  return {
    hurry() {
      next = { resting: 0, playing: 0 };
      forget();
      look();
    },
    watch() {
      watching++;
      look();
      return () => {
        watching--;
        if (watching === 0) forget();
      };
    },
  };
}
