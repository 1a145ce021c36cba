// npm run bench:node: the benchmark on a graphics card without a browser, on Dawn's build for Node (npm package `webgpu`),
// written to bench/RESULTS-node.md. The package is large and needed by nobody else, so it is not among ours:
// npm install --no-save webgpu
// npm run bench:node -- --build: only builds node_modules/.bench-node/, which runs by itself beside the package `webgpu`
// wherever there is a card: node bench.mjs [file to write]
import { ensurePackages, ROOT, run } from '../scripts/install.mjs';

const OUT = `${ROOT}node_modules/.bench-node`;

ensurePackages();
const { build } = await import('vite');
await build({
  root: ROOT,
  configFile: false,
  logLevel: 'warn',
  ssr: { noExternal: true },
  build: {
    ssr: `${ROOT}bench/node.ts`,
    outDir: OUT,
    emptyOutDir: true,
    copyPublicDir: false,
    target: 'node20',
    rolldownOptions: {
      external: ['webgpu'],
      output: { entryFileNames: 'bench.mjs', chunkFileNames: '[name]-[hash].mjs' },
    },
  },
});
if (!process.argv.includes('--build')) {
  process.exitCode = run(process.execPath, [`${OUT}/bench.mjs`, `${ROOT}bench/RESULTS-node.md`]);
}
