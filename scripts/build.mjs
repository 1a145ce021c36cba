// npm run build: the site, the documents, the scripts for pages that embed it, and the service worker that keeps all of
// it for offline use.
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { buildDocuments } from './documents/build.mjs';
import { ROOT, run } from './install.mjs';
import { precacheList } from './precache.mjs';

/** Writes the whole site into a folder, which is emptied first. */
export async function buildSite({ outDir = join(ROOT, 'dist'), logLevel = 'info' } = {}) {
  await build({ root: ROOT, logLevel, define: { __OFFLINE__: 'true' }, build: { outDir, emptyOutDir: true } });
  await buildDocuments(outDir);
  const embed = join(outDir, 'embed');
  await buildScript('src/embed/element.ts', join(embed, 'repu-lab.js'), 'iife');
  await buildScript('src/embed/client.ts', join(embed, 'client.js'), 'es');
  declareClient(embed);
  // Last: it names all the other files.
  await buildScript('src/offline/serviceWorker.ts', join(outDir, 'serviceWorker.js'), 'iife', {
    __PRECACHE__: JSON.stringify(precacheList(outDir)),
  });
}

/** One source and all that it imports as one script. */
async function buildScript(entry, target, format, define = {}) {
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"', ...define },
    build: {
      target: 'es2023',
      outDir: resolve(target, '..'),
      emptyOutDir: false,
      lib: {
        entry: join(ROOT, entry),
        formats: [format],
        name: 'repuLab',
        fileName: () => target.split(/[\\/]/).at(-1),
      },
    },
  });
}

/** The client's types. */
function declareClient(outDir) {
  const args = ['--ignoreConfig', '--declaration', '--emitDeclarationOnly', '--skipLibCheck', '--strict'];
  const modules = ['--module', 'esnext', '--moduleResolution', 'bundler', '--target', 'es2023'];
  const source = ['--allowImportingTsExtensions', '--types', '', 'src/embed/client.ts'];
  const status = run('npx', ['tsc', ...args, ...modules, ...source, '--outDir', outDir]);
  if (status !== 0) throw new Error('The types of src/embed/client.ts could not be written; tsc says why above.');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildSite();
