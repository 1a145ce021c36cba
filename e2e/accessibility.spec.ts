import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { expect, open, test, verdict } from './lab.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

for (const theme of ['light', 'dark']) {
  for (const [width, height] of [
    [1440, 900],
    [390, 844],
  ] as const) {
    test(`axe finds nothing serious at ${width}×${height}, ${theme}`, async ({ lab }) => {
      await lab.setViewportSize({ width, height });
      await open(lab, `theme=${theme}&steps=30&depth=1e3`);
      await expect(verdict(lab, 2)).toContainText('after 30 steps');
      await lab.getByText('The numbers behind the chart').click();
      await lab.evaluate(AXE);
      const { violations } = await lab.evaluate(() =>
        (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
      );
      const grave = violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, help, nodes }) => ({ id, help, where: nodes.map(({ html }) => html.slice(0, 160)) }));
      expect(grave).toEqual([]);
    });
  }
}

test('the transport works from the keyboard', async ({ lab }) => {
  await open(lab, 'play=0');
  await expect(verdict(lab, 2)).toContainText('before the first step');
  await lab.keyboard.press('ArrowRight');
  await expect(verdict(lab, 2)).toContainText('after 1 step ');
  await lab.keyboard.press('Shift+ArrowRight');
  await expect(verdict(lab, 2)).toContainText('after 11 steps');
  await lab.keyboard.press('r');
  await expect(verdict(lab, 2)).toContainText('before the first step');
  await lab.keyboard.press('Space');
  await expect(verdict(lab, 2)).toContainText(/after \d+ steps/);
});

test('with reduced motion the first pass is drawn at once', async ({ lab }) => {
  await lab.emulateMedia({ reducedMotion: 'reduce' });
  await open(lab, 'play=0');
  await expect(verdict(lab, 1)).toContainText('overflowed');
  const chart = lab.getByRole('img', { name: 'Preactivation variance by layer' });
  await expect(chart).toHaveAccessibleDescription(/RePU\(2\).+overflow.+MRePU\(2\)/s);
});
