import { type Host, host } from '../host.ts';
import { expect, soon, test } from './lab.ts';

let pages: Host;
let html = '';

test.beforeAll(async () => {
  pages = await host('/', async () => `<!doctype html><meta charset="utf-8"><title>Host</title>${html}`);
});
test.afterAll(() => pages.close());

test('a page on another origin drives the lab in its frame by messages', async ({ lab, site }) => {
  html = `<script>
    window.heard = [];
    addEventListener('message', ({ data }) => heard.push(data));
    window.ask = (message) => new Promise((done) => {
      addEventListener('message', function listen({ data }) {
        if (data?.repuLab !== 1 || data.id !== message.id) return;
        removeEventListener('message', listen);
        done(data);
      });
      document.querySelector('iframe').contentWindow.postMessage({ repuLab: 1, ...message }, '*');
    });
  </script><iframe src="${site.address}#view=embed&play=0&depth=4&width=16" width="960" height="540"></iframe>`;
  await lab.goto(`${pages.origin}/index.html`);
  const ask = (message: object) =>
    lab.run(
      (given) => (window as unknown as { ask(message: object): Promise<Record<string, unknown>> }).ask(given),
      message,
    );
  await soon(() =>
    lab.run(() => (window as unknown as { heard: { type: string }[] }).heard.some(({ type }) => type === 'ready')),
  ).toBe(true);
  // Where the worker's entry is evaluated twice, two runners answer: something else came before (vite.config.ts).
  expect(await ask({ type: 'step', count: 7, id: 1 })).toMatchObject({ type: 'ok' });
  expect(await ask({ type: 'measure', id: 2 })).toMatchObject({ measurement: { step: 7, arms: [{}, {}] } });
  expect(await ask({ type: 'set', permalink: 'arm=tanh&depth=5', id: 3 })).toMatchObject({ type: 'ok' });
  expect(await ask({ type: 'measure', id: 4 })).toMatchObject({
    measurement: { step: 0, arms: [{ activation: 'tanh', variance: { length: 5 } }] },
  });
  expect(await ask({ type: 'set', permalink: 'depth=1000', id: 5 })).toMatchObject({ type: 'error' });
});

test('the element shows the lab, and follows its attributes', async ({ lab, site }) => {
  html = `<script src="${site.address}embed/repu-lab.js"></script>
    <repu-lab arm="tanh relu" depth="5" width="16" play="0" style="width:960px;height:540px"></repu-lab>`;
  await lab.goto(`${pages.origin}/index.html`);
  const variances = (depth: number) =>
    lab.run(async (layers) => {
      const element = document.querySelector('repu-lab') as HTMLElement & {
        lab: { ready: Promise<void>; measure(): Promise<{ arms: { variance: number[] }[] }> };
      };
      element.setAttribute('depth', String(layers));
      await element.lab.ready;
      return (await element.lab.measure()).arms.map(({ variance }) => variance.length);
    }, depth);
  await soon(() => variances(5)).toEqual([5, 5]);
  await soon(() => variances(6)).toEqual([6, 6]);
});
