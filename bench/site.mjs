// Builds a page beside the site (bench.html) and serves it.
import { pathToFileURL } from 'node:url';
import { ROOT } from '../scripts/install.mjs';

/** @param root of the working tree whose page it is
 *  @returns {Promise<{ address: string, close: () => Promise<void> }>} */
export async function servePage(name, port, root = ROOT) {
  const { build, preview } = await import('vite');
  const { digitsPlugin } = await import(pathToFileURL(`${root}scripts/packDigits.mjs`).href);
  const config = {
    root,
    configFile: false,
    base: './',
    logLevel: 'warn',
    plugins: [digitsPlugin],
    worker: { format: 'es' },
    build: {
      target: 'es2023',
      // Beside the site's build, not in it.
      outDir: `${ROOT}node_modules/.pages/${port}`,
      emptyOutDir: true,
      copyPublicDir: false,
      chunkSizeWarningLimit: 4096,
      rollupOptions: { input: `${root}${name}.html` },
    },
    preview: { host: 'localhost', port },
  };
  await build(config);
  const server = await preview(config);
  return {
    address: new URL(`${name}.html`, server.resolvedUrls?.local[0]).href,
    close: () => server.close(),
  };
}
