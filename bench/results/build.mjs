// Bundles the programs of bench/results/ for Node into .results/programs/.
import { ROOT } from '../../scripts/install.mjs';

export const OUT = `${ROOT}.results`;

export async function buildPrograms() {
  const { build } = await import('vite');
  const { packDigits } = await import('../../scripts/packDigits.mjs');
  packDigits();
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: `${OUT}/programs`,
      emptyOutDir: true,
      copyPublicDir: false,
      target: 'node20',
      rolldownOptions: {
        input: { main: `${ROOT}bench/results/main.ts`, worker: `${ROOT}bench/results/worker.ts` },
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  });
}
