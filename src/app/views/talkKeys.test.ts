import { expect, it } from 'vitest';
import type { KeyFocus } from '../controls/shortcuts.ts';
import { talkMove } from './talkKeys.ts';

const PAGE: KeyFocus = { owner: 'nothing', letters: true };
const press = (key: string, more = {}, focus = PAGE) =>
  talkMove({ key, ctrlKey: false, altKey: false, metaKey: false, repeat: false, ...more }, focus);

it('digits choose panels, C the strip, Escape leaves', () => {
  expect(press('1')).toEqual({ kind: 'panel', name: 'variance' });
  expect(press('4')).toEqual({ kind: 'panel', name: 'metric' });
  expect(press('0')).toEqual({ kind: 'own panels' });
  expect([press('c'), press('C')]).toEqual([{ kind: 'strip' }, { kind: 'strip' }]);
  expect(press('Escape')).toEqual({ kind: 'leave' });
});

it('other keys, held ones and those with a modifier mean nothing', () => {
  for (const key of ['', ' ', 'a', 'F1', '10', '-1', 'ArrowRight', 'toString']) expect(press(key), key).toBeNull();
  for (const modifier of ['ctrlKey', 'altKey', 'metaKey', 'repeat'])
    expect(press('3', { [modifier]: true }), modifier).toBeNull();
});

it('in a field every key is the field’s; on a control only Escape is ours', () => {
  const field: KeyFocus = { owner: 'field', letters: true };
  const slider: KeyFocus = { owner: 'slider', letters: false };
  for (const key of ['1', 'c', 'Escape']) expect(press(key, {}, field), key).toBeNull();
  expect([press('1', {}, slider), press('c', {}, slider)]).toEqual([null, null]);
  expect(press('Escape', {}, slider)).toEqual({ kind: 'leave' });
});
