/**
 * Keys in a frame are the frame's alone: whoever has clicked into the lab could no longer turn the slides around it. Those
 * for which the lab has no use are handed to the page around, and the keyboard goes back there with them.
 */
import { focusOf, type KeyFocus } from '../app/controls/shortcuts.ts';

export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly shiftKey: boolean;
  /** As reveal.js names keys. */
  readonly keyCode: number;
}

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey' | 'isComposing'>;

/** Where the keyboard is. */
export interface Surroundings extends Pick<KeyFocus, 'owner'> {
  /** A dialog or a popover is open, which Escape closes. */
  readonly covered: boolean;
  /** What has the focus, or the page, is longer than its room. */
  readonly scrolls: boolean;
}

const SCROLLING = new Set([
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'PageUp',
  'PageDown',
  'Home',
  'End',
  ' ',
]);
/** What presenters' remote controls send: not a slider's, which has arrows, and lies over the chart that is clicked. */
const TURNING = new Set(['PageUp', 'PageDown']);
/** What moves the focus or presses, and what is no key by itself. */
const BROWSERS = new Set(['Tab', 'Enter', 'Shift', 'CapsLock', 'NumLock', 'Dead', 'Process', 'Unidentified']);

/** Whether neither the browser nor what has the focus has a use for a key. With a modifier it is the browser's. */
export function isUnused(press: Pressed, { owner, covered, scrolls }: Surroundings): boolean {
  const { key, ctrlKey, altKey, metaKey, isComposing } = press;
  if (ctrlKey || altKey || metaKey || isComposing || covered || BROWSERS.has(key)) return false;
  if (owner === 'field') return false;
  if (scrolls) return !SCROLLING.has(key);
  if (owner === 'slider') return !SCROLLING.has(key) || TURNING.has(key);
  return owner === 'nothing' || key !== ' ';
}

/** Tells of every key that is not used, and lets the page say how to get out as long as it has the keyboard. */
export function handOnKeys(tell: (press: KeyPress) => void): void {
  for (const type of ['focus', 'blur']) {
    window.addEventListener(type, () => document.documentElement.toggleAttribute('data-keys-here', type === 'focus'));
  }
  window.addEventListener(
    'keydown',
    (event) => {
      // As it is before any listener answers; one that does says so by preventing the default.
      const around = surroundings(event.target);
      const unused = isUnused(event, around);
      const { key, code, shiftKey, keyCode } = event;
      const taken = unused && around.owner === 'slider';
      // The slider does not move besides.
      if (taken) event.preventDefault();
      setTimeout(() => {
        if (!unused || (event.defaultPrevented && !taken)) return;
        tell({ key, code, shiftKey, keyCode });
        window.parent.focus();
      });
    },
    { capture: true },
  );
}

function surroundings(target: EventTarget | null): Surroundings {
  return {
    owner: focusOf(target).owner,
    covered: document.querySelector('dialog[open], :popover-open') !== null,
    scrolls: target instanceof Element && scrollsWithin(target),
  };
}

function scrollsWithin(element: Element): boolean {
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const scrolling = at === document.documentElement || /auto|scroll/.test(getComputedStyle(at).overflow);
    if (scrolling && at.scrollHeight > at.clientHeight + 1) return true;
  }
  return false;
}
