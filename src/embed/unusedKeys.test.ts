import { expect, test } from 'vitest';
import { isUnused, type Surroundings } from './unusedKeys.ts';

const press = (key: string, changes = {}) => ({
  key,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  isComposing: false,
  ...changes,
});
const PAGE: Surroundings = { owner: 'nothing', covered: false, scrolls: false };

test.each(['PageDown', 'PageUp', 'Escape', 'ArrowRight', 'ArrowLeft', 'Home', 'b', '.', 'F5'])(
  '%s on the page itself is nobody’s',
  (key) => expect(isUnused(press(key), PAGE)).toBe(true),
);

test.each([
  ['PageDown', { owner: 'field' }],
  ['b', { owner: 'field' }],
  ['Home', { owner: 'slider' }],
  ['PageDown', { owner: 'slider', scrolls: true }],
  ['ArrowRight', { owner: 'slider' }],
  [' ', { owner: 'button' }],
  ['Escape', { covered: true }],
  ['PageDown', { covered: true }],
  ['PageDown', { scrolls: true }],
  ['Tab', {}],
  ['Enter', {}],
  ['Shift', {}],
] as const)('%j is used where %j', (key, changes) => {
  expect(isUnused(press(key), { ...PAGE, ...changes })).toBe(false);
});

test('what has a use for some keys leaves the others', () => {
  expect(isUnused(press('Escape'), { ...PAGE, owner: 'slider' })).toBe(true);
  expect(isUnused(press('PageDown'), { ...PAGE, owner: 'slider' })).toBe(true);
  expect(isUnused(press('PageDown'), { ...PAGE, owner: 'button' })).toBe(true);
  expect(isUnused(press('Escape'), { ...PAGE, scrolls: true })).toBe(true);
});

test.each(['ctrlKey', 'altKey', 'metaKey', 'isComposing'])('with %s a key is the browser’s', (modifier) => {
  expect(isUnused(press('PageDown', { [modifier]: true }), PAGE)).toBe(false);
});
