// Bundles the programs of bench/results/ for Node.
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ROOT } from '../../scripts/install.mjs';

/** @returns {Promise<string>} a new folder with main.mjs and worker.mjs: no other run may take them away. */
export async function buildPrograms() {
  const { build } = await import('vite');
  const { packDigits } = await import('../../scripts/packDigits.mjs');
  packDigits();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'repu-lab-results-'));
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: false,
      copyPublicDir: false,
      target: 'node20',
      rolldownOptions: {
        input: { main: `${ROOT}bench/results/main.ts`, worker: `${ROOT}bench/results/worker.ts` },
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  });
  return folder;
}
