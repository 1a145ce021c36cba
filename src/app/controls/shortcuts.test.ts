import { describe, expect, it, vi } from 'vitest';
import type { Actions } from '../store/actions.ts';
import { type KeyOwner, shortcut } from './shortcuts.ts';

const actions = {
  play: vi.fn(),
  pause: vi.fn(),
  step: vi.fn(),
  rewind: vi.fn(),
  newSeed: vi.fn(),
} as Partial<Actions> as Actions;

const press = (key: string, fields = {}) => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  repeat: false,
  ...fields,
});
const on = (key: string, owner: KeyOwner = 'nothing', playing = false, fields = {}) =>
  shortcut(press(key, fields), { owner, letters: true }, playing, actions);

describe('keys', () => {
  it('play or pause, rewind and draw a new seed', () => {
    expect(on(' ')).toBe(actions.play);
    expect(on(' ', 'nothing', true)).toBe(actions.pause);
    expect(on('r')).toBe(actions.rewind);
    expect(on('N')).toBe(actions.newSeed);
  });

  it('step once, ten times with Shift', () => {
    on('ArrowRight')?.();
    on('ArrowRight', 'nothing', false, { shiftKey: true })?.();
    expect(vi.mocked(actions.step).mock.calls).toEqual([[1], [10]]);
  });

  it.each(['ctrlKey', 'altKey', 'metaKey'])('with %s stay the browser’s', (modifier) => {
    expect(on('r', 'nothing', false, { [modifier]: true })).toBeNull();
  });

  it('stay where they are typed, and leave to sliders and buttons what is theirs', () => {
    for (const key of [' ', 'r', 'n', 'ArrowRight']) expect(on(key, 'field')).toBeNull();
    expect(on('ArrowRight', 'slider')).toBeNull();
    expect(on(' ', 'slider')).toBe(actions.play);
    expect(on(' ', 'button')).toBeNull();
    expect(on('r', 'button')).toBe(actions.rewind);
  });

  it('that are letters work only where the page itself or the training controls have the focus', () => {
    const elsewhere = (key: string) => shortcut(press(key), { owner: 'button', letters: false }, false, actions);
    for (const key of ['r', 'R', 'n', 'N']) expect(elsewhere(key)).toBeNull();
    expect(elsewhere('ArrowRight')).not.toBeNull();
  });

  it('held down rewind and draw only once', () => {
    expect(on('r', 'nothing', false, { repeat: true })).toBeNull();
    expect(on('n', 'nothing', false, { repeat: true })).toBeNull();
  });
});
