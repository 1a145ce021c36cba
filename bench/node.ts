/** The benchmark in Node: what a page gives it comes from Dawn's build for Node. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import { pathToFileURL } from 'node:url';

/** A package's entry lies beside its package.json. */
function versionOf(name: string): string {
  const entry = createRequire(import.meta.url).resolve(name);
  return JSON.parse(readFileSync(new URL('package.json', pathToFileURL(entry)), 'utf8')).version;
}

const [, , file = 'RESULTS-node.md'] = process.argv;

const { create, globals } = await import('webgpu').catch((error: unknown) => {
  console.error(`The package webgpu could not be loaded (${error}). Install it: npm install --no-save webgpu`);
  process.exit(1);
});
Object.assign(globalThis, globals);
Object.defineProperty(globalThis, 'navigator', {
  // jax-js reads the name of the browser.
  value: { gpu: create([]), userAgent: `Node ${process.versions.node}` },
  configurable: true,
});

// Modules below look for WebGPU as they are loaded.
const { benchmark } = await import('./benchmark.ts');
const surroundings = {
  command: 'npm run bench:node',
  setting: 'One process of Node; all contestants are alive at once, on its one thread.',
  date: new Date().toISOString().slice(0, 10),
  browser: 'none: Dawn by the package webgpu',
  processor: `${os.cpus()[0]?.model ?? 'unknown processor'}, ${os.availableParallelism()} cores`,
  system: `${os.type()} ${os.arch()}, Node ${process.versions.node}`,
  load: (os.loadavg()[0] ?? 0).toFixed(1),
  packages: { webgpu: versionOf('webgpu') },
};
// In Node, TensorFlow.js's WebAssembly backend looks for its files beside a script of another kind of module.
const text = await benchmark(surroundings, console.log, ['webgpu', 'cpu']);
writeFileSync(file, text);
console.log(text);
// Dawn keeps the process alive.
process.exit(0);
