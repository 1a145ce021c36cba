// The pages of the documents in the built site.
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { contentSecurity } from '../contentSecurity.mjs';
import { ROOT } from '../install.mjs';
import { katexWithoutFonts } from '../katexWithoutFonts.mjs';
import { renderDocuments } from './documents.mjs';
import { documentPages, TEMPLATE } from './pages.mjs';
import { DOCS, PAGES } from './places.mjs';

/** Writes the pages, what they are drawn with, and the pictures that they show into the built site. */
export async function buildDocuments(outDir) {
  const documents = renderDocuments(PAGES);
  const { output } = await build({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    plugins: [katexWithoutFonts, contentSecurity],
    // The pages lie in a folder of the site, whatever the template's.
    experimental: { renderBuiltUrl: (file, { hostType }) => (hostType === 'html' ? `../${file}` : { relative: true }) },
    build: { target: 'es2023', write: false, modulePreload: { polyfill: false }, rolldownOptions: { input: TEMPLATE } },
  });
  let template = '';
  for (const file of output) {
    if (file.fileName.endsWith('.html')) template = String(file.source);
    else if (file.type === 'asset') write(join(outDir, file.fileName), file.source);
  }
  for (const [name, page] of documentPages(documents)) write(join(outDir, 'docs', name), page(template));
  for (const path of new Set(documents.flatMap(({ images }) => images))) {
    mkdirSync(dirname(join(outDir, 'docs', path)), { recursive: true });
    copyFileSync(join(DOCS, path), join(outDir, 'docs', path));
  }
}

/** Fonts that the lab has too are there already: their names hold their hashes. */
function write(path, content) {
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
