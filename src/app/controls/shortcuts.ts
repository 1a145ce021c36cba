import type { Actions } from '../store/actions.ts';

interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly repeat: boolean;
}

/** What has its own use for keys: fields take all of them, sliders the arrows, buttons and links the space bar. */
export type KeyOwner = 'field' | 'slider' | 'button' | 'nothing';

/** The action of a key, or null. With a modifier it is the browser's. */
export function shortcut(press: KeyPress, owner: KeyOwner, playing: boolean, actions: Actions): (() => void) | null {
  if (owner === 'field' || press.ctrlKey || press.altKey || press.metaKey) return null;
  switch (press.key) {
    case ' ':
      if (owner === 'button' || press.repeat) return null;
      return playing ? actions.pause : actions.play;
    case 'ArrowRight':
      return owner === 'slider' ? null : () => actions.step(press.shiftKey ? 10 : 1);
    case 'r':
    case 'R':
      return press.repeat ? null : actions.rewind;
    case 'n':
    case 'N':
      return press.repeat ? null : actions.newSeed;
    default:
      return null;
  }
}

export function ownerOf(target: EventTarget | null): KeyOwner {
  if (!(target instanceof Element)) return 'nothing';
  if (target.closest('input[type=range]')) return 'slider';
  if (target.closest('input[type=checkbox]')) return 'button';
  if (target.closest('input, select, textarea, [contenteditable]')) return 'field';
  return target.closest('button, a, summary') ? 'button' : 'nothing';
}
