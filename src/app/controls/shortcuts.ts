import type { Actions } from '../store/actions.ts';

/** Of a keyboard event, what decides. */
export interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly repeat: boolean;
}

/** What has its own use for keys: fields take all of them, sliders the arrows, buttons and links the space bar. */
export type KeyOwner = 'field' | 'slider' | 'button' | 'nothing';

/** Where the keyboard is. */
export interface KeyFocus {
  readonly owner: KeyOwner;
  /** The page itself, the training controls or the bars of a view: only there letters are shortcuts, since speech input may type them (WCAG 2.1.4). */
  readonly letters: boolean;
}

/** The action of a key, or null. With a modifier it is the browser's. */
export function shortcut(
  press: KeyPress,
  { owner, letters }: KeyFocus,
  playing: boolean,
  actions: Actions,
): (() => void) | null {
  if (owner === 'field' || press.ctrlKey || press.altKey || press.metaKey) return null;
  switch (press.key) {
    case ' ':
      if (owner === 'button' || press.repeat) return null;
      return playing ? actions.pause : actions.play;
    case 'ArrowRight':
      return owner === 'slider' ? null : () => actions.step(press.shiftKey ? 10 : 1);
    case 'r':
    case 'R':
      return press.repeat || !letters ? null : actions.rewind;
    case 'n':
    case 'N':
      return press.repeat || !letters ? null : actions.newSeed;
    default:
      return null;
  }
}

export function focusOf(target: EventTarget | null): KeyFocus {
  const letters =
    target instanceof Element &&
    (target === document.body || target.closest('.transport, .embed-bar, .strip') !== null);
  return { owner: ownerOf(target), letters };
}

function ownerOf(target: EventTarget | null): KeyOwner {
  if (!(target instanceof Element)) return 'nothing';
  if (target.closest('input[type=range]')) return 'slider';
  if (target.closest('input[type=checkbox]')) return 'button';
  if (target.closest('input, select, textarea, [contenteditable]')) return 'field';
  return target.closest('button, a, summary') ? 'button' : 'nothing';
}
