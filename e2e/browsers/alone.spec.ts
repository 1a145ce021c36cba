import { pathToFileURL } from 'node:url';
import { host } from '../host.ts';
import { Lab, test } from './lab.ts';
import { SINGLE_FILE } from './setup.ts';

const SMALL = 'depth=3&width=8&steps=20';

test('after one visit the site opens without its server', async ({ browserTried }) => {
  const server = await host('/lab/');
  const lab = new Lab(browserTried, `${server.origin}/lab/`);
  await lab.open(SMALL);
  await lab.says(2, 'after 20 steps');
  await lab.run(async () => {
    await navigator.serviceWorker.ready;
  });
  await server.close();
  await lab.open(`${SMALL}&engine=tfjs-wasm`);
  await lab.says(2, 'after 20 steps');
});

test('the single file opened from disk trains', async ({ browserTried }) => {
  const lab = new Lab(browserTried, pathToFileURL(process.env[SINGLE_FILE] ?? '').href);
  await lab.open(SMALL);
  await lab.says(2, 'after 20 steps');
});
