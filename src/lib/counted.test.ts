import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { counted, often, thereAre } from './counted.ts';

test('one has no plural', () => {
  expect([0, 1, 2].map((number) => counted(number, 'step'))).toEqual(['0 steps', '1 step', '2 steps']);
  expect([1, 3].map((number) => counted(number, 'class', 'classes'))).toEqual(['1 class', '3 classes']);
  expect(counted(1200, 'step', 'steps', '1 200')).toBe('1 200 steps');
  expect([0, 1, 2].map(thereAre)).toEqual(['there are 0', 'there is 1', 'there are 2']);
  expect([0, 1, 2, 3].map(often)).toEqual(['0 times', 'once', 'twice', '3 times']);
});

test('no sentence counts by “there are” alone', () => {
  const root = join(import.meta.dirname, '..');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(?<!test)\.tsx?$/.test(name),
  );
  const found = files.flatMap((name) =>
    readFileSync(join(root, name), 'utf8')
      .split('\n')
      // A list of counts is no count.
      .filter((line) => /there are \$\{(?!listed|columns|pairs|bytes ===)/.test(line))
      .map((line) => `${name}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
});
