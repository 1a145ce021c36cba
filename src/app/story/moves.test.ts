import { describe, expect, it } from 'vitest';
import { keyMove, swipeMove, wheelMoves } from './moves.ts';

const press = (key: string, more = {}) =>
  keyMove({ key, ctrlKey: false, altKey: false, metaKey: false, repeat: false, ...more });

describe('a key', () => {
  it.each([
    ['ArrowRight', 'next'],
    ['PageDown', 'next'],
    ['ArrowLeft', 'previous'],
    ['PageUp', 'previous'],
    ['Escape', 'leave'],
    ['ArrowDown', null],
    [' ', null],
    ['toString', null],
  ])('%s means %s', (key, move) => expect(press(key)).toBe(move));

  it('with a modifier is the browser’s: Alt and an arrow go through the history', () => {
    for (const modifier of ['ctrlKey', 'altKey', 'metaKey'])
      expect(press('ArrowLeft', { [modifier]: true })).toBeNull();
  });

  it('that is held down moves once, and does nothing else meanwhile', () => {
    expect(press('ArrowRight', { repeat: true })).toBe('none');
  });
});

describe('the wheel', () => {
  it('moves once for a turn that runs on for a second, and again after a pause', () => {
    const move = wheelMoves();
    const moves = Array.from({ length: 60 }, (_, frame) => move(30, 16 * frame));
    expect(moves.filter((each) => each !== null)).toEqual(['next']);
    expect(move(-100, 16 * 59 + 200)).toBe('previous');
  });

  it('does not move for a touch, nor for touches with pauses between', () => {
    const move = wheelMoves();
    expect([move(30, 0), move(30, 1000), move(-30, 2000)]).toEqual([null, null, null]);
  });
});

describe('a swipe', () => {
  it('to the left goes on, to the right goes back', () => {
    expect(swipeMove({ x: 200, y: 100 }, { x: 120, y: 110 })).toBe('next');
    expect(swipeMove({ x: 120, y: 100 }, { x: 200, y: 90 })).toBe('previous');
  });

  it('that is short, or rather up or down, is none', () => {
    expect(swipeMove({ x: 100, y: 100 }, { x: 130, y: 100 })).toBeNull();
    expect(swipeMove({ x: 100, y: 100 }, { x: 170, y: 160 })).toBeNull();
  });
});
