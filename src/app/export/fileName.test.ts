import { expect, it } from 'vitest';
import { fileName } from './fileName.ts';

it('a file is named after its permalink and what it holds', () => {
  expect(fileName('arm=repu.2_init.he&depth=20', 'Loss', 'svg')).toBe('repu-lab_arm-repu.2_init.he_depth-20_Loss.svg');
});

it('the page as it opens has the plain name', () => {
  expect(fileName('', 'history', 'csv')).toBe('repu-lab_history.csv');
});

it('a name has no character that a file system refuses', () => {
  expect(fileName('a=%2F../..\\:*', 'Phase map of RePU(2)', 'png')).toMatch(/^[A-Za-z0-9._-]+$/);
});

it('long permalinks give short names that differ', () => {
  const long = `arm=${'x'.repeat(300)}`;
  const [first, second] = [fileName(`${long}1`, 'a', 'svg'), fileName(`${long}2`, 'a', 'svg')];
  expect(first.length).toBeLessThan(140);
  expect(first).not.toBe(second);
});
