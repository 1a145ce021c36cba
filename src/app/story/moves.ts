/** What a visitor's hands say: on, back, or out of the story. */

import type { KeyPress } from '../controls/shortcuts.ts';

export type Move = 'next' | 'previous' | 'leave';

const KEYS: Readonly<Record<string, Move>> = {
  ArrowRight: 'next',
  PageDown: 'next',
  ArrowLeft: 'previous',
  PageUp: 'previous',
  Escape: 'leave',
};

/** The move of a key, `none` for a key that is the story's but says nothing now, or null. With a modifier it is the browser's. */
export function keyMove({ key, ctrlKey, altKey, metaKey, repeat }: Omit<KeyPress, 'shiftKey'>): Move | 'none' | null {
  if (ctrlKey || altKey || metaKey || !Object.hasOwn(KEYS, key)) return null;
  // A key that is held down would run through the whole story.
  return repeat ? 'none' : (KEYS[key] ?? null);
}

/** CSS pixels of scrolling that mean it. */
const TURN = 40;
/** Milliseconds without an event that end a turn of the wheel: a trackpad runs on for a second after the fingers have left. */
const QUIET = 180;

/** One move for each turn of the wheel, however long it is. */
export function wheelMoves(): (pixels: number, now: number) => Move | null {
  let last = Number.NEGATIVE_INFINITY;
  let turned = 0;
  let spent = false;
  return (pixels, now) => {
    if (now - last > QUIET) {
      turned = 0;
      spent = false;
    }
    last = now;
    turned += pixels;
    if (spent || Math.abs(turned) < TURN) return null;
    spent = true;
    return turned > 0 ? 'next' : 'previous';
  };
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** CSS pixels that a finger travels in a swipe. */
const SWIPE = 50;

/** Sidewards only: up and down is scrolling. */
export function swipeMove(from: Point, to: Point): Move | null {
  const across = to.x - from.x;
  if (Math.abs(across) < SWIPE || Math.abs(across) < 2 * Math.abs(to.y - from.y)) return null;
  return across < 0 ? 'next' : 'previous';
}
