import { expect, test } from 'vitest';

// Vite's development server gives each package as it bundles it by itself, in another order than the build.
test('the page of bench.html opens under the development server, and trains by every way to compute', async () => {
  await import('./page.ts');
  expect(window.benchmark).toBeTypeOf('function');
  // Steps enough for the browser's clock, which may be as coarse as 0.1 ms.
  for (const engine of ['fused-wasm', 'tfjs-cpu'] as const) {
    const { msPerStep, loss, engine: ran } = await window.bench({ depth: 2, width: 4, batch: 8, steps: 500, engine });
    expect(ran).toBe(engine);
    expect(msPerStep).toBeGreaterThan(0);
    expect(loss).toBeGreaterThan(0);
  }
});
