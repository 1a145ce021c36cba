import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';

const ASSETS = 'dist/assets';

test('no script imports the entry of the worker, which WebKit would evaluate twice', () => {
  const scripts = readdirSync(ASSETS).filter((name) => name.endsWith('.js'));
  const entries = scripts.filter((name) => name.startsWith('worker-'));
  expect(entries).toHaveLength(1);
  const [entry = ''] = entries;
  const importing = scripts.filter((name) =>
    // The page names it in `new Worker(…)` alone.
    new RegExp(`(from|import)\\s*\\(?\\s*["'\`]\\./${entry.replaceAll('.', '\\.')}`).test(
      readFileSync(`${ASSETS}/${name}`, 'utf8'),
    ),
  );
  expect(importing).toEqual([]);
});
