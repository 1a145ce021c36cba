// Draws the pictures in public/ anew: the icons of the installed app from favicon.svg, and the card that links to the
// site show elsewhere, which is the page itself. Run it after `npm run build` when one of them has changed; they are committed.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { preview } from 'vite';
import { browserLaunch } from './browser.mjs';
import { ROOT } from './install.mjs';

const PAPER = '#fdfcf9';
const PUBLIC = join(ROOT, 'public');
const CARD = { width: 1200, height: 630 };
const RUN = 'view=embed&controls=none&theme=light&panels=variance_fit&steps=500';

/** What launchers may cut away around the middle: a maskable icon keeps to the inner 80 % (W3C, Web App Manifest, “maskable”). */
const ICONS = [
  { name: 'icon-192.png', size: 192, mark: 0.78, corner: 0.2 },
  { name: 'icon-512.png', size: 512, mark: 0.78, corner: 0.2 },
  { name: 'icon-maskable-512.png', size: 512, mark: 0.56, corner: 0 },
];

async function drawIcons(browser) {
  const mark = readFileSync(join(PUBLIC, 'favicon.svg')).toString('base64');
  const page = await browser.newPage();
  for (const { name, size, mark: share, corner } of ICONS) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(`<style>
      body { margin: 0; height: 100vh; display: grid; place-items: center; background: ${PAPER}; border-radius: ${corner * size}px }
      html { background: transparent }
    </style><img width="${share * size}" src="data:image/svg+xml;base64,${mark}">`);
    await page.screenshot({ path: join(PUBLIC, name), omitBackground: true });
  }
  await page.close();
}

async function drawCard(browser) {
  const server = await preview({ root: ROOT, preview: { port: 0, host: 'localhost' } });
  const [address] = server.resolvedUrls.local;
  const page = await browser.newPage({ viewport: CARD });
  const serif = readdirSync(join(ROOT, 'dist/assets')).find((name) => /^source-serif.+woff2$/.test(name));
  await page.route('**/card.html', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><meta charset="utf-8"><style>
        body { margin: 0; background: ${PAPER}; color: #1f2226; height: 100vh; display: flex; flex-direction: column }
        @font-face { font-family: Card; font-weight: 200 900; src: url('./assets/${serif}') }
        h1 { margin: 26px 40px 0; font: 600 48px/1.1 Card }
        iframe { flex: 1; border: 0; margin: 6px 24px 18px }
      </style><h1>Why deep networks live or die<br>by their activation</h1><iframe src="./#${RUN}"></iframe>`,
    }),
  );
  await page.goto(`${address}card.html`);
  const verdicts = page.frameLocator('iframe').getByRole('region', { name: 'Verdicts' });
  await verdicts.getByText('after 500 steps').waitFor({ timeout: 60_000 });
  await page.screenshot({ path: join(PUBLIC, 'preview.png') });
  await server.close();
}

const browser = await chromium.launch(browserLaunch());
await drawIcons(browser);
await drawCard(browser);
await browser.close();
