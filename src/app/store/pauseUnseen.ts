import { isPainted, whenPainted } from '../layout/painted.ts';
import type { Actions } from './actions.ts';
import type { LabStore } from './store.ts';

/** What is known of whether anybody sees the page. */
export interface Sight {
  /** In a tab that is not shown, in a frame without size, or on its way to a printer. */
  readonly hidden: boolean;
  /** In a frame: some of it lies within the window. */
  readonly onScreen: boolean;
  /** In a frame: it has been painted, which no frame is that has always been hidden, far away or without size. */
  readonly painted: boolean;
  /** The frame stands in the speaker's window. */
  readonly speakers: boolean;
  /** What the deck around has said last: its slide is shown, or no longer; null: there is no deck, or it has not spoken. */
  readonly slide: boolean | null;
}

/** A deck knows better than the browser whether its slide is shown. */
export const isSeen = ({ hidden, onScreen, painted, speakers, slide }: Sight): boolean =>
  !hidden && onScreen && (slide ?? (painted && !speakers));

export interface Watch {
  /** A deck tells of its slide. */
  slide(shown: boolean): void;
  end(): void;
}

/** Milliseconds that a frame has to be painted for the first time. */
const PATIENCE = 600;

/**
 * Training rests while nobody can see it, in a hidden tab or a frame that is hidden, scrolled away or on a slide that is
 * not shown, and goes on when it is back if that is still wanted: whoever plays or pauses meanwhile has the last word.
 */
export function pauseUnseen(
  store: LabStore,
  actions: Pick<Actions, 'rest' | 'wake' | 'play'>,
  element: Element,
): Watch {
  const framed = window.parent !== window;
  const ended = new AbortController();
  const { signal } = ended;
  const print = window.matchMedia('print');
  let sight: Sight = {
    hidden: false,
    onScreen: true,
    painted: true,
    speakers: framed && inSpeakersWindow(),
    slide: null,
  };
  let resting = false;

  function look(news: Partial<Sight> = {}): void {
    const sizeless = window.innerWidth === 0 || window.innerHeight === 0;
    sight = { ...sight, hidden: document.hidden || print.matches || sizeless, ...news };
    const seen = isSeen(sight);
    if (seen !== store.getState().seen) store.setState({ seen });
    if (seen && resting) {
      resting = false;
      actions.wake();
    } else if (!seen && !resting && store.getState().playing) {
      resting = true;
      actions.rest();
    }
  }
  look();
  document.addEventListener('visibilitychange', () => look(), { signal });
  window.addEventListener('resize', () => look(), { signal });
  print.addEventListener('change', () => look(), { signal });
  // Also of a frame within another page: what is outside of its window counts as not seen.
  const observer = new IntersectionObserver((entries) => look({ onScreen: entries.at(-1)?.isIntersecting ?? true }));
  if (framed) {
    observer.observe(element);
    const impatience = setTimeout(() => look({ painted: isPainted() }), PATIENCE);
    signal.addEventListener('abort', () => clearTimeout(impatience));
    whenPainted(() => look({ painted: true }), signal);
  }
  return {
    slide(shown) {
      look({ slide: shown });
      // Back on a slide, a run that had come to its end begins anew.
      const { wantsPlaying, playing } = store.getState();
      if (shown && isSeen(sight) && wantsPlaying && !playing) actions.play();
    },
    end() {
      ended.abort();
      observer.disconnect();
    },
  };
}

/**
 * reveal.js shows the speaker two copies of the deck, in frames of a window that the deck has opened. Their slides are
 * never told that they are shown; one that is all the same belongs to another window of this kind.
 */
function inSpeakersWindow(): boolean {
  const { parent, top } = window;
  return top !== null && top !== parent && top.opener !== null && top.length === 2;
}
