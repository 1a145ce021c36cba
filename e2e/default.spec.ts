import { gzipSync } from 'node:zlib';
import { engine, expect, lossOf, open, test, verdict } from './lab.ts';

test('untouched, RePU(2) has overflowed and MRePU(2) is learning', async ({ lab }) => {
  let asked = 0;
  lab.on('request', (request) => {
    if (asked === 0 && /worker/.test(new URL(request.url()).pathname)) asked = Date.now();
  });
  await open(lab);
  await expect(verdict(lab, 1)).toContainText(/RePU\(2\) overflowed float32 at layer \d+, before the first step/);
  await expect(verdict(lab, 2)).toContainText(/MRePU\(2\) (is learning|has learnt): loss/);
  const seconds = await lab.evaluate(() => performance.now() / 1000);
  test.info().annotations.push({ type: 'seconds until both verdicts', description: seconds.toFixed(1) });
  const early = await lossOf(lab, 2);
  const learnt = async () =>
    (await verdict(lab, 2).textContent())?.includes('has learnt') || (await lossOf(lab, 2)) < early / 5;
  await expect.poll(learnt, { timeout: 60_000 }).toBe(true);
  // The worker is asked for after the first paint.
  const painted = await lab.evaluate(
    () => performance.timeOrigin + (performance.getEntriesByName('first-paint')[0]?.startTime ?? 0),
  );
  expect(asked).toBeGreaterThan(painted);
});

test('RePU’s verdict agrees with the exact flow to within a layer', async ({ lab }) => {
  await open(lab, 'play=0');
  await expect(verdict(lab, 1)).toContainText('overflowed');
  await expect(verdict(lab, 1)).toContainText('leaves float32 at layer');
  const text = (await verdict(lab, 1).textContent()) ?? '';
  const measured = Number(/overflowed float32 at layer (\d+)/.exec(text)?.[1]);
  const predicted = Number(/leaves float32 at layer (\d+)/.exec(text)?.[1]);
  expect(Math.abs(measured - predicted)).toBeLessThanOrEqual(1);
});

test('the engine and its reason are in plain sight', async ({ lab }) => {
  await open(lab, 'play=0');
  await expect(engine(lab)).toContainText(/Runs on .+ \(.+\)\. .+/);
});

test('the page itself loads less than 130 KB of compressed scripts, none of them TensorFlow.js', async ({ lab }) => {
  const response = await lab.request.get('./');
  const html = await response.text();
  // The entry and everything that it imports statically; the worker and what it loads come after the first paint.
  const paths = [...html.matchAll(/<(?:script|link)[^>]+(?:src|href)="([^"]+\.js)"/g)].map(([, path]) => path ?? '');
  expect(paths.length).toBeGreaterThan(0);
  let total = 0;
  for (const path of paths) {
    const script = await (await lab.request.get(path)).body();
    total += gzipSync(script).length;
    expect(script.includes('registerBackend'), `${path} holds TensorFlow.js`).toBe(false);
  }
  test.info().annotations.push({ type: 'bytes of gzipped initial scripts', description: String(total) });
  expect(total).toBeLessThan(130_000);
});
